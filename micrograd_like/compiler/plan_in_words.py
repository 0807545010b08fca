"""The plan in words: what a reader of the matrix equations recognises, with names from the model.

A kernel that multiplies the weights W2 is called z2, a formula of z2 is a2, and what the reverse sweep brings
to them is dz2 and da2.  Weights stand on the left, as in textbooks; ' is the transpose of a matrix.

>>> from micrograd_like import MLP, compile
>>> program = compile(lambda model, xs: sum(y * y for y in (model(x) for x in xs)), MLP(2, [3, 1]),
...                   [[0.1, 0.2], [0.3, -0.4], [0.5, 0.6]])
>>> print(program.explain().splitlines()[1].split("#")[0].strip())
z1[3x3] = W1[3x2] . x1'[2x3] + b1
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any, NamedTuple

from .plan import Kernel, Part
from .ready import Ready
from .shorten import shorter
from .slots import Row
from .versions import Version


class Operand(NamedTuple):
    """What a kernel reads.  turned: whether it reads the transpose of what the name stands for."""

    name: str
    turned: bool = False
    weights: bool = False

    def text(self, rows: int, columns: int, turned: bool) -> str:
        mark = "'" if self.turned != turned else ""
        return f"{self.name}{mark}[{rows}x{columns}]"


def explain(version: Version, ready: Ready, wrt: range) -> str:
    """A line for each kernel, after one with the figures of the whole."""
    plan, tape = ready.plan, version.tape
    figures = (
        f"{len(tape.data):,} steps, {len(plan.kernels)} kernels, {plan.products} matrix products, "
        f"{ready.machine.name} backend"
    )
    return "\n".join([figures, *Names(version, ready, wrt).lines()])


class Names:
    """Names for the slots of a plan: those of inputs from the model, those of kernels from what they do."""

    def __init__(self, version: Version, ready: Ready, wrt: range):
        self.version, self.plan, self.built, self.wrt = version, ready.plan, ready.built, wrt
        self.kernel_at: dict[int, int] = {}
        for i, kernel in enumerate(self.plan.kernels):
            self.kernel_at.update(dict.fromkeys(range(kernel.out, kernel.out + kernel.n), i))
        self.flipped = [False] * len(self.plan.kernels)
        self.dims = [kernel.dims if kernel.kind == "sum" else (1, kernel.n) for kernel in self.plan.kernels]
        self.names: list[str] = []
        self.taken: dict[str, int] = {}

    def lines(self) -> list[str]:
        """A line for each kernel, in order."""
        return [self._line(i, kernel) for i, kernel in enumerate(self.plan.kernels)]

    def _line(self, i: int, kernel: Kernel) -> str:
        right = {"sum": self._sum, "map": self._map, "fold": self._fold}[kernel.kind](i, kernel)
        M, N = self.dims[i]
        shape = f"{N}" if M == 1 else f"{N}x{M}" if self.flipped[i] else f"{M}x{N}"
        left = self.names[i] + (f"[{shape}]" if kernel.n > 1 else "")
        return f"{left} = {right}    # {self._steps(kernel)}"

    def _steps(self, kernel: Kernel) -> str:
        """The scalars that a kernel came from."""
        homes = [self.built.graph.home[node] for node in kernel.nodes]
        slots = [slot for _, slot in homes]
        what = "gradients of steps" if homes[0][0] else "steps"
        rules = {self.version.tape.rules[slot].name for slot in slots if self.version.tape.rules[slot]}
        span = f"v{min(slots)}" if min(slots) == max(slots) else f"v{min(slots)}..v{max(slots)}"
        return f"{kernel.n} {what} {span}" + (f" ({', '.join(sorted(rules))})" if rules else "")

    # ---- the right side ----

    def _sum(self, i: int, kernel: Kernel) -> str:
        M, N = kernel.dims
        weights = [
            self._operand(rows).weights for part in kernel.parts if part.kind == "matmul" for rows in part[1:]
        ]
        self.flipped[i] = bool(weights) and weights[1] and not weights[0]
        texts = []
        for part in sorted(kernel.parts, key=lambda part: ("matmul", "dot", "sum").index(part.kind)):
            texts.append(self._product(part, kernel.dims, self.flipped[i]) if part.kind == "matmul"
                         else self._terms(part, M * N))  # fmt: skip
        self._call(i, kernel, texts)
        return " + ".join(texts)

    def _product(self, part: Part, dims: tuple[int, int], flipped: bool) -> str:
        (M, N), K = dims, len(part.A[0])
        a, b = self._operand(part.A), self._operand(part.B)
        if flipped:
            return f"{b.text(N, K, False)} . {a.text(K, M, True)}"
        return f"{a.text(M, K, False)} . {b.text(K, N, True)}"

    def _terms(self, part: Part, count: int) -> str:
        K = len(part.A[0])
        a = self._operand(part.A).name
        product = f"{a} * {self._operand(part.B).name}" if part.B else a
        if K == 2 and all(len(set(row)) == 1 for rows in (part.A, part.B) for row in rows):
            return f"2 * {product}"
        return product if K == 1 else f"sum of {K} ({product})"

    def _map(self, i: int, kernel: Kernel) -> str:
        operands = [self._operand([(slot,) for slot in row]) for row in kernel.args]
        found = {x: operand.name for x, operand in zip(LETTERS, operands, strict=False)}
        word = kernel.word if re.fullmatch(r"\w+\([\w, .]*\)", kernel.word) else shorter(kernel.word)
        text = re.sub(r"\b([a-z])\b", lambda m: found.get(m[1], m[1]), word)
        self._inherit(i, kernel)
        self._call(i, kernel, [text], operands)
        return text

    def _inherit(self, i: int, kernel: Kernel) -> None:
        """A formula of a whole matrix is a matrix of its shape."""
        for row in kernel.args:
            k = self.kernel_at.get(row[0])
            if (
                k is not None
                and len(row) == self.plan.kernels[k].n
                and row == tuple(range(self.plan.kernels[k].out, self.plan.kernels[k].out + kernel.n))
            ):
                self.dims[i] = self.dims[k]
                self.flipped[i] = self.flipped[i] or self.flipped[k]

    def _fold(self, i: int, kernel: Kernel) -> str:
        name = self._operand(kernel.args).name
        self._call(i, kernel, [])
        return f"{kernel.word} of {len(kernel.args[0])} ({name})"

    # ---- names ----

    def _call(self, i: int, kernel: Kernel, texts: Sequence[str], operands: Sequence[Operand] = ()) -> None:
        """Find a name for the results of a kernel."""
        name = self._of_gradient(kernel)
        if name[1:] in self.names and self.dims[(k := self.names.index(name[1:]))] == self.dims[i]:
            self.flipped[i] = self.flipped[k]
        if not name and not self.built.graph.home[kernel.nodes[0]][0]:
            if kernel.kind == "sum" and (layer := re.search(r"\bW(\d+)", " ".join(texts))):
                name = f"z{layer[1]}"
            elif kernel.kind == "map" and len(operands) == 1 and re.fullmatch(r"z\d+", operands[0].name):
                name = f"a{operands[0].name[1:]}"
        if self.plan.outputs and self.plan.outputs[0] in range(kernel.out, kernel.out + kernel.n):
            name = name or "loss"
        if not name or name in self.taken:
            stem = name or "t"
            self.taken[stem] = self.taken.get(stem, 0) + 1
            name = f"{stem}{'_' * (stem != 't')}{self.taken[stem]}"
        self.taken.setdefault(name, 1)
        self.names.append(name)

    def _of_gradient(self, kernel: Kernel) -> str:
        """d and the name of what these are the gradients of."""
        found = set()
        for node in kernel.nodes:
            slot = self.built.arrived.get(node)
            if slot is None:
                return ""
            found.add(self._name_at(self.plan.slot[self.built.slots[slot]]))
        names = {name for name in found if name}
        return f"d{names.pop()}" if len(names) == len(found) == 1 else ""

    def _name_at(self, slot: int) -> str:
        """What the number in a slot belongs to."""
        if 0 <= slot < self.plan.inputs:
            return matrix_name([self._path(slot)])
        k = self.kernel_at.get(slot)
        return self.names[k] if k is not None and k < len(self.names) else ""

    def _path(self, slot: int) -> str:
        return self.version.tape.name(slot) if slot < self.version.inputs else f"direction{slot}"

    def _operand(self, rows: Sequence[Row]) -> Operand:
        """What lies in these rows: part of a kernel's results, inputs of one name, a constant, or several."""
        slots = dict.fromkeys(slot for row in rows for slot in row)
        slots.pop(self.plan.zero, None)
        if len(slots) == 1 and (constant := self.plan.constants.get(next(iter(slots)))) is not None:
            return Operand(f"{constant:.4g}")
        sources = {self.kernel_at.get(slot, -1) for slot in slots}
        if sources == {-1} and all(slot < self.plan.inputs for slot in slots):
            paths = [self._path(slot) for slot in slots]
            return Operand(
                matrix_name(paths), self._turned(rows), "." in paths[0] and not paths[0].startswith("x")
            )
        if len(sources) == 1 and -1 not in sources:
            (k,) = sources
            return Operand(self.names[k], self._read_across(rows, k) != self.flipped[k])
        named = [matrix_name([self._path(s)]) for s in slots if s < self.plan.inputs]
        named += [self.names[k] for k in sorted(sources) if k >= 0]
        named += ["constants"] * any(slot in self.plan.constants for slot in slots)
        few = list(dict.fromkeys(named))
        return Operand(f"({', '.join(few)})" if len(few) <= 3 else f"({few[0]}, ... {len(few)} names)")

    def _turned(self, rows: Sequence[Row]) -> bool:
        """Whether the rows go along the first index of the names, as the columns of a matrix do."""
        if len(rows[0]) < 2 or len(rows) < 2:
            return False
        inner = [self._path(slot).split(".") for slot in rows[0][:2]]
        outer = [self._path(row[0]).split(".") for row in rows[:2]]
        first = [
            next((i for i, (a, b) in enumerate(zip(*pair, strict=False)) if a != b), 99)
            for pair in (inner, outer)
        ]
        return first[0] < first[1]

    def _read_across(self, rows: Sequence[Row], k: int) -> bool:
        """Whether the rows go down the columns of a kernel's results, as they lie."""
        width = self.dims[k][1]
        return len(rows[0]) > 1 and self.dims[k][0] > 1 and rows[0][1] - rows[0][0] == width > 1


