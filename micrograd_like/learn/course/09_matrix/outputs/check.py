from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from micrograd_like import Value, nn
from micrograd_like.learn.probes import You
from micrograd_like.learn.values import plain
from micrograd_like.matrix.assumptions import function_of_outputs
from micrograd_like.nn.losses import quadratic
from micrograd_like.rules import table

from ..common import undrawn


def check(you: You) -> None:
    """Against assumptions.function_of_outputs, on costs that respect the assumption and on costs that break
    it in different places; the broken cost by its numbers and its slopes, at outputs that stay.
    """
    model = undrawn(lambda: nn.MLP(2, [2, 2], activation="tanh"))
    outputs = model([0.5, -1.0])
    ps = model.parameters()
    error = quadratic([outputs], [[1.0, 0.0]])
    deep = table.exp(table.tanh(ps[3] * 2.0) * 0.5 + 1.0)
    costs = {"½|y - a|²": error, "exp of ½|y - a|²": table.exp(error), "½|y - a|² + the squares of all weights": error + table.dot(ps, ps),
             "½|y - a|² + something made of one weight": error + deep, "one output alone": outputs[0] * 1.0,
             "the first parameter": ps[0], "2 times the last parameter, times an output": outputs[1] * (ps[-1] * 2.0),
             "an output, times another": outputs[1] * outputs[0],
             "something made of one weight + ½|y - a|²": deep + error, "3, whatever the network does": Value(3.0)}  # fmt: skip
    for name, cost in costs.items():
        right = bool(function_of_outputs(cost, outputs, model))
        you.outputs_only.then(
            f"outputs_only, C = {name}", lambda f, cost=cost: f(cost, outputs, ps)
        ).should_be(right)
    told = you.breaks_it.then(
        "your cost, as a parameter goes from 1 to 3", lambda f: [number(f, p) for p in (1.0, 3.0)]
    )
    told.should("change though the outputs stay", differ, because=PAST)
    for words, part, why in (
        ("parameters", 1, PAST),
        ("outputs", 0, "A cost says how wrong the outputs are."),
    ):
        slopes = you.breaks_it.then(
            f"slopes of your cost in the {words}", lambda f, part=part: slopes_of(f)[part]
        )
        slopes.should("not all be 0", any, because=why)


PAST = "No way leads from a parameter to this cost except through an output."


def differ(costs: list) -> bool:
    """Whether they are two numbers, and not the same."""
    return (
        all(isinstance(cost, (int, float)) and math.isfinite(cost) for cost in costs) and costs[0] != costs[1]
    )


def leaves(first: float) -> tuple[list[Value], list[Value]]:
    """Two outputs and three parameters, with no way between them."""
    return [Value(0.75), Value(0.25)], [Value(first), Value(-2.0), Value(0.5)]


def number(cost: Callable, first: float) -> Any:
    outputs, parameters = leaves(first)
    return plain(cost(outputs, [1.0, 0.0], parameters))


def slopes_of(cost: Callable) -> Any:
    """In the outputs and in the parameters; twice what it gives, if it is still to be written."""
    outputs, parameters = leaves(1.0)
    out = cost(outputs, [1.0, 0.0], parameters)
    if out is None or out is ...:
        return out, out
    out.backward()
    return [a.grad for a in outputs], [p.grad for p in parameters]
