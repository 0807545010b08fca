"""A function with something else in place of its variables, while that is looked at."""

from __future__ import annotations

import ast
import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator

from .edited_expressions import TURN
from .syntax_trees import line_of, parameters_of, places, variables_of
from .taken_for import Edit, turned
from .varying import Open, Variant, Whole


@contextlib.contextmanager
def renamed(
    function: ast.stmt,
    instead: Callable[[str], ast.expr],
    names: Iterable[str],
    is_open: Open = lambda _: True,
) -> Iterator[bool]:
    """A function with something else wherever one of these names is read; gives whether one is."""
    found = [
        place
        for place in places(function)
        if isinstance(place.node, ast.Name) and isinstance(place.node.ctx, ast.Load) and is_open(place.node)
    ]
    own = [place for place in found if place.node.id in names]  # type: ignore[attr-defined]
    for place in own:
        place.put(instead(place.node.id))  # type: ignore[attr-defined]
    try:
        yield bool(own)
    finally:
        for place in own:
            place.put(place.node)


def parameters_exchanged(function: ast.stmt) -> Whole:
    """Two parameters, each of them wherever the other one is read."""
    for one, other in itertools.combinations(sorted(parameters_of(function)), 2):
        names = {one: other, other: one}
        with renamed(function, lambda name, names=names: ast.Name(names[name], ast.Load()), names):
            yield Variant(turned(function, f"`{one}` and `{other}` {TURN}"), line_of(function))


def substitutions(function: ast.stmt, parts: list[ast.expr], is_open: Open) -> Whole:
    """A part of the solution wherever the learner has a variable."""
    line = line_of(function)
    for name in variables_of(function):
        for part in parts:
            with renamed(function, lambda _, part=part: part, [name], is_open) as some:
                if some:
                    text = ast.unparse(part)
                    said = (
                        f"`{text}` in place of `{name}`, each time",
                        f"`{name}` in place of `{text}`, each time",
                    )
                    yield Variant(Edit(function, *said), line)


def collapsed(function: ast.stmt, is_open: Open) -> Whole:
    """One parameter in place of some other variables: their steps begin at the same number."""
    own = parameters_of(function)
    read = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and is_open(n)}
    names = [name for name in variables_of(function) if name in read and name not in own][:FEW]
    for name in own:
        for few in itertools.chain.from_iterable(
            itertools.combinations(names, k) for k in range(2, len(names) + 1)
        ):
            with renamed(function, lambda _, name=name: ast.Name(name, ast.Load()), few, is_open):
                said = f"`{name}` in place of {' and '.join(f'`{one}`' for one in few)}"
                yield Variant(Edit(function, said, ""), line_of(function))


FEW = 4  # variables that are taken for another one at the same time
