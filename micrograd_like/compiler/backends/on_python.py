"""The plan as plain Python on one list: sums as sum(map(mul, row, column)), formulas as comprehensions.

>>> from ..shared_graph import Graph
>>> from ..plan import planned
>>> g = Graph()
>>> x = [g.leaf(k) for k in range(3)]
>>> machine = PythonMachine(planned(g, x, [g.sum([(x[0], x[1]), (g.map("tanh(a)", (x[2],)), -1)])]))
>>> print(machine.text)
def replay(v):
    a = v[2]; v[8] = _tanh(a)
    v[16] = v[0] * v[1] + v[8]
>>> machine.numbers[:3] = 2.0, 3.0, 0.0
>>> machine.run()
>>> machine.numbers[16]
6.0
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import add, itemgetter, mul
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

from ...rules import formula
from ...rules.printer import define
from ...rules.row import FLOATS
from ..plan import Kernel, Part, Plan
from ..rewriting import written_out
from ..shared_graph import parsed
from ..slots import Row, affine, step_of

NESTED = 30  # calls inside each other, of which Python's parser takes a hundred or so


class PythonMachine:
    """A replay in Python.  numbers: inputs first.  text: the function it runs.  run(): computes the rest."""

    name = "python"

    def __init__(self, plan: Plan):
        self.plan = plan
        self.numbers: Any = [0.0] * plan.size
        for slot, x in plan.constants.items():
            self.numbers[slot] = x
        self.names: dict[str, Any] = {**FLOATS, "mul": mul, "add": add}
        self.names["sum"] = sum
        lines = [line for kernel in plan.kernels for line in self._kernel(kernel)]
        lines += [f"v[{to}] = v[{at}]" for at, to in plan.moves]
        self.text = "\n".join(["def replay(v):", *(f"    {line}" for line in lines or ["pass"])])
        self._replay: Callable = define(self.text, self.names, "python replay")

    def run(self) -> None:
        """Compute everything from the inputs."""
        self._replay(self.numbers)

    def _kernel(self, kernel: Kernel) -> list[str]:
        return {"map": self._map, "fold": self._fold, "sum": self._sum}[kernel.kind](kernel)

    def _map(self, kernel: Kernel) -> list[str]:
        text = formula.python(parsed(written_out(kernel.word)))
        if kernel.n == 1:
            reads = "; ".join(f"{x} = v[{row[0]}]" for x, row in zip(LETTERS, kernel.args, strict=False))
            return [f"{reads}; v[{kernel.out}] = {text}"]
        same = {x: row[0] for x, row in zip(LETTERS, kernel.args, strict=False) if len(set(row)) == 1}
        rows = {x: self._row(row) for x, row in zip(LETTERS, kernel.args, strict=False) if x not in same}
        names, reads = ", ".join(rows), ", ".join(rows.values())
        source = reads if len(rows) == 1 else f"zip({reads})"
        if not rows:
            names, source = "_", f"range({kernel.n})"
        fixed = [f"{'; '.join(f'{x} = v[{slot}]' for x, slot in same.items())}"] if same else []
        return [*fixed, f"v[{kernel.out}:{kernel.out + kernel.n}] = [{text} for {names} in {source}]"]

    def _fold(self, kernel: Kernel) -> list[str]:
        rows = self._rows(kernel.args, (kernel.n,))
        return [f"v[{kernel.out}:{kernel.out + kernel.n}] = [_{kernel.word}(row) for row in {rows}]"]

    def _sum(self, kernel: Kernel) -> list[str]:
        if kernel.n == 1 and sum(len(part.A[0]) for part in kernel.parts) <= 8:
            terms = []
            for part in kernel.parts:
                right = [f" * v[{b}]" for b in part.B[0]] if part.B else [""] * len(part.A[0])
                terms += [f"v[{a}]{b}" for a, b in zip(part.A[0], right, strict=True)]
            return [f"v[{kernel.out}] = {' + '.join(terms)}"]
        if kernel.n == 1 and len(kernel.parts) > 2:
            return [f"v[{kernel.out}] = {self._one_sum(kernel.parts)}"]
        out = f"v[{kernel.out}:{kernel.out + kernel.n}]"
        texts = [self._part(part, kernel.dims) for part in kernel.parts]
        lines, whole = [], texts[0]
        for k, text in enumerate(texts[1:], 1):
            if k % NESTED == 0:
                lines.append(f"{out} = {whole}")
                whole = out
            whole = f"map(add, {whole}, {text})"
        return [*lines, f"{out} = {whole}"]

    def _one_sum(self, parts: Sequence[Part]) -> str:
        """A single sum of many parts: all products first, then all that is added as it is."""
        products = [pair for part in parts if part.B for pair in zip(part.A[0], part.B[0], strict=True)]
        singles = tuple(slot for part in parts if not part.B for slot in part.A[0])
        texts = [f"sum({self._row(singles)})"] if singles else []
        if products:
            left, right = (self._row(row) for row in zip(*products, strict=True))
            texts.insert(0, f"sum(map(mul, {left}, {right}))")
        return " + ".join(texts)

    def _part(self, part: Part, dims: tuple[int, int]) -> str:
        """A term of all sums of a kernel, as a list."""
        kind, A, B = part
        if kind == "matmul":
            rows, columns = self._rows(A, dims[:1]), self._rows(B, dims[1:])
            if len(B) == 1:
                return f"[sum(map(mul, row, column)) for column in {columns} for row in {rows}]"
            return f"[sum(map(mul, a, b)) for all_b in [{columns}] for a in {rows} for b in all_b]"
        if len(A[0]) == 1:
            a = self._row(tuple(row[0] for row in A))
            return f"map(mul, {a}, {self._row(tuple(row[0] for row in B))})" if B else a
        if kind == "sum":
            return f"map(sum, {self._rows(A, dims)})"
        return f"[sum(map(mul, a, b)) for a, b in zip({self._rows(A, dims)}, {self._rows(B, dims)})]"

    def _row(self, row: Row) -> str:
        """The numbers in a row of slots."""
        step = step_of(row)
        if len(row) == 1:
            return f"v[{row[0]}:{row[0] + 1}]"
        if step is not None and step > 0:
            return f"v[{row[0]}:{row[-1] + 1}{f':{step}' if step > 1 else ''}]"
        if step == 0:
            return f"v[{row[0]}:{row[0] + 1}] * {len(row)}"
        return f"{self._name(itemgetter(*row))}(v)"

    def _rows(self, rows: Sequence[Row], dims: tuple[int, ...]) -> str:
        """The numbers in rows of slots, row by row."""
        found = affine(rows, dims if len(dims) == 1 else (len(rows),))
        width = len(rows[0])
        if found and len(rows) > 1 and found[1][0] > 0 and width > 1 and found[1][1] > 0:
            base, (step, inner) = found
            each = f"v[k:k + {(width - 1) * inner + 1}{f':{inner}' if inner > 1 else ''}]"
            return f"[{each} for k in range({base}, {base + (len(rows) - 1) * step + 1}, {step})]"
        if len(rows) == 1:
            return f"[{self._row(rows[0])}]"
        if width == 1:
            return f"zip({self._row(tuple(row[0] for row in rows))})"
        readers = self._name([_reader(row) for row in rows])
        return f"[read(v) for read in {readers}]"

    def _name(self, thing: Any) -> str:
        name = f"rows{len(self.names)}" if isinstance(thing, list) else f"row{len(self.names)}"
        self.names[name] = thing
        return name


def _reader(row: Row) -> Callable:
    """A function that reads a row of slots, two or more."""
    step = step_of(row)
    if step is not None and step > 0:
        return itemgetter(slice(row[0], row[-1] + 1, step))
    return itemgetter(*row)
