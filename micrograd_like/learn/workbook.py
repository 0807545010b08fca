"""The learner's folder: exercise files, written once and never overwritten, and the progress beside them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from .checking import check_file
from .exercise import Exercise, Lesson
from .guard import Failure
from .lessons import COURSE, find, ids, lesson_of
from .progress import NAME, Progress, State
from .showing import Result

FOLDER = "micrograd_lessons"  # made under the current folder, unless that is a workbook already


class Workbook:
    """A folder with one file per exercise.

    >>> import tempfile
    >>> book = Workbook(tempfile.mkdtemp())
    >>> book.start([find("0.1")]), book.start([find("0.1")])
    (['00_sensitivity/0_1_nudge.py'], [])
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
        return [self.name(e) for e in chosen if _write_new(self.path(e), e.starter)]

    def start_notebooks(self, chosen: Iterable[Lesson]) -> list[str]:
        """Write a notebook for each of these lessons that has none yet; gives the names of those written."""
        from .notebooks import lesson_notebook

        texts = {f"{lesson.folder}.ipynb": lesson_notebook(lesson) + "\n" for lesson in chosen}
        return [name for name, text in texts.items() if _write_new(self.folder / name, text)]

    def reset(self, exercise: Exercise) -> str:
        """Move the learner's file aside and write the starter again.

        Gives the backup's name ("" if there was no file).
        """
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
            said = f"there is no file {path}; `micrograd-like learn start` writes it"
            return Result(exercise, failure=Failure("file", said))
        result = check_file(exercise, path)
        self.progress.add(exercise.id, "passed" if result.passed else "tried")
        return result

    def saved(self) -> dict[Path, int]:
        """When the files in the lessons' folders were last saved; no lesson is imported for it."""
        times: dict[Path, int] = {}
        for module in COURSE:
            for path in (self.folder / module[1:]).glob("*.py"):
                with contextlib.suppress(OSError):
                    times[path] = path.stat().st_mtime_ns
        return times

    def exercise_in(self, path: Path) -> Exercise | None:
        """The exercise whose file this is, if it is one's; a copy under another name is not."""
        number = ".".join(path.name.split("_")[:2])
        exercise = find(number) if number in ids() else None
        return exercise if exercise and self.path(exercise) == path else None

    def next(self, states: dict[str, State] | None = None, lesson: int | None = None) -> Exercise | None:
        """The exercise to go on with, of the lesson if one is given.

        That is the next unsolved one behind the one solved last, else the first unsolved one.
        """
        states = self.progress.all() if states is None else states
        solved = [number for number, state in states.items() if state.passed and number in ids()]
        return _first_behind(solved[-1:], [number for number in ids(lesson) if number not in solved])

    def unsolved_after(self, exercise: Exercise) -> Exercise | None:
        """The next unsolved exercise behind this one, else the first other one."""
        states = self.progress.all()
        passed = {number for number, state in states.items() if state.passed}
        left = [number for number in ids() if number not in {*passed, exercise.id}]
        return _first_behind([exercise.id], left)


def _first_behind(last: list[str], left: list[str]) -> Exercise | None:
    """The first of those left that comes after the last one, or the first of all."""
    order = ids()
    later = [number for number in left if last and order.index(number) > order.index(last[0])]
    return find((later or left)[0]) if left else None


def _write_new(path: Path, text: str) -> bool:
    """Whether the file was written: it is left alone where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # x: fails if it exists, also when two start at once
        with open(path, "x", encoding="utf-8", newline="\n") as file:
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
