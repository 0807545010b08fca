"""Which mistake wrong rows look like.

A mutant is recognised when the learner's numbers are its numbers wherever it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .exercise import Exercise, Mutant
from .guard import Failure
from .probes import Row
from .running import rows_of
from .values import same

SYMPTOM = 1e-7  # relative: numbers of a learner that count as the numbers of a mutant


def diagnose(exercise: Exercise, rows: Iterable[Row]) -> list[Mutant]:
    """The mutants whose every symptom these rows show.

    Of two such mutants of which one has all symptoms of the other, only that one is named.
    """
    mine = {key: row for key, row in _numbered(rows) if not row.ok}
    found: list[tuple[Mutant, set]] = []
    for mutant in exercise.mutants:
        its = {key: row for key, row in _numbered(symptoms(exercise, mutant)) if not row.ok}
        if its and all(key in mine and same_symptom(mine[key].got, row.got) for key, row in its.items()):
            found.append((mutant, set(its)))
    return [mutant for mutant, own in found if not any(own < other for _, other in found)]


_seen: dict[tuple[str, str], list[Row]] = {}


def symptoms(exercise: Exercise, mutant: Mutant) -> list[Row]:
    """What the check sees in a mutant, worked out once."""
    code = mutant.code(exercise.solution)
    if (exercise.id, code) not in _seen:
        _seen[exercise.id, code] = rows_of(exercise, code, mutant.name)
    return _seen[exercise.id, code]


def _numbered(rows: Iterable[Row]) -> Iterable[tuple[tuple[str, int], Row]]:
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.label] = seen.get(row.label, 0) + 1
        yield (row.label, seen[row.label]), row


def same_symptom(got: Any, wrong: Any) -> bool:
    if isinstance(wrong, Failure):
        return isinstance(got, Failure) and got.kind == wrong.kind
    return not isinstance(got, Failure) and same(got, wrong, SYMPTOM, floor=0.0)
