"""The learner's folder: exercise files, written once and never overwritten, and the progress beside them."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Container, Iterable
from pathlib import Path

from .checking import check_file
from .exercise import Exercise, Lesson
from .guard import Failure
from .keeping import find_folder, keep
from .lessons import course, find, former_slug, lesson_of, slugs
from .progress import Progress, State
from .showing import Result

NOTEBOOK = re.compile(r"\[([^\[\]]+)\]\(([\w.-]+\.ipynb)\)")


class Workbook:
    """A folder with one file per exercise.

    >>> import tempfile
    >>> book = Workbook(tempfile.mkdtemp())
    >>> book.start([find("0.1")]), book.start([find("0.1")])
    (['00_sensitivity/0_1_nudge.py'], [])
    """

    def __init__(self, folder: str | os.PathLike | None = None):
        self.folder = Path(folder) if folder else find_folder()
        self.progress = Progress(self.folder, course().formerly)

    def name(self, exercise: Exercise) -> str:
        return lesson_of(exercise).file(exercise)

    def path(self, exercise: Exercise) -> Path:
        """Where the learner's file is: also one that was written when the exercise had another number."""
        usual = self.folder / self.name(exercise)
        if usual.exists():
            return usual
        others = self.folder.glob(f"[0-9]*_*/[0-9]*_{exercise.slug}.py")
        older = [p for p in others if former_slug(p.name) == exercise.slug]
        older += [p for old in _names_before(exercise.slug) for p in self.folder.glob(f"[0-9]*_*/{old}.py")]
        return min(older, default=usual)

    def start(self, chosen: Iterable[Exercise]) -> list[str]:
        """Write the starters that are not there yet; gives the names of those written."""
        return [self.name(e) for e in chosen if _write_new(self.path(e), e.starter)]

    def start_notebooks(self, chosen: Iterable[Lesson]) -> list[str]:
        """Write a notebook for each of these lessons that has none yet; gives the names of those written."""
        from .notebooks import lesson_notebook

        texts = {f"{lesson.folder}.ipynb": lesson_notebook(lesson) + "\n" for lesson in chosen}
        there = {*texts, *(path.name for path in self.folder.glob("*.ipynb"))}
        return [n for n, text in texts.items() if _write_new(self.folder / n, unlinked(text, there))]

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
        self.progress.add(exercise.slug, "reset")
        return backup

    def check(self, exercise: Exercise) -> Result:
        """Check the learner's file and note the outcome."""
        path = self.path(exercise)
        if not path.exists():
            said = f"there is no file {path}; `micrograd-like learn start` writes it"
            return Result(exercise, failure=Failure("file", said))
        result = check_file(exercise, path)
        self.progress.add(exercise.slug, "passed" if result.passed else "tried")
        if result.passed and exercise.keeps:
            said = keep(exercise, path.read_text(encoding="utf-8-sig"), self.folder)
            self.progress.trouble = self.progress.trouble or said
        return result

    def saved(self) -> dict[Path, int]:
        """When the files in the lessons' folders were last saved; no exercise is read for it."""
        times: dict[Path, int] = {}
        for path in self.folder.glob("[0-9]*_*/*.py"):
            with contextlib.suppress(OSError):
                times[path] = path.stat().st_mtime_ns
        return times

    def exercise_in(self, path: Path) -> Exercise | None:
        """The exercise whose file this is, if it is one's; a copy under another name is not."""
        slug = former_slug(path.name)
        exercise = find(slug) if slug in course().numbers else None
        return exercise if exercise and self.path(exercise) == path else None

    def next(self, states: dict[str, State] | None = None, lesson: int | None = None) -> Exercise | None:
        """The exercise to go on with, of the lesson if one is given.

        That is the next unsolved one behind the one solved last, else the first unsolved one.
        """
        states = self.progress.all() if states is None else states
        solved = [slug for slug, state in states.items() if state.passed and slug in course().numbers]
        return _first_behind(solved[-1:], [slug for slug in slugs(lesson) if slug not in solved])

    def unsolved_after(self, exercise: Exercise) -> Exercise | None:
        """The next unsolved exercise behind this one, else the first other one."""
        states = self.progress.all()
        passed = {slug for slug, state in states.items() if state.passed}
        left = [slug for slug in slugs() if slug not in {*passed, exercise.slug}]
        return _first_behind([exercise.slug], left)


def _first_behind(last: list[str], left: list[str]) -> Exercise | None:
    """The first of those left that comes after the last one, or the first of all."""
    order = slugs()
    later = [slug for slug in left if last and order.index(slug) > order.index(last[0])]
    return find((later or left)[0]) if left else None


def unlinked(text: str, there: Container[str]) -> str:
    """The text of a notebook in which links to notebooks that are not there are plain words.

    >>> unlinked("[one](one.ipynb), [two](two.ipynb)", {"one.ipynb"})
    '[one](one.ipynb), two'
    """
    return NOTEBOOK.sub(lambda link: link[0] if link[2] in there else link[1], text)


def _names_before(slug: str) -> list[str]:
    return [name for name, now in course().formerly.items() if now == slug and "_" in name]


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
