from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

from micrograd_like import Value, topological_order
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.learn.sketching import sketch
from micrograd_like.learn.tallies import tallied

from ..common import rate


def check(you: You) -> None:
    """Factored against listed sums; both loops against the package's enumeration of paths, node by node."""
    for floors in ([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[0.5, -2.0], [3.0], [1.0, 1.0, -4.0]]):
        you.factored(floors).should_be(sum(math.prod(path) for path in itertools.product(*floors)))
    four, tally = tallied([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0], [1.5, 2.5, 3.5]])
    made = you.factored.then("multiplications in {} of 4 layers of 3", lambda f: counted(f, four, tally))
    made.should(
        "be at most 4",
        lambda count: count <= 4,
        because="Add up each layer first; then there is one number for each layer to multiply.",
    )
    e, _, b = zoo.olah()
    o, x = zoo.fork()
    inner = next(v for v in topological_order(e) if v.parents)
    for out, leaf in ((e, b), (e, inner), (o, x)):
        nodes = topological_order(out)
        down = {v: rate(v, leaf) for v in nodes}
        up = {v: rate(out, v) for v in nodes}
        for mine, right in ((you.from_below(nodes, leaf), down), (you.from_above(nodes, out), up)):
            by_name = mine.then("{} by name", lambda found, nodes=nodes: {v.label: found[v] for v in nodes})
            by_name.label = f"{mine.name}(nodes, {(leaf if right is down else out).label})"
            by_name.should_be(
                {v.label: r for v, r in right.items()},
                picture=lambda mine=mine, right=right, out=out: first_wrong(mine.value, right, out),
            )


def counted(factored: Callable[[Any], Any], layers: list, tally: list[int]) -> Any:
    """How many multiplications a call makes; nothing while the function is to be written."""
    told = factored(layers)
    return told if told is None or told is ... else tally[0]


def first_wrong(mine: dict, right: dict[Value, float], out: Value) -> str:
    """The graph with the first node whose number is not right."""
    try:
        words = {
            v: f"<== {mine[v]:.6g} here, should be {r:.6g}"
            for v, r in right.items()
            if not math.isclose(mine[v], r)
        }
    except (TypeError, KeyError, ValueError):
        words = {}
    return sketch(out, words=words)
