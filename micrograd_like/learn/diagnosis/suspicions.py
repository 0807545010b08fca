"""What may be wrong in a learner's function, in tiers: first what is taken for another."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

from .edited_expressions import Ingredients
from .edited_functions import edits_of_functions
from .inserting import around, completed, insertions, methods_in, quantities, replaced, small_parts, wholes_of
from .learners_program import Learner
from .missing_lines import missing_statements
from .renaming import substitutions
from .taken_for import Edit
from .varying import Variant, plain_edits, variants

Tier = Callable[[Learner, ast.stmt], Iterator[Variant]]
SHORT = 13  # characters


def _taken_for_another(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    yield from variants(function, plain_edits, learner.ingredients(function), learner.is_open)


def _of_the_whole(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    yield from edits_of_functions(function, learner.is_open)


def _other_names(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    """A variable in place of an attribute, an entry or a number; a number in place of a quantity."""
    ingredients = learner.ingredients(function)
    names = [ast.Name(name, ast.Load()) for name in ingredients.variables]

    def kind(node: ast.AST, _: Ingredients) -> Iterable[Edit]:
        fixed = isinstance(node, ast.Constant) and type(node.value) in (int, float)
        return replaced(node, names) if fixed or isinstance(node, (ast.Attribute, ast.Subscript)) else ()

    yield from variants(function, kind, ingredients, learner.is_open)
    yield from _at_quantities(learner, function, lambda node: replaced(node, _numbers(learner, function)))


def _missing_names(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    """A factor, a term or a divisor that is a variable or a number; a function around a quantity."""
    ingredients = learner.ingredients(function)
    names = [ast.Name(name, ast.Load()) for name in ingredients.variables]
    parts = [*names, *_numbers(learner, function)]
    ours = learner.ours(getattr(function, "name", ""))
    methods = methods_in(ours) if ours else []

    def kind(node: ast.AST) -> Iterator[Edit]:
        yield from around(node, ingredients.functions, methods)
        yield from insertions(node, parts)

    yield from _at_quantities(learner, function, kind)


def _missing_parts(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    """A short part of the solution that is missing."""
    short = [part for part in _ours(learner, function) if len(ast.unparse(part)) < SHORT]
    yield from _at_quantities(learner, function, lambda node: insertions(node, short))


def _missing_lines(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    if ours := learner.ours(getattr(function, "name", "")):
        yield from missing_statements(function, ours, learner.ingredients(function).told)


def _other_parts(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    """A part of the solution in place of a quantity that is no part of it."""
    its = _ours(learner, function)
    yield from _at_quantities(learner, function, lambda node: replaced(node, its))


def _other_variables(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    """A part of the solution in place of a variable, wherever that stands."""
    numbers = [part for part in _ours(learner, function) if not isinstance(part, ast.Compare)]
    yield from substitutions(function, numbers, learner.is_open)


def _missing_steps(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    """A quantity of the solution of which the learner has a part only."""
    ours = learner.ours(getattr(function, "name", ""))
    wholes = wholes_of(ours) if ours else []
    yield from _at_quantities(learner, function, lambda node: completed(node, wholes))


def _missing_quantities(learner: Learner, function: ast.stmt) -> Iterator[Variant]:
    """A longer part of the solution that is missing, or one of the learner's own."""
    longer = [part for part in _ours(learner, function) if len(ast.unparse(part)) >= SHORT]
    own = small_parts(function, learner.ingredients(function).told)
    yield from _at_quantities(learner, function, lambda node: insertions(node, [*longer, *own]))


TIERS: tuple[Tier, ...] = (
    _taken_for_another, _of_the_whole, _other_names, _other_parts, _missing_names, _missing_parts,
    _missing_lines, _other_variables, _missing_steps, _missing_quantities,
)  # fmt: skip


def _at_quantities(
    learner: Learner, function: ast.stmt, kind: Callable[[ast.AST], Iterator[Edit]]
) -> Iterator[Variant]:
    """Edits of whole quantities only; the last ones first, for what is given back tells most."""
    whole = quantities(function)

    def of_quantities(node: ast.AST, _: Ingredients) -> Iterable[Edit]:
        return kind(node) if node in whole else ()

    ingredients = learner.ingredients(function)
    yield from variants(function, of_quantities, ingredients, learner.is_open, backwards=True)


def _ours(learner: Learner, function: ast.stmt) -> list[ast.expr]:
    """The short parts of the solution's function that this function can be given too."""
    ours = learner.ours(getattr(function, "name", ""))
    return small_parts(ours, learner.ingredients(function).told) if ours else []


def _numbers(learner: Learner, function: ast.stmt) -> list[ast.expr]:
    return [ast.Constant(number) for number in learner.ingredients(function).numbers]
