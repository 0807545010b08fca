"""The learner's folder: exercise files that are written once and never overwritten, and the progress beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from .checking import Result, check_file
from .exercise import Exercise, Lesson
from .guard import Problem
from .lessons import exercises, lesson_of
from .progress import NAME, Progress, State

FOLDER = "micrograd_lessons"  # made under the current folder, unless that is a workbook already


class Workbook:
    """A folder with one file per exercise.

    >>> import tempfile
    >>> book = Workbook(tempfile.mkdtemp())
    >>> book.start(exercises(0))[0]
    '00_sensitivity/0_1_nudge.py'
    >>> book.start(exercises(0))
    []
    """

    def __init__(self, folder: str | os.PathLike | None = None):
        self.folder = Path(folder) if folder else find_folder()
        self.progress = Progress(self.folder)

    def name(self, exercise: Exercise) -> str:
        return lesson_of(exercise).file(exercise)

    def path(self, exercise: Exercise) -> Path:
        return self.folder / self.name(exercise)

    def start(self, chosen: Iterable[Exercise]) -> list[str]:
        """Write the starters that are not there yet; gives the names of those written."""
        return [
            self.name(exercise) for exercise in chosen if _write_new(self.path(exercise), exercise.starter)
        ]

    def start_notebooks(self, chosen: Iterable[Lesson]) -> list[str]:
        """Write a notebook for each of these lessons, unless it is there; gives the names of those written."""
        from .notebooks import plain

        names = {f"{lesson.folder}.ipynb": lesson for lesson in chosen}
        return [
            name for name, lesson in names.items() if _write_new(self.folder / name, plain(lesson) + "\n")
        ]

    def reset(self, exercise: Exercise) -> str:
        """Move the learner's file aside and write the starter again; gives the backup's name ("" if there was no file)."""
        path, backup, number = self.path(exercise), "", 0
        if path.exists():
            while (kept := path.with_name(f"{path.name}.{(number := number + 1)}.bak")).exists():
                pass
            path.rename(kept)
            backup = f"{kept.parent.name}/{kept.name}"
        _write_new(path, exercise.starter)
        self.progress.add(exercise.id, "reset")
        return backup

    def check(self, exercise: Exercise) -> Result:
        """Check the learner's file and note the outcome."""
        path = self.path(exercise)
        if not path.exists():
            return Result(
                exercise,
                problem=Problem("file", f"there is no file {path}; `micrograd-like learn start` writes it"),
            )
        result = check_file(exercise, path)
        self.progress.add(exercise.id, "passed" if result.passed else "tried")
        return result

    def next(self, states: dict[str, State] | None = None, lesson: int | None = None) -> Exercise | None:
        """The exercise to go on with, of the lesson if one is given: the next unsolved one behind the one solved last, else the first."""
        states = self.progress.all() if states is None else states
        places = {e.id: e.numbers for e in exercises()}
        solved = [places[number] for number, state in states.items() if state.passed and number in places]
        left = [e for e in exercises(lesson) if e.numbers not in solved]
        return next((e for e in left if not solved or e.numbers > solved[-1]), left[0] if left else None)


def _write_new(path: Path, text: str) -> bool:
    """Whether the file was written: it is left alone where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(
            path, "x", encoding="utf-8", newline="\n"
        ) as file:  # x: fails if it exists, also when two start at once
            file.write(text)
    except FileExistsError:
        return False
    return True


def find_folder() -> Path:
    """The workbook we stand in, or else the one in the current folder, whether it exists or not."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / NAME).exists():
            return folder
    return Path(FOLDER)
