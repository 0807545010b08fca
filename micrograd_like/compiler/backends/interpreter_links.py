"""Steps that stand alone in their run, for deep graphs: one after the other, each waits for the one before.

What the last step gave stays in a register, so that the next one need not wait until it can be read from
memory.  So each of these operations exists several times, by where the last result stands in it.

>>> spell = Link("sum", (1, 1), 2)  # a * b + last
>>> spell.reads([10, 11, 12], last=12)
[10, 11]
>>> link_for(("sum", 1, 1), [10, 11, 12], last=12) == OPERATIONS[spell]
True
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any, NamedTuple

from ..rewriting import written_out
from ..shared_graph import parsed
from .interpreter_code import AFTER_SHORT, Writer, added
from .llvm_code import Lanes
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

    def reads(self, slots: Sequence[int], last: int) -> list[int]:
        """The slots to be written down: a factor changes places with its partner so that it is the first."""
        if self.at == NOWHERE:
            return list(slots)
        found, k = list(slots), list(slots).index(last)
        if self.kind == "map":
            return [*found[: self.at], *found[self.at + 1 :]]
        if self.at == 0:  # of a pair, which comes first
            pair = k - k % 2
            return [found[k + 1 if k == pair else pair], *found[:pair], *found[pair + 2 :]]
        return [*found[:k], *found[k + 1 :]]

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
    def count(self) -> int:
        """How many slots are written down."""
        whole = FORMULAS[self.what] if self.kind == "map" else 2 * self.what[0] + self.what[1]
        return whole - (self.at != NOWHERE)


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


def link_for(form: tuple, slots: Sequence[int], last: int) -> int | None:
    """The operation for a step that stands alone; last: the slot of the result before it, or -1."""
    kind, what, count = form
    if kind == "sum":
        what = (what, count)
        k = slots.index(last) if last in slots else NOWHERE
        at = NOWHERE if k < 0 else 0 if k < 2 * what[0] else max(2 * what[0], 1)
    else:
        at = slots.index(last) if last in slots else NOWHERE
    return OPERATIONS.get(Link(kind, what, at))
