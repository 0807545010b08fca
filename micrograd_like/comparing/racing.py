"""The race: the same function differentiated in every mode, with the exact cost of each.

Automatic differentiation records the function once, with the partials of every operation; then forward mode sweeps from the
inputs, once for each input, and reverse mode sweeps from the outputs, once for each output.  A sweep visits every live edge
once: one multiplication, and an addition where edges meet.  So for one output of n inputs, forward costs n times as much.

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
from dataclasses import dataclass
from typing import Any

from ..engine import Value
from ..modes.numeric import STEP, arguments, call, floats, neighbours
from ..modes.symbolic import expression
from .plan import Plan, width


@dataclass(frozen=True, slots=True)
class Cost:
    """What one mode did, and what it found.

    sweeps: runs of the function or sweeps over its graph, as many as the whole Jacobian needs; done: those carried out within
    the budget.  The counts are for all sweeps (each costs the same; for symbolic mode, of which each derivative has a size
    of its own, they are for those done); seconds are extrapolated from those done.
    nodes: numbers computed and kept or thrown away.  operations: primitive values (a fold: one for each operand), partials,
    and multiply-adds along edges, the cost of the recorded function included.
    gradient: a row for each output, None for what was not computed.  error: the largest relative difference from reverse
    mode; ulps: the same in units of the last place.
    """

    mode: str
    sweeps: int
    done: int
    nodes: int
    edges: int
    multiplications: int
    additions: int
    operations: int
    seconds: float
    gradient: Sequence[Sequence[float | None]]
    error: float = 0.0
    ulps: float = 0.0


@dataclass(frozen=True, slots=True)
class Race:
    """The function's own cost and that of each mode; as text, a table.

    inputs, outputs: how many numbers go in and come out.  symbols: how long the symbolic derivatives are, written out.
    """

    inputs: int
    outputs: int
    function: Cost
    numeric: Cost
    symbolic: Cost
    forward: Cost
    reverse: Cost
    symbols: int

    @property
    def modes(self) -> list[Cost]:
        return [self.numeric, self.symbolic, self.forward, self.reverse]

    @property
    def cheapness(self) -> float:
        """What value and gradient of one output cost, in units of the function: at most 5.  Source: Baur & Strassen 1983."""
        swept = self.reverse.edges // max(1, self.outputs)
        return (self.reverse.operations - self.reverse.edges + swept) / max(1, self.function.operations)

    def __str__(self) -> str:
        head = [
            "mode",
            "sweeps",
            "nodes",
            "edge visits",
            "multiplied",
            "added",
            "operations",
            "x function",
            "seconds",
            "error",
        ]
        rows = [head, *(self._cells(cost) for cost in (self.function, *self.modes))]
        width = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(
                c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, width, strict=True))
            )
            for row in rows
        ]
        lines.insert(
            0,
            f"{self.inputs:,} input{'s' * (self.inputs != 1)}, {self.outputs:,} output{'s' * (self.outputs != 1)}",
        )
        partly = [c for c in self.modes if c.done < c.sweeps]
        lines += [
            f"{c.mode}: {c.done:,} of {c.sweeps:,} sweeps carried out, seconds extrapolated"
            for c in partly
            if c.mode != "symbolic"
        ]
        lines += [
            f"symbolic: {c.done:,} of {c.sweeps:,} derivatives built, counts are for those"
            for c in partly
            if c.mode == "symbolic"
        ]
        lines += self._values()
        lines.append(f"the symbolic derivative has {_count(self.symbols)} symbols, written out")
        return "\n".join(lines)

    __repr__ = __str__

    def _values(self) -> list[str]:
        """What the function gives and, to the last digit, what each mode says of one derivative."""
        if not self.inputs or not self.outputs:
            return []
        first = ", ".join(f"{c.mode} {c.gradient[0][0]!r}" for c in self.modes)
        return [f"value {self.function.gradient[0][0]!r}; its derivative by the first input: {first}"]

    def _cells(self, cost: Cost) -> list[str]:
        graph, partly = cost.mode in ("forward", "reverse"), cost.done < cost.sweeps
        more = ">" if partly and cost.mode == "symbolic" else ""
        counts = [_count(c) if graph else "-" for c in (cost.edges, cost.multiplications, cost.additions)]
        ratio = f"{cost.operations / max(1, self.function.operations):,.1f}"
        error = (
            "-"
            if cost in (self.function, self.reverse)
            else f"{cost.ulps:,.0f} ulp"
            if cost.ulps < 1e4
            else f"{cost.error:.0e}"
        )
        return [cost.mode, f"{cost.sweeps:,}", more + _count(cost.nodes), *counts, more + _count(cost.operations), more + ratio,
                ("~" if partly else "") + f"{cost.seconds:.3g}", error]  # fmt: skip


def race(f: Callable, inputs: Any, *, budget: float = 1.0) -> Race:
    """Run f in every mode at one point and count.

    inputs: a tuple holds several arguments, anything else is the only one: numbers, lists, tuples and dicts of them, modules.
    f gives one number or many.  budget: seconds for each mode; at least one sweep is made, and the counts do not depend on it.
    Zero rates travel along edges like any other, as in the classical methods, so that at points with infinite partials the
    sweeps may meet 0 * inf, which grad() and jvp() avoid.
    """
    args = arguments(inputs)
    plan = Plan(f, args)
    if plan.seconds < 0.01:
        plan = Plan(f, args)  # a first call is slower than those that follow
    xs, outs = [x.data for x in plan.inputs], plan.outputs
    function = Cost(
        "function", 1, 1, len(plan.everything), 0, 0, 0, plan.own, plan.seconds, [[float(y)] for y in outs]
    )
    reverse = _swept(plan, "reverse", budget)
    forward = _swept(plan, "forward", budget)
    reference = reverse.gradient
    numeric = _numeric(f, args, xs, function, budget)
    symbolic, symbols = _symbolic(outs, plan.inputs, budget)
    numeric, symbolic, forward = (_compared(cost, reference) for cost in (numeric, symbolic, forward))
    return Race(len(xs), len(outs), function, numeric, symbolic, forward, reverse, symbols)


def _swept(plan: Plan, mode: str, budget: float) -> Cost:
    plan.visits = 0
    found, seconds = _within(plan.forward() if mode == "forward" else plan.reverse(), budget)
    number, done = len(plan.leaves if mode == "forward" else plan.outs), max(1, len(found))
    visits = plan.visits // done * number
    if (
        mode == "forward"
    ):  # edges meet at the node they lead into, in the reverse sweep at the one they come from
        gradient, meetings = (
            _transposed(found, len(plan.outs), number),
            sum(len(edges) - 1 for _, edges in plan.edges),
        )
    else:
        gradient = found
        meetings = sum(len(edges) for _, edges in plan.edges) - len(
            {p for _, edges in plan.edges for p, _ in edges}
        )
    return Cost(mode, number, len(found), plan.nodes, visits, visits, meetings * number, plan.known + visits,
                plan.seconds + seconds / done * number, gradient)  # fmt: skip


def _numeric(f: Callable, args: tuple, xs: list[float], function: Cost, budget: float) -> Cost:
    def differences() -> Iterator[list[float]]:
        for i, x in enumerate(xs):
            ahead, behind = neighbours(x, STEP)
            high, low = (floats(call(f, args, [*xs[:i], y, *xs[i + 1 :]])) for y in (ahead, behind))
            yield [(a - b) / (ahead - behind) for a, b in zip(high, low, strict=True)]

    found, seconds = _within(differences(), budget)
    runs, share = 2 * len(xs), len(xs) / max(1, len(found))
    return Cost("numeric", runs, 2 * len(found), runs * function.nodes, 0, 0, 0, runs * function.operations, seconds * share,
                _transposed(found, len(function.gradient), len(xs)))  # fmt: skip


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
                symbols, nodes, operations = (
                    symbols + d.symbols,
                    nodes + len(parts),
                    operations + sum(map(width, parts)),
                )
                row.append(d.data)
            yield row

    found, seconds = _within(derivatives(), budget)
    cost = Cost("symbolic", len(leaves), len(found), nodes, 0, 0, 0, operations, seconds * len(leaves) / max(1, len(found)),
                _transposed(found, len(outs), len(leaves)))  # fmt: skip
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
    pairs = [
        (a, b)
        for row, other in zip(cost.gradient, reference, strict=False)
        for a, b in zip(row, other, strict=True)
    ]
    differing = [
        (abs(a - b), max(abs(a), abs(b))) for a, b in pairs if a is not None and b is not None and a != b
    ]
    error = max((gap / size for gap, size in differing), default=0.0)
    ulps = max((gap / math.ulp(size) for gap, size in differing), default=0.0)
    return Cost(**{**{name: getattr(cost, name) for name in Cost.__slots__}, "error": error, "ulps": ulps})


def _count(number: int) -> str:
    return (
        f"{number:,}"
        if number < 10**12
        else f"{float(number):.2e}"
        if number < 10**300
        else f"10**{len(str(number)) - 1}"
    )


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
        plan = Plan(f, arguments(inputs))
        costs = {name: _swept(plan, name, 0.0).operations for name in ("forward", "reverse")}
        costs["numeric"] = 2 * len(plan.inputs) * plan.own
        if (
            len(plan.inputs) * plan.own < 10**4
            and (symbols := _symbolic(plan.outputs, plan.inputs, math.inf)[1]) < 10**30
        ):
            costs[WRITTEN] = symbols
        for name, cost in costs.items():
            found[name][0].append(n)
            found[name][1].append(cost / max(1, plan.own))
    return {name: line for name, line in found.items() if len(line[0]) > 1}
