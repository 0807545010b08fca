"""What a learner may have done with a line: left it out, put it into a loop or behind it, = for +=."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from .edited_expressions import TURN, Ingredients
from .syntax_trees import names_in
from .taken_for import SIGNS, TAKEN_FOR, Edit, added, exchanged, lacking, turned


def edits_of_statements(node: ast.stmt, ingredients: Ingredients) -> Iterator[Edit]:
    """A line left out; += for =, and the other way round; its results or its cases exchanged."""
    match node:
        case ast.Expr(value=ast.Call(func=called)):
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield Edit(ast.Pass(), f"`{name}` is never called", f"`{name}` is called, and should not be")
        case ast.AugAssign(target=target, op=op, value=value):
            sign = SIGNS[type(op)]
            yield Edit(ast.Pass(), "a line is missing", "this line is too much")
            yield exchanged(ast.Assign([target], value), "=", f"{sign}=")
            for other in TAKEN_FOR.get(type(op), ()):
                yield exchanged(ast.AugAssign(target, other(), value), f"{SIGNS[other]}=", f"{sign}=")
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript() | ast.Name() as target], value=value):
            if not isinstance(target, ast.Name):
                text = ast.unparse(target)
                if names_in(target) <= ingredients.told:
                    yield Edit(ast.Pass(), f"`{text}` is never set", f"`{text}` is set, and should not be")
            yield exchanged(ast.AugAssign(target, ast.Add(), value), "+=", "=")
        case ast.If(test=test, body=body, orelse=[_, *_] as orelse):
            yield turned(ast.If(test, orelse, body), f"the two cases of an `if` {TURN}")
        case ast.If(test=test, body=body, orelse=[]):
            yield lacking(ast.If(ast.Constant(True), body, []), "a condition")
            yield added(ast.If(ast.UnaryOp(ast.Not(), test), body, []), "a `not`")
        case ast.Break() | ast.Continue():
            word = "break" if isinstance(node, ast.Break) else "continue"
            yield lacking(ast.Pass(), f"a `{word}`")
        case ast.For(target=target, iter=rows, body=body) if not is_reversed(rows):
            listed = ast.Call(ast.Name("list", ast.Load()), [rows], [])
            backwards = ast.Call(ast.Name("reversed", ast.Load()), [listed], [])
            new = ast.For(target, backwards, body, [])
            yield Edit(new, "a loop runs backwards", "a loop runs forwards that should run backwards")


def is_reversed(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("reversed", "range")


def edits_of_blocks(block: list[ast.stmt]) -> Iterator[tuple[list[ast.stmt], Edit]]:
    """A block with two lines exchanged, or a line moved into the loop before it or out of it."""
    for k, (one, other) in enumerate(itertools.pairwise(block)):
        if not isinstance(other, ast.Return) and not isinstance(
            one, (ast.FunctionDef, ast.Import, ast.ImportFrom)
        ):
            yield _put(block, k, 2, [other, one]), turned(one, "two lines stand in the wrong order")
        if isinstance(one, (ast.For, ast.While)):
            inside = _with_body(one, [*one.body, other])
            yield _put(block, k, 2, [inside]), Edit(other, IN_LOOP, BEHIND_LOOP)
        if isinstance(other, (ast.For, ast.While)) and not isinstance(one, (ast.FunctionDef, ast.ImportFrom)):
            inside = _with_body(other, [one, *other.body])
            yield _put(block, k, 2, [inside]), Edit(one, BEGINS_LOOP, BEFORE_LOOP)
    for k, loop in enumerate(block):
        if isinstance(loop, (ast.For, ast.While)) and len(loop.body) > 1:
            first, last = loop.body[0], loop.body[-1]
            yield (
                _put(block, k, 1, [_with_body(loop, loop.body[:-1]), last]),
                Edit(last, BEHIND_LOOP, IN_LOOP),
            )
            yield (
                _put(block, k, 1, [first, _with_body(loop, loop.body[1:])]),
                Edit(first, BEFORE_LOOP, BEGINS_LOOP),
            )


IN_LOOP = "it stands in the loop, and should stand behind it"
BEHIND_LOOP = "it stands behind the loop, and should stand in it"
BEGINS_LOOP = "it stands in the loop, and is done anew each time; it should stand before it"
BEFORE_LOOP = "it stands before the loop, and should be done anew each time in it"


def _with_body(loop: ast.For | ast.While, body: list[ast.stmt]) -> ast.stmt:
    if isinstance(loop, ast.For):
        return ast.For(loop.target, loop.iter, body, loop.orelse, lineno=loop.lineno)
    return ast.While(loop.test, body, loop.orelse, lineno=loop.lineno)


def _put(block: list[ast.stmt], at: int, count: int, new: list[ast.stmt]) -> list[ast.stmt]:
    return [*block[:at], *new, *block[at + count :]]