def matrix_name(paths: Sequence[str]) -> str:
    """One name for the parameters with these paths: the parts they share, layers counted from 1.

    >>> matrix_name(["layers.1.neurons.0.w.0", "layers.1.neurons.3.w.5"])
    'W2'
    >>> matrix_name(["layers.0.neurons.0.b"]), matrix_name(["x0.wq.3.5", "x0.wq.0.1"])
    ('b1', 'wq')
    """
    parts = [path.split(".") for path in paths]
    if all(p[0] == "layers" and len(p) > 2 and p[1].isdigit() for p in parts):
        letters = {next((q for q in reversed(p) if not q.isdigit()), "") for p in parts}
        layers = {int(p[1]) + 1 for p in parts}
        if len(letters) == len(layers) == 1:
            letter = letters.pop()
            return f"{'W' if letter == 'w' else letter}{layers.pop()}"
    if all(p[0] == "layers" for p in parts):
        return "parameters"
    words = [[q for q in p if not q.isdigit()] for p in parts]
    kept = [w for w in words[0] if all(w in other for other in words)]
    if len(kept) > 1 and re.fullmatch(r"x\d*", kept[0]):
        kept = kept[1:]
    return ".".join(kept) or "inputs"


def names_used(f: Callable) -> dict[int, str]:
    """Names for the Values that a function uses from outside, by their id: from its variables."""
    from ..modes import trees
    from .shapes import names_of

    found: dict[int, str] = {}
    code = getattr(f, "__code__", None)
    if code is None:
        return found
    cells = zip(code.co_freevars, getattr(f, "__closure__", None) or (), strict=False)
    things: dict[str, Any] = {
        n: f.__globals__[n] for n in code.co_names if n in getattr(f, "__globals__", {})
    }
    for name, cell in cells:
        try:
            things[name] = cell.cell_contents
        except ValueError:  # not bound yet
            continue
    for name, thing in things.items():
        if isinstance(thing, (list, tuple, dict)) or trees.is_module(thing) or trees.rank_of(thing):
            values = trees.ranked(thing) if not trees.is_module(thing) else [p for _, p in trees.named(thing)]
            try:
                paths = names_of(thing, name)
            except TypeError:
                continue
            if len(paths) == len(values):
                found.update({id(v): path for v, path in zip(values, paths, strict=True)})
    return found
