"""The course: which lessons there are, and the way to an exercise by its id.

A lesson is a module, imported when one of its exercises is asked for; COURSE alone says which ids there are.
"""

from __future__ import annotations

import importlib

from ..exercise import Exercise, ExerciseError, Lesson

COURSE = {  # the module of each lesson, with its number in front, and how many exercises it holds
    "l00_sensitivity": 4,
    "l01_graphs": 5,
    "l02_gates": 6,
    "l03_paths": 4,
    "l04_forward": 4,
    "l05_reverse": 8,
    "l06_symbolic": 4,
    "l07_networks": 5,
    "l08_optimisation": 6,
    "l09_matrix": 9,
    "l10_leaks": 7,
    "l11_pieces": 5,
    "l12_capstones": 4,
}
MODULES = {int(name[1:3]): name for name in COURSE}


def load(number: int) -> Lesson:
    """The lesson with this number; no other is imported.

    >>> load(0).title
    'The derivative as sensitivity'
    """
    if number not in MODULES:
        raise LookupError(f"there is no lesson {number}; they {extent()}")
    name = MODULES[number]
    lesson = importlib.import_module(f"{__name__}.{name}").lesson
    if len(lesson.exercises) != COURSE[name]:
        said = f"lesson {number} holds {len(lesson.exercises)} exercises, and COURSE says {COURSE[name]}"
        raise ExerciseError(f"{said}; write there what is right")
    return lesson


def lessons() -> tuple[Lesson, ...]:
    """Every lesson there is, first to last."""
    return tuple(map(load, MODULES))


def ids(lesson: int | None = None) -> list[str]:
    """The id of every exercise in the order in which they are met; of one lesson if its number is given.

    >>> ids(0)
    ['0.1', '0.2', '0.3', '0.4']
    """
    chosen = [number for number in MODULES if lesson in (None, number)]
    return [f"{n}.{place}" for n in chosen for place in range(1, COURSE[MODULES[n]] + 1)]


def exercises(lesson: int | None = None) -> list[Exercise]:
    """Every exercise in order; of one lesson if its number is given."""
    return [e for number in MODULES if lesson in (None, number) for e in load(number).exercises]


def find(number: str) -> Exercise:
    """The exercise with this id.

    >>> find("0.1").title
    'The slope by nudging'
    >>> find("0.9")
    Traceback (most recent call last):
    LookupError: there is no exercise '0.9'; lesson 0 has 0.1 to 0.4
    """
    wanted = str(number)
    lesson, _, place = wanted.partition(".")
    if wanted in ids():
        return load(int(lesson)).exercises[int(place) - 1]
    lost = f"there is no exercise {wanted!r}" if place else f"{wanted!r} is a lesson"
    if lesson in map(str, MODULES):
        first, *_, last = ids(int(lesson))
        raise LookupError(f"{lost}; lesson {lesson} has {first} to {last}")
    raise LookupError(f"there is no exercise {wanted!r}; lessons {extent()}, ids look like 0.1")


def extent() -> str:
    """The numbers of the lessons, in words."""
    return f"go from {min(MODULES)} to {max(MODULES)}"


def lesson_of(exercise: Exercise) -> Lesson:
    return load(exercise.numbers[0])
