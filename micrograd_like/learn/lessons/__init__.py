"""The lessons, one module each, in order; and the way to an exercise by its id."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from ..exercise import Exercise, Lesson


@cache
def lessons() -> tuple[Lesson, ...]:
    """Every lesson there is, first to last."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name[:1] == "l" and m.name[1:3].isdigit())
    return tuple(importlib.import_module(f"{__name__}.{name}").lesson for name in names)


def exercises(lesson: int | None = None) -> list[Exercise]:
    """Every exercise in the order in which they are met; of one lesson if its number is given."""
    return [e for chapter in lessons() for e in chapter.exercises if lesson in (None, chapter.number)]


def find(number: str) -> Exercise:
    """The exercise with this id.

    >>> find("0.1").title
    'The slope by nudging'
    >>> find("0.9")
    Traceback (most recent call last):
    LookupError: there is no exercise '0.9'; lesson 0 has 0.1 to 0.4
    """
    wanted = str(number)
    for exercise in exercises():
        if exercise.id == wanted:
            return exercise
    for chapter in lessons():
        if wanted.split(".", maxsplit=1)[0] == str(chapter.number):
            first, last = chapter.exercises[0].id, chapter.exercises[-1].id
            named = f"{wanted!r} is a lesson" if wanted == str(chapter.number) else f"there is no exercise {wanted!r}"
            raise LookupError(f"{named}; lesson {chapter.number} has {first} to {last}")
    raise LookupError(
        f"there is no exercise {wanted!r}; lessons go from {lessons()[0].number} to {lessons()[-1].number}, ids look like 0.1"
    )


def lesson_of(exercise: Exercise) -> Lesson:
    return next(chapter for chapter in lessons() if chapter.number == exercise.numbers[0])
