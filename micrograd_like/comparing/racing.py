"""The race: the same function differentiated in every mode, with the exact cost of each.

Automatic differentiation records the function once, with the partials of every operation; then forward mode
sweeps from the inputs, once for each input, and reverse mode sweeps from the outputs, once for each output.
A sweep visits every live edge once: one multiplication, and an addition where edges meet.  So for one output
of n inputs, forward costs n times as much.

>>> result = race(lambda x, y: x * y + x.sin(), (2.0, 3.0))
>>> result.forward.edges, result.reverse.edges
(10, 5)
>>> result.reverse.gradient == [[3 + math.cos(2.0), 2.0]]
True
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..engine import Value
from ..modes.numeric import STEP, arguments, neighbours
from ..modes.symbolic import expression
from ..rules.operands import held
from .costs import NO_FORMULAS, Cost, Race
from .numbered import NumberedGraph, width
from .other_engines import OtherGraph, is_node


def race(f: Callable[..., Any], inputs: Any, *, budget: float = 1.0) -> Race:
    """Run f in every mode at one point and count.

    inputs: a tuple holds several arguments, anything else is the only one: numbers, lists, tuples and dicts
    of them, modules. f gives one number or many.  Nodes of another engine will do as well, each an argument,
    if they have data, grad, parents, partials and backward(); reverse mode is then their own backward().
    budget: seconds for each mode; at least one sweep is made, and the counts do not depend on it.  Zero rates
    travel along edges like any other, as in the classical methods, so that at points with infinite partials
    the sweeps may meet 0 * inf, which grad() and jvp() avoid.
    """
    args = arguments(inputs)
    other = bool(args) and all(is_node(x) and not isinstance(x, Value) for x in args)
    record = OtherGraph if other else NumberedGraph
    graph = record(f, args)
    if graph.seconds < 0.01:
        graph = record(f, args)  # a first call is slower than those that follow
    xs, outs = [x.data for x in graph.inputs], graph.outputs
    values = [[y.data if other else held(y)] for y in outs]
    function = Cost("function", 1, 1, len(graph.everything), 0, 0, 0, graph.own, graph.seconds, values)
    reverse = _swept(graph, "reverse", budget)
    numeric = _numeric(graph.run, xs, function, budget)
    symbolic, symbols = (NO_FORMULAS, 0) if other else _symbolic(outs, graph.inputs, budget)
    others = (numeric, symbolic, _swept(graph, "forward", budget))
    numeric, symbolic, forward = (
        cost if cost is NO_FORMULAS else _compared(cost, reverse.gradient) for cost in others
    )
    return Race(len(xs), len(outs), function, numeric, symbolic, forward, reverse, symbols)


def _swept(graph: NumberedGraph, mode: str, budget: float) -> Cost:
    graph.visits = 0
    forward = mode == "forward"
    found, seconds = _within(graph.forward() if forward else graph.reverse(), budget)
    number, done = len(graph.leaves if forward else graph.outs), max(1, len(found))
    visits = graph.visits // done * number
    if forward:  # edges meet at the node they lead into, in the reverse sweep at the one they come from
        gradient = _transposed(found, len(graph.outs), number)
        meetings = sum(len(edges) - 1 for _, edges in graph.edges)
    else:
        gradient = found
        sources = [p for _, edges in graph.edges for p, _ in edges]
        meetings = len(sources) - len(set(sources))
    seconds = graph.seconds + seconds / done * number
    counts = (graph.nodes, visits, visits, meetings * number, graph.known + visits)
    return Cost(mode, number, len(found), *counts, seconds, gradient)


def _numeric(
    run: Callable[[list[float]], list[float]], xs: list[float], function: Cost, budget: float
) -> Cost:
    def differences() -> Iterator[list[float]]:
        for i, x in enumerate(xs):
            ahead, behind = neighbours(x, STEP)
            high, low = (run([*xs[:i], y, *xs[i + 1 :]]) for y in (ahead, behind))
            yield [(a - b) / (ahead - behind) for a, b in zip(high, low, strict=True)]

    found, seconds = _within(differences(), budget)
    runs, seconds = 2 * len(xs), seconds * len(xs) / max(1, len(found))
    counts = (runs * function.nodes, 0, 0, 0, runs * function.operations)
    gradient = _transposed(found, len(function.gradient), len(xs))
    return Cost("numeric", runs, 2 * len(found), *counts, seconds, gradient)


def _symbolic(outs: list, leaves: list[Value], budget: float) -> tuple[Cost, int]:
    """Each partial derivative as an expression of its own, made from the expression of the function."""
    for i, leaf in enumerate(leaves):
        leaf.label = f"x{i}"
    symbols = nodes = operations = 0

    def derivatives() -> Iterator[list[float]]:
        nonlocal symbols, nodes, operations
        made = [expression(y if isinstance(y, Value) else Value(y)) for y in outs]
        for leaf in leaves:
            row = []
            for e in made:
                d = e.diff(leaf.label)
                parts = d.parts()
                symbols += d.symbols
                nodes += len(parts)
                operations += sum(map(width, parts))
                row.append(d.data)
            yield row

    found, seconds = _within(derivatives(), budget)
    seconds = seconds * len(leaves) / max(1, len(found))
    gradient = _transposed(found, len(outs), len(leaves))
    cost = Cost("symbolic", len(leaves), len(found), nodes, 0, 0, 0, operations, seconds, gradient)
    return cost, symbols


def _within(sweeps: Iterable[list[float]], budget: float) -> tuple[list[list[float]], float]:
    """The sweeps that the budget allows, at least one, and the seconds they took."""
    started, found = time.perf_counter(), []
    for sweep in sweeps:
        found.append(sweep)
        if time.perf_counter() - started > budget:
            break
    return found, time.perf_counter() - started


def _transposed(columns: list[list[float]], rows: int, number: int) -> list[list[float | None]]:
    return [[columns[j][i] if j < len(columns) else None for j in range(number)] for i in range(rows)]


def _compared(cost: Cost, reference: Sequence[Sequence[float | None]]) -> Cost:
    """The cost with its largest differences from the reference filled in."""
    differing: list[tuple[float, float]] = []
    for row, other in zip(cost.gradient, reference, strict=False):
        for a, b in zip(row, other, strict=True):
            if a is not None and b is not None and a != b:
                differing.append((abs(a - b), max(abs(a), abs(b))))
    error = max((gap / size for gap, size in differing), default=0.0)
    ulps = max((gap / math.ulp(size) for gap, size in differing), default=0.0)
    return replace(cost, error=error, ulps=ulps)


WRITTEN = "symbolic, written out"


def growth(
    example: Callable[[int], tuple[Callable, Any]], sizes: Iterable[int]
) -> dict[str, tuple[list[int], list[float]]]:
    """Cost in operations, in units of the function's own, against the size: ready for a line plot.

    Where that takes no time, the length of the symbolic derivatives, written out, comes with it.

    >>> from micrograd_like.comparing.examples import speelpenning
    >>> growth(speelpenning, [10, 1000])["reverse"]
    ([10, 1000], [5.0, 5.0])
    """
    found: dict[str, tuple[list[int], list[float]]] = {
        name: ([], []) for name in ("numeric", "forward", "reverse", WRITTEN)
    }
    for n in sizes:
        f, inputs = example(n)
        graph = NumberedGraph(f, arguments(inputs))
        costs = {name: _swept(graph, name, 0.0).operations for name in ("forward", "reverse")}
        costs["numeric"] = 2 * len(graph.inputs) * graph.own
        if len(graph.inputs) * graph.own < 10**4:
            symbols = _symbolic(graph.outputs, graph.inputs, math.inf)[1]
            if symbols < 10**30:
                costs[WRITTEN] = symbols
        for name, cost in costs.items():
            found[name][0].append(n)
            found[name][1].append(cost / max(1, graph.own))
    return {name: line for name, line in found.items() if len(line[0]) > 1}
