"""What a race finds: the cost of each mode, and a table of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..tables import bars, in_columns, table

HEAD = [
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What one mode did, and what it found.

    sweeps: runs of the function or sweeps over its graph, as many as the whole Jacobian needs; done: those
    carried out within the budget.  The counts are for all sweeps (each costs the same; for symbolic mode, of
    which each derivative has a size of its own, they are for those done); seconds are extrapolated from those
    done. nodes: numbers computed and kept or thrown away.  operations: primitive values (a fold: one for each
    operand), partials, and multiply-adds along edges, the cost of the recorded function included. gradient: a
    row for each output, None for what was not computed.  error: the largest relative difference from reverse
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


NO_FORMULAS = Cost("symbolic", 0, 0, 0, 0, 0, 0, 0, 0.0, ())


@dataclass(frozen=True, slots=True)
class Race:
    """The function's own cost and that of each mode; as text, a table.

    inputs, outputs: how many numbers go in and come out.  symbolic: NO_FORMULAS for nodes of another
    engine, which do not say their formulas.  symbols: how long the symbolic derivatives are, written out.
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
        return [c for c in (self.numeric, self.symbolic, self.forward, self.reverse) if c is not NO_FORMULAS]

    @property
    def cheapness(self) -> float:
        """What value and gradient of one output cost, in units of the function: at most 5.  Source: Baur &
        Strassen 1983."""
        swept = self.reverse.edges // max(1, self.outputs)
        return (self.reverse.operations - self.reverse.edges + swept) / max(1, self.function.operations)

    def __str__(self) -> str:
        lines = in_columns(HEAD, self._rows(), words={0})
        return "\n".join([self._title(), *lines, *self._below()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The table, with the operations of each mode drawn as a bar."""
        rows = self._rows()
        drawn = bars([cost.operations for cost in (self.function, *self.modes)])
        whole = [[row[0], bar, *row[1:]] for row, bar in zip(rows, drawn, strict=True)]
        head = (HEAD[0], "operations, drawn", *HEAD[1:])
        return table(head, whole, words=2, above=self._title(), below=self._below())

    def _title(self) -> str:
        return f"{_several(self.inputs, 'input')}, {_several(self.outputs, 'output')}"

    def _rows(self) -> list[list[str]]:
        return [self._cells(cost) for cost in (self.function, *self.modes)]

    def _below(self) -> list[str]:
        """What stands under the table."""
        lines, partly = [], [c for c in self.modes if c.done < c.sweeps]
        for c in sorted(partly, key=lambda c: c.mode == "symbolic"):
            what = "sweeps carried out, seconds extrapolated"
            if c.mode == "symbolic":
                what = "derivatives built, counts are for those"
            lines.append(f"{c.mode}: {c.done:,} of {c.sweeps:,} {what}")
        lines += self._values()
        if self.symbolic is not NO_FORMULAS:
            lines.append(f"the symbolic derivative has {_count(self.symbols)} symbols, written out")
        return lines

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
        known = cost in (self.function, self.reverse)
        error = "-" if known else f"{cost.ulps:,.0f} ulp" if cost.ulps < 1e4 else f"{cost.error:.0e}"
        counts = [more + _count(cost.nodes), *counts, more + _count(cost.operations)]
        seconds = ("~" if partly else "") + f"{cost.seconds:.3g}"
        return [cost.mode, f"{cost.sweeps:,}", *counts, more + ratio, seconds, error]


def _several(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _count(number: int) -> str:
    if number < 10**12:
        return f"{number:,}"
    return f"{float(number):.2e}" if number < 10**300 else f"10**{len(str(number)) - 1}"
