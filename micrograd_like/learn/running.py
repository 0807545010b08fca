"""Run code against the check of an exercise: a learner's text or names, a solution or a mistake of ours."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from .exercise import Exercise
from .guard import Failure, within
from .probes import Row, You

NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Load = Callable[[], Mapping[str, Any]]  # runs the code and gives its names


def program(text: str, filename: str, name: str) -> Load:
    """A text as a function that runs it and gives its names; tracebacks will show its lines."""
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    names: dict[str, Any] = {"__name__": name, "__file__": filename}

    def load() -> dict[str, Any]:
        exec(compile(text, filename, "exec", dont_inherit=True), names)  # noqa: S102  running it is the point
        return names

    return load


def outcome(
    exercise: Exercise, load: Load, source: Callable[[str], str], seconds: float | None = None
) -> tuple[list[Row], Failure | None, str]:
    """What the check saw, what stopped it, and what was printed.

    source(name): the text in which a name is written, as far as that can be had.
    """
    you = You({}, exercise.slug)

    def work() -> None:
        you._names = load()
        exercise.check(you)

    failure, printed = within(seconds or exercise.seconds, work)
    return [silence_told(row, source) for row in you.rows], failure, printed


def rows_of(exercise: Exercise, code: str, name: str = "ours") -> list[Row]:
    """What the check sees in a text of ours."""
    load = program(code, f"<{exercise.id} {name}>", "exercise")
    rows, failure, _ = outcome(exercise, load, lambda name: code)
    if failure:
        rows.append(Row("it runs", failure, True, False))
    return rows


def silence_told(row: Row, source: Callable[[str], str]) -> Row:
    """None from a function that is written, with no `...` left in it, is a failure, not waiting work."""
    if row.ok or row.got is not None or not is_written(row.name, source):
        return row
    said = f"None came where a result should be: does `{row.name}` hand it over with `return`?"
    return replace(row, got=Failure("nothing", f"{said}  (print() only shows it.)"))


def is_written(name: str, source: Callable[[str], str]) -> bool:
    """Whether there is a function or class of this name without a `...` in it."""
    try:
        return name in written(source(name))
    except (OSError, TypeError, KeyError, SyntaxError):
        return False


@lru_cache(maxsize=64)  # asked anew for each row
def written(text: str) -> set[str]:
    """The names of the functions and classes in a text without a `...` in them."""
    nodes = ast.walk(ast.parse(text))
    named = [(node.name, node) for node in nodes if isinstance(node, NAMED)]
    open_ones = {name for name, node in named if any(_is_dots(part) for part in ast.walk(node))}
    return {name for name, _ in named} - open_ones


def _is_dots(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
