"""A wrong number that is a number on the way to the right one, or is off by one: as a factor, or as a term.

The solution runs once more, with every part of its expressions noted down.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..exercise import MAIN, Exercise
from ..probes import Row
from ..values import plain
from .edited_expressions import AT_MOST
from .plain_numbers import close, flat
from .slips import Slip, comparable
from .syntax_trees import free_names, named_parts, names_in, parameters_of
from .trials import Changeable, Counting, Key, passes

NOTE = "_note"
NOTED = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Attribute, ast.Subscript, ast.Name)
FEWEST = 3  # numbers that a relation has to fit
Notes = dict[str, list[float]]
RELATIONS: dict[str, Callable[[float, float, float], bool]] = {
    "gives `{}`, which is a step on the way to the right number": lambda g, r, q: close(g, q),
    "is right but for a factor: it lacks `{}`": lambda g, r, q: close(g * q, r),
    "is right but for a factor: it has `{}` once too often": lambda g, r, q: close(g, r * q),
    "gives minus `{}`, which is a step on the way to the right number": lambda g, r, q: close(-g, q),
    "lacks a term, `{}`": lambda g, r, q: close(g + q, r),
    "has a term too much, `{}`": lambda g, r, q: close(g - q, r),
}


def steps_told(exercise: Exercise, mine: Mapping[Key, Row], rest: Iterable[Key]) -> Iterator[Slip]:
    """For each function, one relation between the numbers of its wrong rows and a number of the solution."""
    owners: dict[str, list[Key]] = {}
    for key in rest:
        if comparable(mine[key]) and not mine[key].secret:
            owners.setdefault(mine[key].name, []).append(key)
    notes = notes_by_row(exercise) if owners else {}
    parts = named_parts(ast.parse(exercise.solution).body)
    for name, keys in owners.items():
        rows = [(mine[key], notes.get(key, {})) for key in keys]
        if said := _relation(rows, parameters_of(parts[name]) if name in parts else []):
            yield Slip(f"`{name}` {said}.", tuple(mine[key] for key in keys))


def _relation(rows: list[tuple[Row, Notes]], parameters: list[str]) -> str:
    """What is true of all numbers of all these rows; the shortest part of the solution first."""
    texts = set.intersection(*(set(notes) for _, notes in rows))
    for text in sorted(texts, key=lambda text: (len(text), text)):
        triples = [triple for row, notes in rows for triple in _triples(row, notes[text])]
        if len(triples) < FEWEST or len({q for _, _, q in triples}) < 2:
            continue
        for words, holds in RELATIONS.items():
            given = words.startswith("gives") and text in parameters
            if not given and all(holds(*triple) for triple in triples):
                return words.format(text)
    return ""


def _triples(row: Row, noted: list[float]) -> list[tuple[float, float, float]]:
    """Yours, right, and the number of the solution; no triples match where the shapes differ."""
    got, right = flat(row.got), flat(row.right)
    if got is None or right is None or len(got) != len(right) or len(noted) not in (1, len(got)):
        return [(0.0, 1.0, 2.0)]
    numbers = noted if len(noted) == len(got) else noted * len(got)
    return list(zip(got, right, numbers, strict=True))


# ---- the solution, noted down


def notes_by_row(exercise: Exercise) -> dict[Key, Notes]:
    """For each row of the check the numbers that the solution had on the way there, by their text."""
    tree = ast.parse(exercise.solution.partition(MAIN)[0])
    told = names_in(ast.parse(exercise.starter)) | set(vars(builtins))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    noting = Noting(told - functions)
    tree = noting.visit(tree)
    found: dict[Key, Notes] = {}
    current: Notes = {}
    count = Counting()

    def notice(row: Row) -> None:
        nonlocal current
        if noting.notes:
            current, noting.notes = noting.notes, {}
        found[count(row)] = current

    program = Changeable(tree.body, {"__name__": "exercise", NOTE: noting.note})
    passes(exercise, program.changed(0), notice)
    return found


class Noting(ast.NodeTransformer):
    """Wraps the parts of expressions, so that their numbers are noted down."""

    def __init__(self, told: set[str]):
        self.told, self.notes = told, {}

    def note(self, text: str, value: Any) -> Any:
        if isinstance(value, (int, float)) or hasattr(value, "data"):
            number = plain(value)
            if type(number) in (int, float):
                self.notes.setdefault(text, []).append(float(number))
        return value

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.body = [self.visit(part) for part in node.body]
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        text = ast.unparse(node) if isinstance(node, NOTED) else ""
        wanted = 0 < len(text) < AT_MOST and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        wanted = wanted and free_names(node) <= self.told
        node = super().generic_visit(node)
        if not wanted or not isinstance(node, ast.expr):
            return node
        return ast.Call(ast.Name(NOTE, ast.Load()), [ast.Constant(text), node], [])
