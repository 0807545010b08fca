"""What a learner has written and goes on using: a solved exercise, kept as a file of its own.

An exercise whose notes.toml says ``keeps = "my_engine.py"`` is kept under that name in the learner's folder
as soon as it passes its check.  The file runs by itself, on the standard library alone.  Later exercises ask
for it with ``my_engine()``; where it is missing or wrong, the course's own solution takes its place, and a
sentence says so.
"""

from __future__ import annotations

import ast
import contextlib
import linecache
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from ..files import write_whole
from .exercise import Exercise
from .lessons import find
from .probes import You
from .progress import NAME
from .running import program
from .wording import pair

FOLDER = "micrograd_lessons"  # made under the current folder, unless that is a workbook already
TYPED = ("<stdin>", "<string>")  # what Python calls a program that is typed or piped in, and has no file
ASKING = re.compile(r"^ *(?:from micrograd_like\.learn import still_to_write|still_to_write\().*\n+", re.M)


def keep(exercise: Exercise, text: str, folder: Path) -> str:
    """Write a solved exercise as the file it keeps; gives what to tell the learner if that cannot be.

    A file that differs is moved aside first, so that nothing a learner has added to it is lost.
    """
    path, text = folder / exercise.keeps, ASKING.sub("", text)
    if others := sorted(imported(text) - sys.stdlib_module_names):
        said = f"{exercise.keeps} is not kept: it imports {others[0]}"
        return f"{said}, and it is to run by itself, on the standard library alone"
    try:
        if path.exists() and path.read_text(encoding="utf-8") != text:
            number = 1
            while (aside := path.with_name(f"{path.name}.{number}.bak")).exists():
                number += 1
            path.rename(aside)
        write_whole(path, text)
    except OSError as error:
        return f"{path} is not kept: it cannot be written ({error.strerror or error})"
    return ""


def keep_names(exercise: Exercise, names: Mapping[str, Any], folder: Path) -> str:
    """The same for what was written in a notebook: the cell in which the exercise's class or function stands.

    The cell must be the whole program; one that leans on other cells is not kept.
    """
    wanted = [
        n.name for n in ast.parse(exercise.solution).body if isinstance(n, (ast.ClassDef, ast.FunctionDef))
    ]
    text = cell_of(names.get(wanted[0]))
    lost = f"{exercise.keeps} is not kept: write everything that {exercise.id} asks for in one cell"
    if not text:
        return lost
    try:
        made = program(text, f"<{exercise.keeps}>", exercise.slug)()
    except Exception as error:
        return f"{lost}; run by itself, it ends in {type(error).__name__}: {error}"
    wrong = fault(exercise, made)
    return f"{lost}; run by itself, {wrong}" if wrong else keep(exercise, text, folder)


def cell_of(thing: Any) -> str:
    """The text of the file or cell in which a class or a function was written, "" if that is not known."""
    inside = vars(thing).values() if isinstance(thing, type) else [thing]
    codes = [f.__code__ for f in inside if hasattr(f, "__code__")]
    return "".join(linecache.getlines(codes[0].co_filename)) if codes else ""


def kept(slug: str, asker: str = "") -> ModuleType:
    """What the learner has kept of this exercise, as a module; the course's solution where there is none.

    asker: the file that asks; the learner's folder is the one above it, the current one, or the workbook.
    """
    if (given := sys.modules.get(f"{__package__}.given_{slug}")) is not None:  # while code is marked
        return given
    exercise = find(slug)
    asker = "" if asker in TYPED else asker
    if asker.startswith("<"):  # a text of the course's own
        return ours(exercise)
    for path in (folder / exercise.keeps for folder in folders(asker)):
        with contextlib.suppress(OSError):  # a folder that may not be looked into
            if path.is_file():
                return _read(exercise, path)
    print(
        f"There is no {exercise.keeps} in your folder yet; exercise {exercise.id} makes it. "
        "Until then the course's own takes its place."
    )
    return ours(exercise)


def folders(asker: str = "") -> list[Path]:
    """Where a kept file may lie, the likeliest first."""
    above = [Path(asker).resolve().parent.parent, Path(asker).resolve().parent] if asker else []
    return [*above, Path.cwd(), find_folder()]


def _read(exercise: Exercise, path: Path) -> ModuleType:
    """The learner's file as a module, if it does what its exercise asks."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        names = program(text, str(path), exercise.slug)()
        wrong = fault(exercise, names)
    except Exception as error:
        wrong = f"it ends in {type(error).__name__}: {error}"
    if wrong:
        print(
            f"{path} cannot be used: {wrong}. Mend it, or check {exercise.id} again, which writes it anew; "
            "until then the course's own takes its place."
        )
        return ours(exercise)
    return as_module(exercise, names)


@cache
def ours(exercise: Exercise) -> ModuleType:
    """The course's solution as a module."""
    return as_module(exercise, program(exercise.solution, f"<{exercise.slug}>", exercise.slug)())


def as_module(exercise: Exercise, names: Mapping[str, Any]) -> ModuleType:
    made = ModuleType(exercise.keeps.removesuffix(".py"))
    made.__dict__.update(names)
    return made


def fault(exercise: Exercise, names: Mapping[str, Any]) -> str:
    """The first thing that is wrong with what was written for an exercise, as a clause; "" if nothing is."""
    you = You(names, exercise.slug)
    exercise.check(you)
    for row in you.rows:
        if not row.ok:
            mine, right = pair(row)
            return f"{row.label} gives {mine}, right is {right}"
    return ""


def imported(text: str) -> set[str]:
    """The modules that a text imports, by their first names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else (node.module or "").partition(".")[0])
    return found


def find_folder() -> Path:
    """The workbook we stand in, or else the one in the current folder, whether it exists or not."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / NAME).exists():
            return folder
    return Path(FOLDER)
