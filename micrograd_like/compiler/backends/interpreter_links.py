"""Steps that stand alone in their run, for deep graphs: one after the other, each waits for the one before.

What the last step gave stays in a register, so that the next one need not wait until it can be read from
memory.  So each of these operations exists several times, by where the last result stands in it.

>>> op, written = WAYS["sum", 1, 1][2]
>>> BY_NUMBER[op], written  # a * b + last: the last result is operand 2, the others are written down
(Link(kind='sum', what=(1, 1), at=2), (0, 1))
"""

from __future__ import annotations

from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any, NamedTuple

from ..rewriting import written_out
from ..shared_graph import parsed
from .interpreter_code import AFTER_SHORT
from .interpreter_writer import Writer, added
from .llvm_lanes import Lanes
from .llvm_words import LLVMWords

NOWHERE = -1
SHAPES = ((1, 0), (0, 2), (1, 1), (2, 0), (0, 3), (1, 2), (2, 1))  # of sums: products, single terms
QUOTIENT_BY_DIVISOR = "where(abs(c) < 2.2250738585072014e-308, where(c == 0, -(c / b), ddiv(a, b)), -(c / b))"
FORMULAS = {"a / b": 2, "1 / a": 1, "relu(a)": 1, "where(b <= 0, 0, where(b > 0, a, nan * a))": 2,
            "abs(a)": 1, "sign(a)": 1, "-(a * a)": 1, QUOTIENT_BY_DIVISOR: 3}  # fmt: skip


class Link(NamedTuple):
    """A step.

    what: of a "sum" its shape, of a "map" its formula.  at: which operand is the last result, or NOWHERE.
    """

    kind: str
    what: Any
    at: int

    def written(self, k: int) -> tuple[int, ...]:
        """Which operands are written down where the k-th is the last result, or NOWHERE.

        A factor changes places with its partner so that it is the first; its product comes first too.
        """
        rest = [*range(self.operands)]
        if self.at == NOWHERE:
            return tuple(rest)
        if self.kind == "sum" and self.at == 0:
            pair = k - k % 2
            return (k ^ 1, *rest[:pair], *rest[pair + 2 :])
        return (*rest[:k], *rest[k + 1 :])

    def computed(self, code: Writer, step: str, last: str) -> Lanes:
        """The result; step: where its slots are written down."""
        given = iter(code.read(step, k) for k in range(self.count))
        if self.kind == "map":
            whole = [Lanes(code, last) if k == self.at else next(given) for k in range(FORMULAS[self.what])]
            letters = dict(zip(LETTERS, (x.text for x in whole), strict=False))
            return Lanes(code, LLVMWords(code, letters).spell(parsed(written_out(self.what))))
        products = self.what[0]
        partner = next(given) if self.at == 0 else None
        pairs = [(next(given), next(given)) for _ in range(products - (self.at == 0))]
        total = added(list(given))
        for a, b in pairs:
            total = a.fma(b, total) if total else a * b
        if partner:
            return Lanes(code, last).fma(partner, total) if total else Lanes(code, last) * partner
        if self.at > 0:
            return total + Lanes(code, last) if total else Lanes(code, last)
        assert total
        return total

    @property
    def operands(self) -> int:
        return FORMULAS[self.what] if self.kind == "map" else 2 * self.what[0] + self.what[1]

    @property
    def count(self) -> int:
        """How many slots are written down."""
        return self.operands - (self.at != NOWHERE)


def _all() -> list[Link]:
    found = []
    for p, s in SHAPES:
        places = [NOWHERE, *([0] if p else []), *([2 * p] if s else [])]
        found += [Link("sum", (p, s), at) for at in dict.fromkeys(places if p or not s else [NOWHERE, 1])]
    for text, count in FORMULAS.items():
        found += [Link("map", text, at) for at in range(NOWHERE, count)]
    return found


OPERATIONS = {link: AFTER_SHORT + k for k, link in enumerate(_all())}
BY_NUMBER = {number: link for link, number in OPERATIONS.items()}


def _ways(kind: str, what: Any, operands: int) -> dict[int, tuple[int, tuple[int, ...]]]:
    """By the place of the last result among the operands: the operation, and which ones are written down."""
    found = {}
    for k in range(NOWHERE, operands):
        factors = 2 * what[0] if kind == "sum" else 0
        at = k if kind == "map" or k == NOWHERE else 0 if k < factors else max(factors, 1)
        link = Link(kind, what, at)
        found[k] = OPERATIONS[link], link.written(k)
    return found


WAYS = {("sum", p, s): _ways("sum", (p, s), 2 * p + s) for p, s in SHAPES} | {
    ("map", text, count): _ways("map", text, count) for text, count in FORMULAS.items()
}
# With lanes no step stands alone; then the same formulas are operations for whole runs.
SHORT = {AFTER_SHORT + k: what for k, what in enumerate(FORMULAS.items())}
NUMBERS = {text: op for op, (text, _) in SHORT.items()}
