"""The graph that is compiled: inputs, constants, sums of products, formulas and folds, each node once.

A node is (kind, word, args):
  ("leaf", k, ())                     the k-th input.
  ("const", x, ())                    a number.
  ("sum", "", ((a, b), (c, -1), ..))  a*b + c + ...; -1 says that there is no second factor.
  ("map", formula, args)              a formula of the letters a, b, c, ..., such as "tanh(a)".
  ("fold", name, args)                max, min, prod or norm2 of all args.

Two nodes that would be equal are one: the constructor shares them, and drops + 0 and * 1 on the way.

>>> g = Graph()
>>> x, y = g.leaf(0), g.leaf(1)
>>> g.sum([(x, y), (g.const(0.0), -1)]) == g.sum([(y, x)]) == 3
True
>>> print(g)
n0 = input 0
n1 = input 1
n2 = 0.0
n3 = n0*n1
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

from ..rules import formula
from ..rules.row import FLOATS

NONE = -1  # in the place of a second factor


class Graph:
    """Nodes in the order of their making, operands first.

    home: for each node the slot of the tape it was made for, and whether on the way back.  merged: how many
    steps of the tape are part of a sum, and no nodes.
    """

    def __init__(self) -> None:
        self.nodes: list[tuple] = []
        self.home: list[tuple[bool, int]] = []
        self.now: tuple[bool, int] = (False, 0)
        self._seen: dict[Any, int] = {}
        self._constants: set[int] = set()
        self._numbers: dict[float, int] = {}  # constants by their number, 0.0 and -0.0 left out
        self.zero, self.one = math.nan, math.nan
        self.scopes: dict[Any, Any] = {}
        self.merged = 0

    @property
    def size(self) -> int:
        """How many steps it stands for: nodes, and those that are part of a sum."""
        return len(self.nodes) + self.merged

    def leaf(self, k: int) -> int:
        return self._new(("leaf", k, ()))

    def const(self, x: float) -> int:
        found = self._numbers.get(x)
        if found is not None:
            return found
        x = float(x)
        key = ("const", repr(x), ())  # -0.0 is another number than 0.0, and nan is itself
        if (found := self._seen.get(key)) is None:
            found = self._seen[key] = self._add(("const", x, ()))
            self._constants.add(found)
            if key[1] in ("0.0", "1.0"):
                setattr(self, {"0.0": "zero", "1.0": "one"}[key[1]], found)
        if x:
            self._numbers[x] = found
        return found

    def sum(self, terms: Iterable[tuple[int, int]]) -> int:
        """The sum of products; a factor of 1 is dropped, a term of 0 too."""
        terms = list(terms)
        if len(terms) == 1:
            a, b = terms[0]
            return a if b == NONE else self.product(a, b)
        kept, one, constants, fold = [], self.one, self._constants, False
        for term in terms:
            a, b = term
            if a not in constants and b not in constants:
                kept.append(term if a <= b or b == NONE else (b, a))
            elif b == NONE:
                if a != self.zero:
                    kept.append(term)
                    fold = True
            elif a == one or b == one:  # noqa: PLR1714  no tuple for each term
                a = b if a == one else a
                kept.append((a, NONE))
                fold = fold or a in constants
            else:
                kept.append(term if a <= b else (b, a))
                fold = fold or (a in constants and b in constants)
        if len(kept) == 1 and kept[0][1] == NONE:
            return kept[0][0]
        key = ("sum", "", tuple(kept))
        if (found := self._seen.get(key)) is not None:
            return found
        if fold or not kept:
            return self._folded(kept)
        found = self._seen[key] = self._add(key)
        return found

    def product(self, a: int, b: int) -> int:
        """a * b: sum([(a, b)]), quicker."""
        if a == self.one:
            return b
        if b == self.one:
            return a
        key = ("sum", "", ((a, b) if a <= b else (b, a),))
        if (found := self._seen.get(key)) is not None:
            return found
        if a in self._constants and b in self._constants:
            return self._folded(key[2])
        found = self._seen[key] = len(self.nodes)
        self.nodes.append(key)
        self.home.append(self.now)
        return found

    def _folded(self, terms: Iterable[tuple[int, int]]) -> int:
        """A sum with products of constants worked out; a constant if there is nothing else."""
        nodes, constants, kept, total, every = self.nodes, self._constants, [], 0.0, True
        for a, b in terms:
            if a in constants and (b == NONE or b in constants):
                x = nodes[a][1] if b == NONE else nodes[a][1] * nodes[b][1]
                total += x
                kept.append((self.const(x), NONE))
            else:
                every = False
                kept.append((a, b))
        return self.const(total) if every else self._new(("sum", "", tuple(kept)))

    def map(self, text: str, args: tuple[int, ...]) -> int:
        """A formula of args; at once its number where all of them are constants."""
        if self._constants.issuperset(args):
            return self.const(function(text, len(args))(*[self.nodes[a][1] for a in args]))
        return self._new(("map", text, args))

    def fold(self, name: str, args: Sequence[int]) -> int:
        """max, min, prod or norm2 of all args."""
        if self._constants.issuperset(args):
            return self.const(FLOATS[f"_{name}"]([self.nodes[a][1] for a in args]))
        return self._new(("fold", name, tuple(args)))

    def _new(self, node: tuple) -> int:
        found = self._seen.get(node)
        if found is None:
            found = self._seen[node] = self._add(node)
        return found

    def _add(self, node: tuple) -> int:
        self.nodes.append(node)
        self.home.append(self.now)
        return len(self.nodes) - 1

    def __str__(self) -> str:
        return "\n".join(f"n{i} = {shown(node, 'n{}'.format)}" for i, node in enumerate(self.nodes))


class Symbol:
    """A node that computes with + - * /, for functions that take any numbers."""

    def __init__(self, graph: Graph, node: int):
        self.graph, self.node = graph, node

    def _of(self, other: Any) -> int:
        return other.node if isinstance(other, Symbol) else self.graph.const(other)

    def _sum(self, *pairs: tuple[int, int]) -> Symbol:
        return Symbol(self.graph, self.graph.sum(pairs))

    def __add__(self, other: Any) -> Symbol:
        return self._sum((self.node, NONE), (self._of(other), NONE))

    def __sub__(self, other: Any) -> Symbol:
        return self._sum((self.node, NONE), (self._of(other), self.graph.const(-1.0)))

    def __rsub__(self, other: Any) -> Symbol:
        return self._sum((self._of(other), NONE), (self.node, self.graph.const(-1.0)))

    def __mul__(self, other: Any) -> Symbol:
        return self._sum((self.node, self._of(other)))

    def __truediv__(self, other: Any) -> Symbol:
        return Symbol(self.graph, self.graph.map("a / b", (self.node, self._of(other))))

    __radd__, __rmul__ = __add__, __mul__


def operands(node: tuple) -> Sequence[int]:
    """The nodes that a node reads."""
    kind, _, args = node
    return [x for pair in args for x in pair if x >= 0] if kind == "sum" else args


def live(nodes: Sequence[tuple], outs: Iterable[int]) -> list[int]:
    """What the outs depend on, operands first."""
    alive = bytearray(len(nodes) + 1)
    alive[NONE] = True  # in the place of a second factor there is nothing to visit
    for out in outs:
        alive[out] = True
    for i in range(len(nodes) - 1, -1, -1):  # operands have lower numbers
        if alive[i]:
            kind, _, args = nodes[i]
            if kind == "sum":
                for a, b in args:
                    alive[a] = alive[b] = True
            else:
                for a in args:
                    alive[a] = True
    return [i for i in range(len(nodes)) if alive[i]]


def shown(node: tuple, name: Callable[[int], str]) -> str:
    """A node as text; name: what to call its operands."""
    kind, word, args = node
    if kind == "leaf":
        return f"input {word}"
    if kind == "const":
        return repr(word)
    if kind == "sum":
        return " + ".join(name(a) if b == NONE else f"{name(a)}*{name(b)}" for a, b in args)
    if kind == "fold":
        return f"{word}({', '.join(map(name, args))})"
    return f"{word} of {', '.join(map(name, args))}"


@cache
def parsed(text: str) -> ast.expr:
    """The formula of a map."""
    return ast.parse(text, mode="eval").body


@cache
def function(text: str, count: int) -> Callable[..., float]:
    """The formula of a map as a function of floats."""
    letters = ", ".join(LETTERS[:count])
    return eval(f"lambda {letters}: {formula.python(parsed(text))}", FLOATS)  # noqa: S307  our own text
