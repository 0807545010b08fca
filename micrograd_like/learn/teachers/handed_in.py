"""Which of a learner's files is for which exercise, whatever it is called and wherever it lies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ..exercise import Exercise, filename
from ..lessons import course, exercises, former_slug, ids, lessons

LARGE = 1_000_000  # bytes of a file; nobody writes so much by hand
HEADING = re.compile(r"""\s*(?:\#.*\n\s*)*[rR]?(?:'''|\"{3})\s*(?P<number>\d+\.\d+)\s+(?P<title>[^\n]+)""")
BEGINNING = 2000  # bytes of a file in which its heading stands
CHECKED = re.compile(r"""check\(\s*["']([\w.]+)["']\s*\)\s*$""")  # the cell behind the code of an exercise


def submissions(folder: Path) -> dict[str, Path]:
    """Each learner's folder by name; a folder that holds exercise files itself is one submission."""
    if not folder.is_dir():
        raise ValueError(f"there is no folder {str(folder)!r}; give one that holds a folder for each learner")
    own = {chapter.folder for chapter in lessons()}
    inside = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    if any(p.name in own or former_slug(p.name) in course().numbers for p in inside):
        return {_name(folder.resolve()): folder}
    found = {_name(p): p for p in inside if p.is_dir()}
    if not found:
        raise ValueError(f"{str(folder)!r} holds no folders; give one that holds a folder for each learner")
    return found


def loose(folder: Path) -> list[str]:
    """Files that lie beside the learners' folders, and so belong to nobody."""
    inside = sorted(folder.iterdir()) if len(submissions(folder)) > 1 else []
    return [_name(p) for p in inside if p.is_file() and not p.name.startswith(".")]


def _name(folder: Path) -> str:
    """A folder's name as text that every file can hold; names on disk need not be text."""
    return folder.name.encode("utf-8", "backslashreplace").decode()


class Files:
    """The files of one learner, by exercise.

    A file belongs to the exercise whose slug its name holds; a renamed one to the exercise of its heading.
    Where there is no file, the cell of a notebook counts that stands above the cell with the check.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.named: dict[str, list[Path]] = {}
        self.headed: dict[str, list[Path]] = {}
        for path in _programs(folder):
            slug = former_slug(path.name)
            if slug in course().numbers:
                self.named.setdefault(slug, []).append(path)
            elif slug := slug_in(path):
                self.headed.setdefault(slug, []).append(path)
        self.cells = {slug: (path, code) for path in _files(folder, ".ipynb") for slug, code in cells(path)}

    def of(self, exercise: Exercise) -> list[Path]:
        """The files for an exercise; the first is the one to mark."""
        named = self.named.get(exercise.slug, [])
        own = [*named, *self.headed.get(exercise.slug, [])]
        return sorted(own, key=lambda p: (p.name != filename(exercise), p not in named, len(p.parts), p))

    def remark(self, exercise: Exercise) -> str:
        """What a teacher should know of the choice of a file; "" if it was plain."""
        first, *others = self.of(exercise)
        path = first.relative_to(self.folder)
        if others:
            return f"stands in {len(others) + 1} files, of which {path} was marked"
        return f"found by its heading in {path}" if former_slug(path.name) != exercise.slug else ""

    def other(self) -> str:
        """What else was handed in, which nobody marks; "" if there is nothing."""
        known = {path for path, _ in self.cells.values()} | {*_programs(self.folder)}
        names = [p.name for p in sorted(_files(self.folder, "")) if p not in known and p.name[:1] != "."]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return f"missing; left aside: {', '.join(names[:3])}{more}" if names else ""


def _programs(folder: Path) -> Iterable[Path]:
    return _files(folder, ".py")


def _files(folder: Path, ending: str) -> Iterable[Path]:
    named = (p for p in folder.rglob("*") if not ending or p.suffix.lower() == ending)
    return (p for p in named if p.is_file() and not p.is_symlink())


def cells(path: Path) -> Iterator[tuple[str, str]]:
    """The exercises of a notebook, by slug, and the code of each; nothing of what is no notebook."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["cells"] if path.stat().st_size < LARGE else []
        code = ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError):
        return
    for own, below in pairwise(code):
        if asked := CHECKED.match(below.strip()):
            slug = course().slugs.get(asked[1], asked[1])
            if slug in course().numbers:
                yield slug, own


def slug_in(path: Path) -> str:
    """The slug of the exercise that a file's heading names, by its title, else by its number; "" if none."""
    try:
        with open(path, "rb") as file:
            text = file.read(BEGINNING).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
    found = HEADING.match(text)
    if not found:
        return ""
    number = found["number"] if found["number"] in ids() else ""
    return _titles().get(found["title"].strip(), "") or course().slugs.get(number, "")


def _titles() -> dict[str, str]:
    return _titles_of(course().home)


@lru_cache(maxsize=4)
def _titles_of(_: Path) -> dict[str, str]:
    return {exercise.title: exercise.slug for exercise in exercises()}
