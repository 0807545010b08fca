"""Check an exercise: run the learner's code, compare what it gives with what is right, say which mistake it
looks like.

>>> from micrograd_like.learn.lessons import find
>>> check_text(find("0.1"), find("0.1").solution).state
'right'
"""

from __future__ import annotations

import ast
import inspect
import os
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .exercise import Exercise
from .guard import Failure
from .probes import Row
from .running import outcome, program
from .showing import Result

if TYPE_CHECKING:
    from .diagnosis.trials import Changeable


def check_file(exercise: Exercise, path: str | os.PathLike, seconds: float | None = None) -> Result:
    """Check an exercise against a file, with whatever line ends and byte order mark an editor left in it."""
    text = text_of(path)
    if isinstance(text, Failure):
        return Result(exercise, failure=text)
    return check_text(exercise, text, str(path), seconds)


def text_of(path: str | os.PathLike) -> str | Failure:
    """What a file says, or why that cannot be known."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Failure("file", f"{path} is no UTF-8 text (see line {line}); save it as UTF-8")
    except OSError as error:
        return Failure("file", f"{path} cannot be read: {error.strerror or error}")


def check_text(
    exercise: Exercise, text: str, filename: str | None = None, seconds: float | None = None
) -> Result:
    """Check an exercise against the text of a file."""
    filename = filename or f"<your {exercise.id}>"
    load = program(text, filename, f"exercise_{exercise.id.replace('.', '_')}")
    seen = outcome(exercise, load, lambda name: text, seconds)

    def again() -> Changeable | None:
        from .diagnosis.learners_program import program_of

        return program_of(text, filename)

    return answered(exercise, *seen, text=text, program=again)


def check_names(exercise: Exercise, names: Mapping[str, Any], seconds: float | None = None) -> Result:
    """Check an exercise against functions and values that exist already, as in a notebook."""

    def source(name: str) -> str:
        return textwrap.dedent(inspect.getsource(names[name]))

    seen = outcome(exercise, lambda: names, source, seconds)

    def again() -> Changeable | None:
        from .diagnosis.learners_program import program_of_names

        return program_of_names(names, exercise)

    return answered(exercise, *seen, program=again)


def answered(
    exercise: Exercise,
    rows: list[Row],
    failure: Failure | None,
    printed: str,
    *,
    text: str | None = None,
    program: Callable[[], Changeable | None] = lambda: None,
) -> Result:
    """The answer to what a check saw, with its diagnoses, and with what the text of a learner's file adds.

    program: gives the learner's program, where that may be run again with changes.
    """
    result = Result(exercise, rows, failure, printed=printed)
    if text is not None:
        result.untouched = not failure and "..." in text and is_same_program(text, exercise.starter)
        result.todo = todo(text, next((row.name for row in rows if row.waiting), ""))
    if result.state == "wrong":  # a starter waits: there is nothing to explain yet
        from .diagnosis.causes import explained  # 25 files, which a right answer does not wait for

        found = explained(exercise, rows, program())
        result.diagnoses, result.slips, result.left = found.mistakes, found.slips, found.left
    return result


def is_same_program(text: str, other: str) -> bool:
    """Whether two texts differ in blanks and comments only."""
    return ast.dump(ast.parse(text)) == ast.dump(ast.parse(other))


def to_write(path: str | os.PathLike) -> str:
    """What is still to be written in a file: the first `...`, its function, and its line; "" if nothing is.

    Edges: ellipses in subscripts, comparisons and stubs' signatures are not work.
    """
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    for node in ast.parse(text).body:
        name = getattr(node, "name", "") or ast.unparse(getattr(node, "targets", [ast.Name("")])[0])
        if found := [n.lineno for n in _work(node)]:
            more = f"{os.path.basename(path)}, {todo(text, name) or f'line {found[0]}'}"
            return f"{name} is still to be written.\n  {more}"
    return ""


def _work(node: ast.AST) -> Iterator[ast.expr]:
    """The ellipses that stand for work: as a statement, or as a value that is assigned or returned."""
    for part in ast.walk(node):
        value = part.value if isinstance(part, (ast.Expr, ast.Assign, ast.Return)) else None
        if isinstance(value, ast.expr):
            inside = ast.walk(value) if isinstance(part, ast.Assign) else [value]
            yield from (n for n in inside if isinstance(n, ast.Constant) and n.value is ...)


def todo(text: str, name: str = "") -> str:
    """The line that says TODO for this name, with its number.

    It is the next one in a function, the one above a value.
    """
    lines = text.splitlines()
    todos = [n for n, line in enumerate(lines) if "TODO" in line]
    for n, line in enumerate(lines):
        if line.strip().startswith(f"def {name}("):
            todos = [t for t in todos if t > n] or todos
            break
        if line.startswith(f"{name} ="):
            todos = [t for t in todos if t <= n][-1:] or todos
            break
    if not todos:
        return ""
    said = lines[todos[0]].strip()
    place = f"line {todos[0] + 1}"
    return place if said == "# TODO" else f"{place}: {said}"
