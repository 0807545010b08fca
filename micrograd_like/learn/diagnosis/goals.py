"""Rows that should become right, and what a changed program makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ..probes import Row
from ..values import same
from .learners_program import Learner
from .plain_numbers import CLOSE, flat
from .trials import Counting, Enough, Key, passes


@dataclass
class Effect:
    """What a change does to rows: those that it makes right, entries that it does, and if it breaks any.

    ended: whether the check ran to its end.
    """

    fixed: set[Key] = field(default_factory=set)
    entries: int = 0
    breaks: bool = False
    ended: bool = False


@dataclass
class Goal:
    """The rows that should become right."""

    rows: set[Key]
    learner: Learner

    @cached_property
    def telling(self) -> bool:
        """Whether the right numbers are such that a plain number hardly gives them by chance."""
        numbers = {x for key in self.rows for x in flat(self.learner.rows[key].right) or ()}
        return any(x != round(x) for x in numbers if abs(x) < 1e300) or len(numbers) > 3

    def reached(self, effect: Effect) -> bool:
        """Whether all of them are right."""
        return effect.ended and not effect.breaks and self.rows <= effect.fixed

    def neared(self, effect: Effect) -> bool:
        """Whether some of them are right, or an entry of the first that is not."""
        return not effect.breaks and bool(effect.entries or effect.fixed & self.rows)

    def tried(self, at: int, whole: bool = False) -> Effect:
        """What the program as it is now, changed at this place, does to the rows.

        The check ends at the first row that breaks, or, unless the whole is asked for, that stays wrong.
        """
        effect, count = Effect(), Counting()

        def notice(row: Row) -> None:
            key = count(row)
            before = self.learner.rows.get(key)
            if row.ok:
                if before and not before.ok:
                    effect.fixed.add(key)
            elif before is None or before.ok:
                effect.breaks = True
                raise Enough
            elif key in self.rows:
                entries = gained(before, row)
                effect.breaks |= entries < 0
                effect.entries += entries
                if not whole:
                    raise Enough

        try:
            load = self.learner.program.changed(at)
        except (SyntaxError, ValueError, TypeError):  # an edit that makes no program
            return Effect(breaks=True)
        effect.ended = passes(self.learner.exercise, load, notice)
        return effect


def gained(before: Row, now: Row) -> int:
    """How many entries of a list are right that were not; -1 if one is lost."""
    lists = [before.got, now.got, now.right]
    if not all(isinstance(part, (list, tuple)) and len(part) == len(now.right) for part in lists):
        return 0
    pairs = [(same(b, r, CLOSE), same(n, r, CLOSE)) for b, n, r in zip(*lists, strict=True)]
    return -1 if any(b and not n for b, n in pairs) else sum(n and not b for b, n in pairs)
