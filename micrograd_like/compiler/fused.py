"""A fused tape: for graphs of any shape, runs of steps of one form, for a small interpreter.

A step is a sum of products, a formula or a fold.  Steps that wait for nothing but earlier ones and have one
form are a run; its results lie side by side, so a step needs to say only what it reads.

>>> from .shared_graph import Graph
>>> g = Graph()
>>> x, y = g.leaf(0), g.leaf(1)
>>> tape = FusedTape(g, [x, y], [g.sum([(g.map("tanh(a)", (x,)), y), (y, y), (x, -1)])])
>>> print(tape)
v[3] = tanh(a) of v[0]
v[4] = sum of v[1]*v[3] + v[1]*v[1] + 1 more parts

To every reader of plans (plan.py) a fused tape is one: each run is a kernel.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

from ..rules import formula
from .plan import Kernel, Part
from .rewriting import show
from .shared_graph import NONE, Graph, parsed
from .sums import flattened

PAIRS = {"tanh(a)": "sech2(a)", "sigmoid(a)": "dsigmoid(a)"}  # the second costs little beside the first
FIRST_OF = {second: first for first, second in PAIRS.items()}
PLAIN_POWERS = (-3.0, -2.0, -1.0, -0.5, 0.5, 1.5, 2.0, 3.0, 4.0)  # each has a formula of its own


class FusedTape:
    """The runs for the outputs and gradients of a graph; the attributes are those of a Plan.

    runs: (form, nodes, first slot).  A form is ("sum", p, s), for p products and s single terms; ("map",
    formula, count of operands); ("pair", "formula, formula", count) for two formulas of the same operands,
    that of the nodes and that of their partners, whose results come behind; or ("fold", name, count).
    """

    products = 0

    def __init__(self, graph: Graph, leaves: Sequence[int], outputs: Sequence[int],
                 gradients: Sequence[int | None] = ()):  # fmt: skip
        self.home = graph.home
        asked = [*outputs, *(g for g in gradients if g is not None)]
        self.nodes, alive = flattened(graph.nodes, asked)
        self.slot = [-1] * len(self.nodes)
        self.inputs = self.zero = len(leaves)
        for k, leaf in enumerate(leaves):
            self.slot[leaf] = k
        self.constants: dict[int, float] = {self.zero: 0.0}
        self._places: dict[str, int] = {}
        self._operands: dict[int, Sequence[int]] = {}  # of each step, as nodes
        self._numbers: dict[int, list[int]] = {}  # the slots of the numbers of its formula, if it has any
        self.partner: dict[int, int] = {}
        forms = self._forms(alive)
        self.size = self.inputs + len(self.constants)
        self.runs: list[tuple[tuple, list[int], int]] = []
        for form, batch in _runs(forms, self._operands, len(self.nodes)):
            self.runs.append((form, batch, self.size))
            for i in self.results(form, batch) if form[0] == "pair" else batch:
                self.slot[i] = self.size
                self.size += 1
        self.outputs = [self.slot[i] for i in outputs]
        self.gradients, self.wrt = self.size, len(gradients)
        self.copied = [self.zero if g is None else self.slot[g] for g in gradients]
        self.size += self.wrt
        places = enumerate(self.copied, self.gradients)
        self.moves = [(slot, at) for slot, at in places if slot != self.zero]

    def _forms(self, alive: Sequence[int]) -> dict[int, tuple]:
        """What steps of one run have in common, for each step; its operands are kept, and constants placed.

        A step of a sum reads the factors of its products first, then its single terms.
        """
        operands, forms, firsts = self._operands, {}, {}  # the last: nodes that may have a partner
        for i in alive:
            kind, word, args = self.nodes[i]
            if kind == "sum":
                if len(args) == 1 and args[0][1] != NONE:
                    forms[i], operands[i] = ("sum", 1, 0), args[0]
                    continue
                factors: list[int] = []
                singles: list[int] = []
                for pair in args:
                    if pair[1] == NONE:
                        singles.append(pair[0])
                    else:
                        factors += pair
                forms[i], operands[i] = ("sum", len(factors) // 2, len(singles)), factors + singles
            elif kind == "const":
                self.slot[i] = self._constant(word)
            elif word in FIRST_OF and (FIRST_OF[word], args) in firsts:
                first = firsts[FIRST_OF[word], args]
                self.partner[first], operands[i] = i, (first,)
                forms[first] = ("pair", f"{FIRST_OF[word]}, {word}", len(args))
            elif kind == "map":
                text, numbers = general(word)
                if numbers:  # such as the 1.7 in a ** 1.7: it becomes an operand
                    self._numbers[i] = [self._constant(x) for x in numbers]
                forms[i], operands[i] = ("map", text, len(args) + len(numbers)), args
                if word in PAIRS:
                    firsts[word, args] = i
            elif kind == "fold":
                forms[i], operands[i] = ("fold", word, len(args)), args
        return forms

    def _constant(self, x: float) -> int:
        """The slot of a number."""
        found = self._places.get(repr(x))
        if found is None:
            found = self._places[repr(x)] = self.inputs + len(self.constants)
            self.constants[found] = x
        return found

    def results(self, form: tuple, batch: Sequence[int]) -> Sequence[int]:
        """The nodes that a run computes, in the order of their slots."""
        return [*batch, *map(self.partner.__getitem__, batch)] if form[0] == "pair" else batch

    def writes(self, i: int) -> list[int]:
        """The slots of what a step gives: one, or two with a partner's."""
        return [self.slot[i], self.slot[self.partner[i]]] if i in self.partner else [self.slot[i]]

    def reads(self, i: int) -> list[int]:
        """The slots that a step reads; of a sum first the factors of its products, then the single terms."""
        found = [*map(self.slot.__getitem__, self._operands[i])]
        return found + self._numbers[i] if i in self._numbers else found

    def shared_slots(self) -> tuple[list[int], int]:
        """For each slot another one that is free when it is written, and how many these are.

        Inputs, constants and what is asked for have their own to the end.
        """
        last = [-1] * self.size
        for r, (_, batch, _) in enumerate(self.runs):
            for i in batch:
                for k in self.reads(i):
                    last[k] = r
        for k in (*self.outputs, *self.copied):
            last[k] = len(self.runs)
        first = self.inputs + len(self.constants)
        place, size, free = [*range(first), *[-1] * (self.size - first)], first, []
        ending: dict[int, list[int]] = {}
        for r, (form, batch, out) in enumerate(self.runs):
            for k in range(out, out + len(self.results(form, batch))):
                if free:
                    place[k] = free.pop()
                else:
                    place[k], size = size, size + 1
                ending.setdefault(last[k], []).append(place[k])
            free += ending.pop(r, ())
        return place, size

    @property
    def regular(self) -> float:
        """How many steps a run has on average."""
        return sum(len(batch) for _, batch, _ in self.runs) / max(len(self.runs), 1)

    @cached_property
    def kernels(self) -> list[Kernel]:
        """The runs as kernels of a plan."""
        return [kernel for run in self.runs for kernel in self._kernels(*run)]

    def _kernels(self, form: tuple, batch: list[int], out: int) -> Iterator[Kernel]:
        kind, word, _ = form
        if kind == "pair":
            for k, one in enumerate(word.split(", ")):
                nodes = [*self.results(form, batch)][k * len(batch) :][: len(batch)]
                columns = list(zip(*map(self.reads, batch), strict=True))
                yield Kernel("map", out + k * len(batch), len(batch), nodes, one, columns)
        else:
            yield self._kernel(form, batch, out)

    def _kernel(self, form: tuple, batch: list[int], out: int) -> Kernel:
        kind, word, count = form
        rows = [tuple(self.reads(i)) for i in batch]
        if kind == "map":
            return Kernel("map", out, len(batch), batch, word, list(zip(*rows, strict=True)))
        if kind == "fold":
            return Kernel("fold", out, len(batch), batch, word, rows)
        parts = []
        if word:
            left, right = [row[0 : 2 * word : 2] for row in rows], [row[1 : 2 * word : 2] for row in rows]
            parts.append(Part("dot", left, right))
        if count:
            parts.append(Part("sum", [row[2 * word :] for row in rows], []))
        return Kernel("sum", out, len(batch), batch, parts=parts, dims=(1, len(batch)))

    def __str__(self) -> str:
        return "\n".join(map(str, self.kernels))


