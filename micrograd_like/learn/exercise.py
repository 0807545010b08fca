"""An exercise and a lesson, as data; the form in which they are written is told in course/README.md."""

from __future__ import annotations

import importlib
import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .chapters import Chapter, read_chapter
from .mistakes import Mistake, read_mistakes
from .starters import split

if TYPE_CHECKING:
    from .probes import You

MAIN = '\n\n\nif __name__ == "__main__":'
FIRST = """
    from micrograd_like.learn import still_to_write

    still_to_write(__file__)  # says what is still to be written, as long as something is
"""
PARTS = {"title": str, "goal": str, "shown": str, "hints": list, "teaches": list, "uses": list}
MORE = {"points": (int, float), "seconds": (int, float), "keeps": str}


class ExerciseError(ValueError):
    """An exercise contradicts the form it is written in."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise: its texts are here, its mistakes and its check are read when they are asked for."""

    id: str
    slug: str
    folder: Path
    module: str  # where its check can be imported from
    title: str
    goal: str
    code: str
    hints: tuple[str, ...]
    shown: str
    teaches: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    points: float = 1
    seconds: float = 5.0
    keeps: str = ""  # the name under which the learner's file is kept once it is solved

    @property
    def numbers(self) -> tuple[int, int]:
        """(lesson, place in it), by which exercises sort."""
        lesson, place = self.id.split(".")
        return int(lesson), int(place)

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        return read_mistakes(self.folder / "mistakes")

    @cached_property
    def check(self) -> Callable[[You], None]:
        """The function check(you) of check.py, which is imported for it."""
        module = importlib.import_module(f"{self.module}.check")
        if not callable(getattr(module, "check", None)):
            raise ExerciseError(
                f"{self.folder / 'check.py'} has no function check(you); write its probes there"
            )
        return module.check

    @property
    def body(self) -> str:
        """The starter without its heading, as for a notebook cell."""
        return split(self.code)[0]

    @property
    def solution(self) -> str:
        return split(self.code)[1]

    @property
    def starter(self) -> str:
        """The file that a learner begins with; run as it is, it says what to write first."""
        top, main, rest = self.body.partition(MAIN)
        return self.heading + "\n" + top + (main + FIRST + rest if main else "")

    @property
    def heading(self) -> str:
        """A docstring with title, goal and the commands to type."""
        goal = textwrap.fill(self.goal, 88, break_on_hyphens=False)
        commands = f"micrograd-like learn check {self.id}        stuck?  micrograd-like learn hint {self.id}"
        return f'"""{self.id}  {self.title}\n\n{goal}\n\n    {commands}\n"""\n'


def read_exercise(number: str, slug: str, folder: Path, module: str) -> Exercise:
    """The exercise whose files lie in this folder."""
    try:
        notes = tomllib.loads((folder / "notes.toml").read_text(encoding="utf-8"))
        code = (folder / "exercise.py").read_text(encoding="utf-8")
    except tomllib.TOMLDecodeError as error:
        raise ExerciseError(f"{folder / 'notes.toml'} is no TOML: {error}") from None
    except OSError as error:
        said = (
            f"exercise {slug!r} has no file {error.filename}; write it, or take {slug!r} out of course.toml"
        )
        raise ExerciseError(said) from None
    known = {**PARTS, **MORE}
    for name, value in notes.items():
        if name not in known:
            raise ExerciseError(f"{folder / 'notes.toml'} has {name!r}; it may hold {', '.join(known)}")
        if not isinstance(value, known[name]):
            raise ExerciseError(f"{name} = {value!r} in {folder / 'notes.toml'} is of the wrong type")
    if lost := [name for name in ("title", "goal", "shown", "hints") if name not in notes]:
        raise ExerciseError(f"{folder / 'notes.toml'} lacks {', '.join(lost)}; write them there")
    parts: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in notes.items()}
    return Exercise(id=number, slug=slug, folder=folder, module=module, code=code, **parts)


@dataclass(frozen=True)
class Lesson:
    """A lesson: its number, a short name for folders, where its files lie, and its exercises."""

    number: int
    slug: str
    home: Path
    slugs: tuple[str, ...]
    find: Callable[[str], Exercise] = field(repr=False, compare=False)

    @cached_property
    def chapter(self) -> Chapter:
        return read_chapter(self.home / "README.md", self.slugs)

    @property
    def title(self) -> str:
        return self.chapter.title

    @property
    def exercises(self) -> list[Exercise]:
        return [self.find(slug) for slug in self.slugs]

    @property
    def folder(self) -> str:
        """The name of its folder and of its notebook."""
        return f"{self.number:02}_{self.slug}"

    def file(self, exercise: Exercise) -> str:
        """Where the learner finds the exercise: ``00_sensitivity/0_1_nudge.py``."""
        return f"{self.folder}/{filename(exercise)}"


def filename(exercise: Exercise) -> str:
    return f"{exercise.id.replace('.', '_')}_{exercise.slug}.py"


def slug_of(name: str) -> str:
    """The slug in the name of a learner's file, whatever number stands before it; "" if it is none.

    >>> slug_of("5_2_forks.py"), slug_of("notes.py")
    ('forks', '')
    """
    first, _, rest = name.removesuffix(".py").partition("_")
    second, _, slug = rest.partition("_")
    return slug if first.isdigit() and second.isdigit() and name.endswith(".py") else ""
