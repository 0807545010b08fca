"""Starter and solution in one file: exercise.py taken apart.

The solution stands between ``### BEGIN SOLUTION`` and ``### END SOLUTION``, the marks of nbgrader.  The
starter has ``...`` in its place.  A region of plain assignments leaves its names (``slope = ...``), and a
region of the entries of a dict its keys.  Comments that begin with ``#:`` stand for lines that only the
starter has, such as code to repair; below a region they take the place of the dots, and are indented as far
as its first mark.
"""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass, field
from functools import cache

BEGIN, END, ONLY = "### BEGIN SOLUTION", "### END SOLUTION", "#:"
ASSIGNED = re.compile(r"^ *[\w, ]+ =(?!=)")
ENTRY = re.compile(r"^( *(?:\"[^\"]*\"|'[^']*'|\w+): ).*,$")


class StarterError(ValueError):
    """The marks in an exercise.py contradict each other."""


@dataclass
class Passage:
    """A few lines: what the starter has there, and what the solution has; the same where `shared`."""

    starter: list[str] = field(default_factory=list)
    solution: list[str] = field(default_factory=list)
    shared: bool = False


@cache
def passages(code: str) -> tuple[Passage, ...]:
    """The one text in which starter and solution are written, taken apart."""
    made: list[Passage] = []
    region, indent = False, ""
    for number, line in enumerate(code.strip("\n").splitlines(), 1):
        bare = line.strip()
        if bare in (BEGIN, END):
            if region is (bare == BEGIN):
                raise StarterError(
                    f"line {number} says {bare!r} out of turn; write both marks, in this order"
                )
            region = bare == BEGIN
            if region:
                made.append(Passage())
                indent = line[: len(line) - len(line.lstrip())]
        elif region:
            made[-1].solution.append(line)
        elif bare.startswith(ONLY):
            if not made or made[-1].shared:
                made.append(Passage())
                indent = line.split(ONLY)[0]
            made[-1].starter.append((indent + line.split(ONLY, 1)[1].removeprefix(" ")).rstrip())
        else:
            if not (made and made[-1].shared):
                made.append(Passage(shared=True))
            made[-1].starter.append(line)
    if region:
        raise StarterError(f"{BEGIN!r} has no {END!r}; write it behind the last line of the solution")
    return tuple(map(_completed, made))


def _completed(passage: Passage) -> Passage:
    if passage.shared:
        passage.solution = passage.starter
    elif not passage.starter:
        passage.starter = left_open(passage.solution)
    return passage


def left_open(solution: list[str]) -> list[str]:
    """What stands in the starter for these lines.

    >>> left_open(["a, b = 1, 2", "c = f(a)"]), left_open(["    return a"]), left_open(["'x': 1,"])
    (['a, b = ..., ...', 'c = ...'], ['    ...'], ["'x': ...,"])
    """
    written = [line for line in solution if line.strip()]
    if all(map(ENTRY.match, written)):
        return [ENTRY.sub(r"\1...,", line) for line in written]
    indent = written[0][: len(written[0]) - len(written[0].lstrip())] if written else ""
    names = _assigned("\n".join(solution)) if all(map(ASSIGNED.match, written)) else []
    return [f"{indent}{', '.join(n)} = {', '.join(['...'] * len(n))}" for n in names] or [f"{indent}..."]


def _assigned(text: str) -> list[list[str]]:
    """The names on the left of each statement, if all are plain assignments."""
    try:
        body = ast.parse(textwrap.dedent(text)).body
    except SyntaxError:
        return []
    found = []
    for node in body:
        if not isinstance(node, ast.Assign) or len(node.targets) > 1:
            return []
        parts = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
        if not all(isinstance(part, ast.Name) for part in parts):
            return []
        found.append([part.id for part in parts if isinstance(part, ast.Name)])
    return found


@cache
def split(code: str) -> tuple[str, str]:
    """Starter and solution out of the one text that holds both.

    >>> starter, solution = split('''
    ... def double(x):
    ...     ### BEGIN SOLUTION
    ...     return 2 * x
    ...     ### END SOLUTION
    ... ''')
    >>> print(solution)
    def double(x):
        return 2 * x
    >>> print(starter)
    def double(x):
        ...
    """
    parts = passages(code)
    starter = [line for passage in parts for line in passage.starter]
    solution = [line for passage in parts for line in passage.solution]
    return "\n".join(starter) + "\n", "\n".join(solution) + "\n"
