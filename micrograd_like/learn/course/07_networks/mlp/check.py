from __future__ import annotations

from typing import Any

from micrograd_like import nn
from micrograd_like.learn.probes import You

from ..common import undrawn


def check(you: You) -> None:
    """Against nn.MLP after the same random.seed, which makes the same draws in the same order."""
    for seed, nin, nouts in ((1, 2, [3, 2]), (2, 3, [4, 5, 2]), (5, 2, [3]), (6, 2, [2, 2]), (4, 2, [2, 1])):
        right = undrawn(lambda nin=nin, nouts=nouts: nn.MLP(nin, nouts), seed)
        mine = you.MLP.then(
            f"MLP({nin}, {nouts})",
            lambda its, seed=seed, nin=nin, nouts=nouts: undrawn(lambda: its(nin, nouts), seed),
        )
        for x in ([1.0, -2.0, 0.5][:nin], [-1.5, 0.5, 2.0][:nin]):
            outs = mine.then(f"after random.seed({seed}): {{}}({x})", lambda model, x=x: model(x))
            outs.made_of("Values").should_be(
                [out.data for out in listed_outputs(right(x))],
                because="A network is called again and again, and stays the same.",
            )
        listed = mine.then("{}.parameters()", lambda model: model.parameters())
        listed.then("number of {}", len).should_be(len(right.parameters()))
        listed.made_of("Values").should_be([p.data for p in right.parameters()])
    you.parameters_of_the_demo.should_be(
        len(undrawn(lambda: nn.MLP(2, [16, 16, 1])).parameters()),
        secret=True,
        because="There are three layers.  Each has as many neurons as the list says, and each neuron one weight for each of its inputs, and one bias.",
    )


def listed_outputs(out: Any) -> list:
    """nn.MLP gives a single Value where its last layer has one neuron; the exercise asks for a list."""
    return out if isinstance(out, list) else [out]
