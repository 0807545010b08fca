"""A function with one thing changed, in one place after the other, and alike in all places."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .edited_calls import edits_of_calls
from .edited_expressions import Ingredients, edits
from .edited_statements import edits_of_statements
from .syntax_trees import Spot, line_of, places
from .taken_for import Edit

Kind = Callable[[ast.AST, Ingredients], Iterable[Edit]]
Open = Callable[[ast.AST], bool]


@dataclass(frozen=True)
class Variant:
    """What is different, and in which line."""

    edit: Edit
    line: int
    times: str = ""


Whole = Iterator[Variant]  # while one is looked at, the function is changed


def plain_edits(node: ast.AST, ingredients: Ingredients) -> Iterator[Edit]:
    """One thing taken for another, exchanged or left out."""
    yield from edits(node, ingredients)
    if isinstance(node, ast.Call):
        yield from edits_of_calls(node)
    if isinstance(node, ast.stmt):
        yield from edits_of_statements(node, ingredients)


def variants(
    function: ast.stmt, kind: Kind, ingredients: Ingredients, is_open: Open, backwards: bool = False
) -> Iterator[Variant]:
    """Each variant of a function; as long as one is looked at, the function is changed.

    Only open nodes are changed; what can be changed alike in several places, also in all.  Backwards: the
    last places first.
    """
    found = [place for place in places(function) if is_open(place.node)]
    if backwards:
        found.reverse()
    seen: dict[str, list[Spot]] = {}
    for place in found:
        line = line_of(place.statement)
        for edit in kind(place.node, ingredients):
            place.put(edit.new)
            seen.setdefault(edit.as_mistake, []).append(place)
            yield Variant(edit, line)
        place.put(place.node)
    for said, alike in seen.items():
        if len(alike) > 1:
            yield from _everywhere(said, alike[::-1] if backwards else alike, kind, ingredients)


def _everywhere(said: str, alike: list[Spot], kind: Kind, ingredients: Ingredients) -> Iterator[Variant]:
    """The same change in all of its places, the inner ones first."""
    made = None
    line = line_of(alike[0].statement)
    for place in reversed(alike):
        made = next((edit for edit in kind(place.node, ingredients) if edit.as_mistake == said), made)
        if made:
            place.put(made.new)
    if made and len(alike) > 1:
        yield Variant(made, line, ", each time")
    for place in alike:
        place.put(place.node)
