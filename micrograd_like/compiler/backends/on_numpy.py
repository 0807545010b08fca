"""The plan as NumPy: matrix products, sums and formulas on views of one array; gathers elsewhere.

The text of the replay has a line or two for each kernel.  It is written twice, with the rows' own formulas
and with short ones (shorten.py); what the short ones give is looked at, and computed again if need be.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

import numpy as np

from ...rules.printer import define
from ...rules.row import FLOATS
from ..plan import Kernel, Part, Plan
from ..rewriting import written_out
from ..shared_graph import parsed
from ..shorten import shorter
from ..slots import Row, affine
from .numpy_words import NATIVE, DefiningWords

AT_ONCE = 4_000_000  # numbers of a batch that is replayed at once: 32 MB
UFUNCS = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide"}


class NumPyMachine:
    """A replay in NumPy.  numbers: one array, inputs first.  text: the function it runs.

    batch: how many replays are done at once; each has a row of numbers, and every array one more axis, the
    first.
    """

    name = "numpy"

    def __init__(self, plan: Plan, short: bool = True, batch: int = 0):
        self.plan, self.short, self.batch = plan, short, (batch,) if batch else ()
        self.together: NumPyMachine | None = None  # for many examples at once
        self.numbers = np.zeros((*self.batch, plan.size))
        for slot, x in plan.constants.items():
            self.numbers[..., slot] = x
        self.names: dict[str, Any] = {**vars(np), "v": self.numbers}
        self.names["take"] = (lambda slots: self.numbers.take(slots, -1)) if batch else self.numbers.take
        self.names |= {"abs": np.abs, "inf": np.inf, "nan": np.nan, "pi": np.pi}
        self.shapes: list[str] = []
        lines = [self._kernel(kernel, i) for i, kernel in enumerate(plan.kernels)]
        if plan.moves:
            at, to = zip(*plan.moves, strict=True)
            lines.append([f"v[..., {self._name('i', np.array(to))}] = take({self._name('i', np.array(at))})"])
        careful, quick = self._text(lines), self._text(lines, shorter)
        self.careful: Callable = define(careful, self.names, "numpy replay")
        self.quick: Callable | None = None
        if short and quick != careful:
            self.quick = define(quick, self.names, "short numpy replay")
        self.text = "\n".join([*self.shapes, careful if self.quick is None else quick])

    def _text(self, lines: list[list[str]], form: Callable[[str], str] = written_out) -> str:
        """The function that computes all kernels; form: how formulas are written."""
        body = []
        for i, kernel in enumerate(self.plan.kernels):
            body += lines[i]
            if kernel.kind == "map":
                body.append(self._formula(form(kernel.word), f"o{i}"))
        body += [line for more in lines[len(self.plan.kernels) :] for line in more]
        return "\n".join(["def replay():", *(f"    {line}" for line in body or ["pass"])])

    def run(self) -> None:
        """Compute everything from the inputs: quickly, and carefully where that gave something not finite."""
        with np.errstate(all="ignore"):
            if self.quick is not None:
                self.quick()
                if np.isfinite(self.numbers).all():
                    return
            self.careful()

    def many(self, inputs: Any, columns: Sequence[int], batch: Any) -> Any:
        """A row of outputs and gradients for each example, by replays with one more axis.

        inputs: the numbers that all examples have.  columns: the inputs that each has of its own, which are
        the columns of batch.
        """
        plan, count = self.plan, len(batch)
        size = min(count, max(1, AT_ONCE // plan.size))
        if self.together is None or self.together.batch != (size,):
            self.together = NumPyMachine(plan, self.short, size)
        numbers, found = self.together.numbers, []
        wanted = [*plan.outputs, *range(plan.gradients, plan.gradients + plan.wrt)]
        numbers[:, : len(inputs)] = inputs
        for start in range(0, count, size):
            part = batch[start : start + size]
            numbers[: len(part), list(columns)] = part
            self.together.run()
            found.append(numbers[: len(part), wanted])
        return np.concatenate(found)

    def _kernel(self, kernel: Kernel, i: int) -> list[str]:
        out = self.numbers[..., kernel.out : kernel.out + kernel.n]
        self.names[f"o{i}"] = out.reshape(*self.batch, *kernel.dims) if kernel.kind == "sum" else out
        self.shapes.append(f"# o{i} = v[{kernel.out}:{kernel.out + kernel.n}]")
        if kernel.kind == "map":
            args = []
            for row in kernel.args:
                single = len(set(row)) == 1
                rows = [(slot,) for slot in (row[:1] if single else row)]
                args.append(self._view(rows, (len(rows),), "flat"))
            return ["; ".join(f"{x} = {arg}" for x, arg in zip(LETTERS, args, strict=False))]
        if kernel.kind == "fold":
            rows = self._view(kernel.args, (kernel.n,))
            self.names["norm2"] = _norm2
            ufunc = {"max": "maximum", "min": "minimum", "prod": "multiply"}.get(kernel.word)
            if ufunc is None:
                return [f"o{i}[:] = norm2({rows})"]
            return [f"{ufunc}.reduce({rows}, -1, None, o{i})"]
        lines = []
        for j, part in enumerate(kernel.parts):
            text = self._part(part, kernel.dims)
            alone = text.format(out="")
            lines.append(text.format(out=f", out=o{i}") if j == 0 else f"add(o{i}, {alone}, o{i})")
        return lines

    def _formula(self, text: str, out: str) -> str:
        tree, words = parsed(text), DefiningWords(self.names)
        match tree:
            case ast.BinOp(left=x, op=op, right=y) if type(op) in UFUNCS:
                return f"{UFUNCS[type(op)]}({words.spell(x)}, {words.spell(y)}, {out})"
            case ast.Call(func=ast.Name(id=name), args=args) if name in NATIVE:
                return f"{NATIVE[name]}({', '.join(map(words.spell, args))}, out={out})"
        return f"{out}[:] = {words.spell(tree)}"

    def _part(self, part: Part, dims: tuple[int, int]) -> str:
        kind, A, B = part
        if kind == "matmul":
            return f"matmul({self._view(A, dims[:1])}, {self._view(B, dims[1:], 'turned')}{{out}})"
        if len(A[0]) == 1:
            a = self._view(A, dims, "flat")
            return f"multiply({a}, {self._view(B, dims, 'flat')}{{out}})" if B else f"positive({a}{{out}})"
        a = self._view(A, dims)
        if kind == "sum":
            return f"add.reduce({a}, -1{{out}})"
        if hasattr(np, "vecdot"):  # from NumPy 2 on
            return f"vecdot({a}, {self._view(B, dims)}{{out}})"
        return f"einsum('...k,...k->...', {a}, {self._view(B, dims)}{{out}})"

    def _view(self, rows: Sequence[Row], dims: tuple[int, ...], form: str = "") -> str:
        """An array of the numbers in rows of slots: a view of memory if they are even, else gathered.

        form: "flat" for rows of one number without their axis, "turned" with the last two axes exchanged.
        """
        found, width = affine(rows, dims), len(rows[0])
        if not found:
            shape = dims if form == "flat" else (*dims, width)
            slots = np.array(rows).reshape(shape)
            return f"take({self._name('i', slots)}){'.swapaxes(-1, -2)' if form == 'turned' else ''}"
        base, steps = found
        shape, steps = ((*dims, width), steps) if form != "flat" else (dims, steps[:-1])
        start, strides = self.numbers[..., base:], [*self.numbers.strides[:-1], *(8 * k for k in steps)]
        view = np.lib.stride_tricks.as_strided(start, (*self.batch, *shape), strides, writeable=False)
        name = self._name("a", view.swapaxes(-1, -2) if form == "turned" else view)
        self.shapes.append(f"# {name} = {'x'.join(map(str, shape))} from v[{base}], steps {steps}")
        return name

    def _name(self, letter: str, thing: Any) -> str:
        name = f"{letter}_{len(self.names)}"
        self.names[name] = thing
        return name


def _norm2(rows: Any) -> Any:
    found = [FLOATS["_norm2"](row) for row in rows.reshape(-1, rows.shape[-1]).tolist()]
    return np.reshape(found, rows.shape[:-1])
