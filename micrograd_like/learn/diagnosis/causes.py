"""Which mistake wrong rows look like.

A mistake is recognised when the learner's numbers are its numbers wherever it is wrong.  For what no mistake
explains, the learner's program is changed until it is right, or the solution until it gives the learner's
numbers; for the rest there are sentences about the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..exercise import Exercise
from ..guard import Failure
from ..mistakes import Mistake
from ..probes import Row
from ..running import rows_of
from ..values import same
from .learners_program import Learner
from .mending import mendings
from .slips import Slip, slips
from .solution_changed import find_change
from .solution_seen import steps_told
from .trials import Changeable, Key, numbered

SYMPTOM = 1e-7  # relative: numbers of a learner that count as the numbers of a mistake


@dataclass(frozen=True)
class Diagnosis:
    """What wrong rows look like: mistakes of the exercise, slips of any, and rows that nothing explains."""

    mistakes: list[Mistake]
    slips: list[Slip]
    left: list[Row]


def explained(exercise: Exercise, rows: Sequence[Row], program: Changeable | None = None) -> Diagnosis:
    """Mistakes first; then changes, if they explain more; then slips for the wrong rows that are left.

    program: the learner's, where it may be run again with changes.
    """
    mine = {key: row for key, row in numbered(rows) if not row.ok}
    found = _recognised(exercise, mine)
    more: list[Slip] = []
    rest = {key for key in mine if not any(key in own for _, own in found)}
    if program and rest:
        for mending in mendings(Learner(exercise, program, dict(numbered(rows))), rest):
            if own := rest & mending.fixed:
                more.append(Slip(mending.sentence, tuple(mine[key] for key in own)))
                rest -= own
                if len(mending.faults) == 1:  # what explains more is likelier than what explains a part of it
                    found = [pair for pair in found if not pair[1] < mending.fixed]
    if change := find_change(exercise, mine, rest, same_symptom):
        own = change.wrong.keys()
        found = [pair for pair in found if not pair[1] < own]
        more.append(Slip(change.sentence, tuple(mine[key] for key in own)))
        rest -= own
    for slip in steps_told(exercise, mine, rest):
        more.append(slip)
        rest -= {key for key in rest if mine[key] in slip.rows}
    left = [row for key, row in mine.items() if key in rest]
    more += slips(rows, left)
    told = [row for slip in more for row in slip.rows]
    stopped = [row for row in told if isinstance(row.got, Failure)]  # where, is told in any case
    left = [row for row in left if row not in told]
    return Diagnosis([mistake for mistake, _ in found], more, [*stopped, *left])


def diagnose(exercise: Exercise, rows: Iterable[Row]) -> list[Mistake]:
    """The mistakes whose every symptom these rows show.

    Of two such mistakes of which one has all symptoms of the other, only that one is named.
    """
    mine = {key: row for key, row in numbered(rows) if not row.ok}
    return [mistake for mistake, _ in _recognised(exercise, mine)]


def _recognised(exercise: Exercise, mine: dict[Key, Row]) -> list[tuple[Mistake, set]]:
    """The mistakes with the rows they explain, in the order of the rows."""
    found: list[tuple[Mistake, set]] = []
    for mistake in exercise.mistakes:
        its = {key: row for key, row in numbered(symptoms(exercise, mistake)) if not row.ok}
        if its and all(key in mine and same_symptom(mine[key].got, row.got) for key, row in its.items()):
            found.append((mistake, set(its)))
    best: list[tuple[Mistake, set]] = []
    for mistake, own in sorted(
        found, key=lambda pair: -len(pair[1])
    ):  # named for a row that no larger one explains
        larger = [other for _, other in best if len(other) > len(own)]
        if not own <= set().union(*larger):
            best.append((mistake, own))
    places = {key: place for place, key in enumerate(mine)}
    return sorted(best, key=lambda pair: min(places[key] for key in pair[1]))


_seen: dict[tuple[str, str, Mistake], list[Row]] = {}


def symptoms(exercise: Exercise, mistake: Mistake) -> list[Row]:
    """What the check sees in a mistake, worked out once."""
    key = exercise.module, exercise.solution, mistake
    if key not in _seen:
        _seen[key] = rows_of(exercise, mistake.code(exercise.solution), mistake.name)
    return _seen[key]


def same_symptom(got: Any, wrong: Any) -> bool:
    """Whether a learner's row shows what a mistake's row does: the same number, or the same error.

    The words of an AttributeError name a type and a part that it lacks; those of others may name what is the
    learner's own.
    """
    if isinstance(wrong, Failure):
        if not isinstance(got, Failure) or got.kind != wrong.kind:
            return False
        return wrong.kind != "AttributeError" or got.message == wrong.message
    return not isinstance(got, Failure) and same(got, wrong, SYMPTOM, floor=0.0)
