"""The course: which lessons there are, and the way to an exercise by its number or its slug.

A course is a folder.  course.toml says in which order its lessons and exercises come, and numbers are
computed from that.  Only the folders of the exercises that are asked for are read.
"""

from __future__ import annotations

import copyreg
import importlib.machinery
import importlib.util
import os
import sys
import tomllib
from functools import cache, cached_property
from pathlib import Path

from .exercise import Exercise, Lesson, read_exercise, slug_of

BUILT_IN = Path(__file__).resolve().parent / "course"
VARIABLE = "MICROGRAD_LIKE_COURSE"  # tells the processes that we start which course is meant


class CourseError(ValueError):
    """A course.toml contradicts itself or the folders beside it."""


class Course:
    """A folder with a course.toml.

    formerly: what numbers and names stood for in files that learners have from before.
    """

    def __init__(self, folder: str | os.PathLike):
        self.home = Path(folder).resolve()
        plan = self.home / "course.toml"
        try:
            told = tomllib.loads(plan.read_text(encoding="utf-8"))
        except OSError as error:
            said = f"{str(folder)!r} holds no course: {plan} cannot be read ({error.strerror})"
            raise CourseError(f"{said}; `micrograd-like learn new DIR` begins one") from None
        except tomllib.TOMLDecodeError as error:
            raise CourseError(f"{plan} is no TOML: {error}") from None
        self.title = str(told.get("title", self.home.name))
        self.plan: dict[str, tuple[str, ...]] = {k: tuple(v) for k, v in told.get("lessons", {}).items()}
        self.formerly: dict[str, str] = told.get("formerly", {})
        slugs = [slug for own in self.plan.values() for slug in own]
        if twice := [slug for k, slug in enumerate(slugs) if slug in slugs[:k]]:
            raise CourseError(
                f"{plan} lists {twice[0]!r} twice; progress is kept by slug, so each needs its own"
            )
        if not slugs:
            raise CourseError(f"{plan} lists no exercises; write [lessons], and below it first = ['slug']")
        self.numbers = {
            slug: f"{n}.{k}" for n, own in enumerate(self.plan.values()) for k, slug in enumerate(own, 1)
        }
        self.slugs = {number: slug for slug, number in self.numbers.items()}
        self._read: dict[str, Exercise] = {}

    @cached_property
    def folders(self) -> dict[str, Path]:
        """Where each lesson lies; the number in front of a folder's name only sorts."""
        found = {p.name.partition("_")[2]: p for p in self.home.iterdir() if p.name.split("_")[0].isdigit()}
        if lost := [slug for slug in self.plan if slug not in found]:
            raise CourseError(f"{self.home} has no folder for lesson {lost[0]!r}, such as 00_{lost[0]}")
        return found

    @cached_property
    def package(self) -> str:
        """The name below which the files of this course can be imported."""
        if self.home == BUILT_IN:
            return f"{__package__}.course"
        name = f"course_in_{abs(hash(str(self.home)))}"
        spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(self.home)]
        sys.modules[name] = importlib.util.module_from_spec(spec)
        return name

    def exercise(self, slug: str) -> Exercise:
        """The exercise of this slug; no other is read."""
        if slug not in self._read:
            lesson = next(name for name, own in self.plan.items() if slug in own)
            home = self.folders[lesson]
            module = f"{self.package}.{home.name}.{slug}"
            self._read[slug] = read_exercise(self.numbers[slug], slug, home / slug, module)
        return self._read[slug]

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(
            Lesson(number, slug, self.folders[slug], own, self.exercise)
            for number, (slug, own) in enumerate(self.plan.items())
        )


@cache
def _course(folder: str) -> Course:
    return Course(folder)


def course() -> Course:
    """The course that is meant: the built-in one, unless `use` has named another."""
    return _course(os.environ.get(VARIABLE) or str(BUILT_IN))


def use(folder: str | os.PathLike | None) -> Course:
    """From now on, here and in processes started from here, the course in this folder is meant."""
    os.environ.pop(VARIABLE, None)
    if folder is not None and Path(folder).resolve() != BUILT_IN:
        place = str(Path(folder).resolve())
        _course(place)
        os.environ[VARIABLE] = place
    return course()


def load(number: int) -> Lesson:
    """The lesson with this number.

    >>> load(0).title
    'The derivative as sensitivity'
    """
    if not 0 <= number < len(lessons()):
        raise LookupError(f"there is no lesson {number}; they {extent()}")
    return lessons()[number]


def lessons() -> tuple[Lesson, ...]:
    """Every lesson there is, first to last."""
    return course().lessons


def ids(lesson: int | None = None) -> list[str]:
    """The number of every exercise in the order in which they are met; of one lesson if its number is given.

    >>> ids(0)
    ['0.1', '0.2', '0.3', '0.4']
    """
    return [n for n in course().slugs if lesson is None or n.startswith(f"{lesson}.")]


def slugs(lesson: int | None = None) -> list[str]:
    """The same as `ids`, by name."""
    return [course().slugs[number] for number in ids(lesson)]


def exercises(lesson: int | None = None) -> list[Exercise]:
    """Every exercise in order; of one lesson if its number is given."""
    return [course().exercise(slug) for slug in slugs(lesson)]


def find(name: str) -> Exercise:
    """The exercise with this number or this slug.

    >>> find("0.1").title, find("nudge").id
    ('A slope from a small step', '0.1')
    >>> find("0.9")
    Traceback (most recent call last):
    LookupError: there is no exercise '0.9'; lesson 0 has 0.1 to 0.4
    """
    wanted = str(name)
    slug = course().slugs.get(wanted, wanted)
    if slug in course().numbers:
        return course().exercise(slug)
    lesson, _, place = wanted.partition(".")
    lost = f"there is no exercise {wanted!r}" if place else f"{wanted!r} is a lesson"
    if lesson in {str(n) for n in range(len(lessons()))}:
        first, *_, last = [*ids(int(lesson)), *ids(int(lesson))]
        raise LookupError(f"{lost}; lesson {lesson} has {first} to {last}")
    raise LookupError(f"there is no exercise {wanted!r}; lessons {extent()}, numbers look like 0.1")


def former_slug(name: str) -> str:
    """The slug of the exercise that a learner's file of this name was written for, now or earlier, or ""."""
    return course().formerly.get(name.removesuffix(".py")) or slug_of(name)


# an answer that comes from another process is about the exercise that is here
copyreg.pickle(Exercise, lambda exercise: (find, (exercise.slug,)))


def extent() -> str:
    """The numbers of the lessons, in words."""
    return f"go from 0 to {len(lessons()) - 1}"


def lesson_of(exercise: Exercise) -> Lesson:
    return load(exercise.numbers[0])
