"""The other side of a check that two processes share: what is right, and whether what was told is that.

The check runs once more, here without the learner's code: what that gave is read from the events that asking
has written down.  So nothing that the learner's code does to Python reaches what compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..checking import answered
from ..exercise import Exercise
from ..guard import Failure, failure_of
from ..probes import CHANGES, Row, Seen, You
from ..running import silence_told
from ..showing import Result
from .carrying import unpacked

LOST = Failure("lost", "no answer came back: did your code end its process?")
Event = Mapping[str, Any]


class Told(Seen):
    """What the learner's code gave, as it was told."""

    travelled = False  # without loss: numbers, words, lists


class Judging(You):
    """The learner's names, as another process has asked for them."""

    seen = Told

    def __init__(self, seed: str, said: Mapping[str, Any]):
        super().__init__({name: unpacked(told) for name, told in said["names"].items()}, seed)
        self._events = iter(said["events"])

    def asked(self, label: str, thunk: Callable[[], Any], name: str) -> Seen:
        """The next event in place of what the thunk would give."""
        event = next(self._events, None)
        if event is None or event["label"] != label:
            return Told(self, label, failure=LOST, name=name)
        for changed, now, given in event.get("changed", ()):
            self.rows.append(Row(changed, unpacked(now), unpacked(given), False, CHANGES, name=name))
        travelled, told = event["told"]
        value = unpacked(told)
        failure = value if isinstance(value, Failure) else None
        seen = Told(self, label, None if failure else value, failure, name)
        seen.travelled = travelled is True
        return seen

    def see(self, label: str, thunk: Callable[[], Any], name: str = "") -> Seen:
        """What the check itself finds out, found out here; where that needs the learner's code, as told."""
        told = self.asked(label, thunk, name)
        try:
            return Told(self, label, thunk(), name=name)
        except Exception:
            return told

    def judged(self, seen: Seen, holds: Callable[[Any], Any]) -> Seen:
        """A property of what came without loss is judged here; of a graph, say, it is as told."""
        told = self.asked("", lambda: None, seen.name)
        if not getattr(seen, "travelled", False):
            return told
        try:
            return Told(self, "", bool(holds(seen.value)), name=seen.name)
        except Exception as error:
            return Told(self, "", failure=failure_of(error), name=seen.name)


def judge(exercise: Exercise, text: str, said: Mapping[str, Any]) -> Result:
    """The answer to a learner's text, of which another process has told what it gives.

    ValueError if what was told contradicts the form it should have.
    """
    try:
        you = Judging(exercise.slug, said)
        failure = unpacked(said["failure"])
        printed = str(said["printed"])
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"what was told is out of form: {type(error).__name__}: {error}") from None
    if failure is not None and not isinstance(failure, Failure):
        raise ValueError(f"a failure was told as {failure!r}")
    if failure and not said["events"]:
        return Result(exercise, failure=failure, printed=printed)
    try:
        exercise.check(you)
    except Exception as error:
        failure = failure or failure_of(error)
    rows = [silence_told(row, lambda name: text) for row in you.rows]
    rows = [row for row in rows if row.got != LOST or not failure]
    return answered(exercise, rows, failure, printed, text=text)
