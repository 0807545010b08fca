"""A learner's program as it may be changed: which lines are the learner's own, and what they may use."""

from __future__ import annotations

import ast
import inspect
import textwrap
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..exercise import Exercise
from ..probes import Row
from .edited_expressions import Ingredients
from .syntax_trees import named_parts, names_in, variables_of, written
from .trials import Changeable, Key

PATIENCE = 1.4  # seconds of the processor, for all trials together
WAIT = 5.0  # seconds, if a program sleeps or waits
MODULES = ("math", "itertools", "functools", "collections")
USUAL = ("abs", "sum", "len", "list", "max", "min")


@dataclass
class Learner:
    """A learner's program, the rows that it gave, and until when to look for what is wrong in it."""

    exercise: Exercise
    program: Changeable
    rows: Mapping[Key, Row]
    deadline: float = field(init=False)
    lines: dict[int, str] = field(init=False, repr=False)  # how the statements are written, by number

    def __post_init__(self) -> None:
        self.deadline, self._end = time.process_time() + PATIENCE, time.monotonic() + WAIT
        starter, solution = (ast.parse(text) for text in (self.exercise.starter, self.exercise.solution))
        self._starter = statements_of(starter) & statements_of(solution)  # others are there to be repaired
        self._seen = names_in(starter)
        self._ours = named_parts(solution.body)
        self._own: set[int] = set()
        self.lines = {
            node.lineno: written(node)
            for statement in reversed(self.program.body)
            for node in reversed([*ast.walk(statement)])
            if isinstance(node, ast.stmt)
        }

    @property
    def late(self) -> bool:
        return time.process_time() > self.deadline or time.monotonic() > self._end

    @property
    def parts(self) -> dict[str, ast.stmt]:
        """The functions and classes of the program, by name."""
        return named_parts(self.program.body)

    def place_of(self, name: str) -> int:
        """Where a function stands; of two of this name it is the last."""
        return max(k for k, node in enumerate(self.program.body) if getattr(node, "name", "") == name)

    def method_at(self, name: str, line: int) -> str:
        """The name with that of the method in which a line stands, if it is that of a class."""
        for node in (
            getattr(self.parts[name], "body", ()) if isinstance(self.parts[name], ast.ClassDef) else ()
        ):
            if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0):
                return f"{name}.{node.name}"
        return name

    def ours(self, name: str) -> ast.stmt | None:
        """The function of this name in the solution."""
        return self._ours.get(name)

    def reached(self, name: str) -> list[str]:
        """The functions of the program that this one uses, and those that they use; itself first."""
        parts, found = self.parts, [name]
        for one in found:
            found += sorted((names_in(parts[one]) & parts.keys()) - {*found})
        return found

    def uses_first(self) -> list[str]:
        """The functions of the program, each behind those that it uses, as far as that can be."""
        order: list[str] = []
        for name in self.parts:
            order += [other for other in reversed(self.reached(name)) if other not in order]
        return order

    def take_ours(self, name: str) -> None:
        """Put the function of the solution in place of the learner's."""
        if ours := self.ours(name):
            at = self.place_of(name)
            self.program.body[at] = ours
            self.program.keep(at)

    def open_up(self, function: ast.stmt) -> None:
        """From now on, those nodes of a function are open whose statements the starter does not have."""
        self._own = set()
        self._note(function, ast.dump(function) not in self._starter)

    def is_open(self, node: ast.AST) -> bool:
        return id(node) in self._own

    def _note(self, node: ast.AST, own: bool) -> None:
        for part in ast.iter_child_nodes(node):
            its = ast.dump(part) not in self._starter if isinstance(part, ast.stmt) else own
            if its:
                self._own.add(id(part))
            self._note(part, its)

    def ingredients(self, function: ast.stmt) -> Ingredients:
        """What a function may use: its variables, the program's functions, the solution's numbers."""
        name = getattr(function, "name", "")
        numbers = {2, 0.5}
        for node in ast.walk(self.ours(name) or function):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                numbers.add(node.value)
        functions = [other for other in self.parts if other != name and other[:1].islower()]
        for statement in self.program.body:
            if isinstance(statement, ast.ImportFrom) and statement.module in MODULES:
                functions += [part.asname or part.name for part in statement.names]
        variables = variables_of(function)
        told = {*names_in(function), *self._seen, *USUAL, *functions}
        return Ingredients(variables, told, [*functions, *USUAL[:4]], sorted(numbers))


def statements_of(tree: ast.AST) -> set[str]:
    """All statements, simple and compound, in a form in which they can be compared."""
    return {ast.dump(node) for node in ast.walk(tree) if isinstance(node, ast.stmt)}


def program_of(text: str, filename: str) -> Changeable | None:
    """A learner's text as a program; None if it is no Python."""
    try:
        return Changeable(ast.parse(text).body, {"__name__": "exercise", "__file__": filename})
    except SyntaxError:
        return None


def program_of_names(names: Mapping[str, Any], exercise: Exercise) -> Changeable:
    """Functions that exist already, as in a notebook, written down again above all other names."""
    body: list[ast.stmt] = []
    for name in named_parts(ast.parse(exercise.solution).body):
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(names[name])))
            ast.increment_lineno(tree, 1000 * len(body))  # each line has a number of its own
            body += tree.body
        except (OSError, TypeError, KeyError, SyntaxError):
            continue
    return Changeable(body, names, from_file=False)
