"""Wrong answers that learners really hand in, a file each: mistakes/NAME.py beside the exercise.

Its first comment is the diagnosis; it completes the sentence "Your code behaves like one that ...".  Below it
stand whole functions.  They take the place of those of the same name in the solution; of a class, only the
methods that stand there are replaced.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Edit = tuple[int, int, list[str]]  # lines from and to, counted from 0, and what stands there instead


class MistakeError(ValueError):
    """A file of a mistake contradicts the form it is written in."""


@dataclass(frozen=True)
class Mistake:
    """A wrong solution, and what to say to it."""

    name: str
    because: str
    text: str

    def code(self, solution: str) -> str:
        """The solution with the mistake put in.

        >>> print(Mistake("squares", "squares its number", "def f(x):\\n    return x * x\\n").code(
        ...     "def f(x):\\n    return 2 * x\\n\\n\\nanswer = f(3)\\n"))
        def f(x):
            return x * x
        <BLANKLINE>
        <BLANKLINE>
        answer = f(3)
        """
        old, new = solution.splitlines(), self.text.splitlines()
        there, mistake = ast.parse(solution), ast.parse(self.text)
        edits = list(_edits(there, mistake, new))
        if not {name for n in there.body for name in bound(n)} & {
            name for n in mistake.body for name in bound(n)
        }:
            raise MistakeError(f"mistake {self.name!r} replaces nothing of the solution; is a name misspelt?")
        for first, last, lines in sorted(edits, key=lambda edit: edit[0], reverse=True):
            old[first:last] = lines
        return "\n".join(old) + "\n"


def _edits(solution: ast.Module, mistake: ast.Module, new: list[str]) -> Iterator[Edit]:
    """Which lines of the solution change, and to what; what it has no name for goes on top."""
    there = {name: node for node in solution.body for name in bound(node)}
    imported = {name for node in solution.body for name in _imported(node)}
    more: list[str] = []
    for node in mistake.body:
        old = next((there[name] for name in bound(node) if name in there), None)
        lines = new[_first(node) : node.end_lineno]
        if isinstance(node, ast.ClassDef) and isinstance(old, ast.ClassDef):
            yield from _methods(old, node, new)
        elif old is not None:
            yield _first(old), old.end_lineno or 0, lines
        elif not (names := _imported(node)) or not names <= imported:
            more += lines if names else ["", *lines, ""]
    if more:
        top = next((_first(n) for n in solution.body if bound(n)), 0)
        yield top, top, more


def _methods(old: ast.ClassDef, node: ast.ClassDef, new: list[str]) -> Iterator[Edit]:
    there = {name: part for part in old.body for name in bound(part)}
    for part in node.body:
        if names := [name for name in bound(part) if name in there]:
            yield (
                _first(there[names[0]]),
                there[names[0]].end_lineno or 0,
                new[_first(part) : part.end_lineno],
            )
        elif bound(part):
            end = old.end_lineno or 0
            yield end, end, ["", *new[_first(part) : part.end_lineno]]


def bound(node: ast.stmt) -> list[str]:
    """The names that a statement defines."""
    if isinstance(node, Named):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    parts = [part for target in targets for part in getattr(target, "elts", [target])]
    return [part.id for part in parts if isinstance(part, ast.Name)]


def _imported(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name for alias in node.names}
    return set()


def _first(node: ast.stmt) -> int:
    """The line above which nothing belongs to the statement, counted from 0."""
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(d.lineno for d in decorators)]) - 1


def read_mistakes(folder: Path) -> tuple[Mistake, ...]:
    """The mistakes in a folder, by name."""
    return tuple(map(read_mistake, sorted(folder.glob("*.py"))))


def read_mistake(path: Path) -> Mistake:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    said = next((k for k, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if not said:
        raise MistakeError(f"{path} begins with {lines[:1]}; begin with a comment that says what is wrong")
    because = " ".join(line.lstrip("#").strip() for line in lines[:said])
    return Mistake(path.stem.replace("_", "-"), because, "\n".join(lines[said:]).strip("\n") + "\n")