def _runs(forms: dict[int, tuple], operands: dict[int, Sequence[int]], nodes: int
          ) -> Iterator[tuple[tuple, list[int]]]:  # fmt: skip
    """Steps as late as they can be, by level, and at each level by form.

    Late, because a step that only the end waits for would cut a chain of steps on its way: at the end it is
    computed together with its like.  A form that was met early is late in its level, for the same reason.
    """
    ahead = [0] * nodes  # how many steps wait for this one, one after the other
    for i in reversed(operands):
        more = ahead[i] + 1
        for p in operands[i]:
            if ahead[p] < more:  # noqa: PLR1730  max() takes three times as long
                ahead[p] = more
    number = {form: k for k, form in enumerate(dict.fromkeys(forms.values()), 1)}
    batches: dict[int, list[int]] = {}
    for i, form in forms.items():
        key = -ahead[i] * len(number) - number[form]
        if key in batches:
            batches[key].append(i)
        else:
            batches[key] = [i]
    for key in sorted(batches):
        batch = batches[key]
        yield forms[batch[0]], batch


@cache
def general(text: str) -> tuple[str, tuple[float, ...]]:
    """A formula that calls one function, with letters for its numbers; and these numbers.

    >>> general("leaky_relu(a, 0.02)"), general("a ** 2.5"), general("a ** 2.0")
    (('leaky_relu(a, b)', (0.02,)), ('a ** b', (2.5,)), ('a ** 2.0', ()))
    """
    tree, numbers = parsed(text), []
    match tree:
        case ast.BinOp(left=ast.Name() as x, op=ast.Pow(), right=y) if (c := formula.number(y)) is not None:
            parts: list[Any] = [x, y]
        case ast.Call(func=ast.Name(id=name), args=parts) if name not in ("where", "round"):
            c = next(filter(None, map(formula.number, parts)), None)
        case _:
            return text, ()
    if c is None or c in PLAIN_POWERS:
        return text, ()
    used, put = len({x.id for x in parts if isinstance(x, ast.Name)}), []
    if any(formula.number(x) is None and not isinstance(x, ast.Name) for x in parts):
        return text, ()
    for x in parts:
        number = formula.number(x)
        put.append(x if number is None else ast.Name(LETTERS[used + len(numbers)]))
        numbers += [] if number is None else [number]
    if isinstance(tree, ast.BinOp):
        return show(ast.BinOp(put[0], ast.Pow(), put[1])), tuple(numbers)
    return show(ast.Call(tree.func, put, [])), tuple(numbers)  # type: ignore[attr-defined]
