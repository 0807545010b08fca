"""Small steps on formulas: put something in the place of letters, decide, multiply, differentiate.

>>> show(decided(put(read("where(c == 0, 0, x ** c)"), {"c": ast.Constant(3.0)})))
'x ** 3.0'
>>> show(times(read("where(x <= 0, 0, where(x > 0, 1, nan))"), "g"))
'where(x <= 0, 0, where(x > 0, g, nan * g))'
>>> show(derivative("x * tanh(x)", "x"))
'tanh(x) + x * sech2(x)'
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from ..rules import RULES, formula
from ..rules.row import FLOATS, cache_of_texts

ROWS = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div", ast.Pow: "pow", ast.USub: "neg"}


class NoDerivativeError(ValueError):
    """A formula for whose derivative the table has no formula."""


def read(text: str) -> ast.expr:
    """A formula from its text."""
    return ast.parse(text, mode="eval").body


show = ast.unparse


class _Put(ast.NodeTransformer):
    def __init__(self, trees: Mapping[str, ast.expr]):
        self.trees = trees

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.trees.get(node.id, node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return ast.Call(node.func, [self.visit(x) for x in node.args], [])


def put(tree: ast.expr, trees: Mapping[str, ast.expr]) -> ast.expr:
    """The formula with these others in the place of its letters; the old one stays as it is."""
    return _Put(trees).visit(read(show(tree)))


class _Decide(ast.NodeTransformer):
    """Inside out: arithmetic on numbers is done, and where() with a known condition is its branch."""

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        return node  # its ends stay as they are: what is compared is decided as a whole

    def visit_Call(self, node: ast.Call) -> ast.expr:
        node = ast.Call(node.func, [self.visit(x) for x in node.args], [])
        match node:
            case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
                return (x if number(test) else y) if not formula.names(test) else node
        return self._known(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        return self._known(ast.BinOp(self.visit(node.left), node.op, self.visit(node.right)))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        return self._known(ast.UnaryOp(node.op, self.visit(node.operand)))

    def _known(self, node: ast.expr) -> ast.expr:
        return node if formula.names(node) else ast.Constant(number(node))


def decided(tree: ast.expr) -> ast.expr:
    """The formula with everything computed that no letter is needed for.  The tree given is used up."""
    return _Decide().visit(tree)


def number(tree: ast.expr) -> float:
    """What a formula without letters comes to."""
    return eval(formula.python(tree), FLOATS)  # noqa: S307  our own text, from a checked formula


def is_nothing(tree: ast.expr) -> bool:
    """Whether a partial is a literal 0, which sends nothing; a parameter that is 0.0 is a number."""
    return isinstance(tree, ast.Constant) and type(tree.value) is int and tree.value == 0


def branches(tree: ast.expr) -> Iterator[ast.expr]:
    """What the formula may come to: itself, or the branches of its where()."""
    match tree:
        case ast.Call(func=ast.Name(id="where"), args=[_, x, y]):
            yield from branches(x)
            yield from branches(y)
        case _:
            yield tree


def times(tree: ast.expr, g: str) -> ast.expr:
    """The formula times the letter g, multiplied before a branch is chosen: nothing times inf is nothing."""
    match tree:
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
            return ast.Call(ast.Name("where"), [test, times(x, g), times(y, g)], [])
        case ast.Constant(value=0) if is_nothing(tree):
            return tree
        case ast.Constant(value=1):
            return ast.Name(g)
    return ast.BinOp(tree, ast.Mult(), ast.Name(g))


@cache_of_texts
def written_out(text: str) -> str:
    """The formula of a map with the row that it calls in its own words, where these are one formula.

    >>> written_out("relu(a)"), written_out("sigmoid(a)")
    ('where(a <= 0, 0, a)', 'sigmoid(a)')
    """
    tree = read(text)
    match tree:
        case ast.Call(func=ast.Name(id=name), args=args) if name in RULES and name != "where":
            row = RULES[name]
            calls = name in {f for f, _ in formula.applications(row.value)}
            if not (row.let or row.lists or calls or name == "round"):
                return show(put(row.value, dict(zip(row.order, args, strict=True))))
    return text


# ---- the derivative of a formula, by the rows of what it calls ----


@cache_of_texts
def derivative(text: str, letter: str) -> ast.expr:
    """The derivative of a formula by one of its letters; a literal 0 where it does not depend on it.

    The chain rule over the rows that the formula calls: their partials are taken from the table.  Raises
    NoDerivativeError for a function that is no row of numbers.
    """
    return _slope(read(text), letter)


def _slope(tree: ast.expr, letter: str) -> ast.expr:
    match tree:
        case ast.Name(id=name):
            return ast.Constant(int(name == letter))
        case ast.Constant():
            return ast.Constant(0)
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
            x, y = _slope(x, letter), _slope(y, letter)
            if is_nothing(x) and is_nothing(y):
                return x
            return ast.Call(ast.Name("where"), [test, x, y], [])
        case ast.BinOp(left=x, op=op, right=y):
            return _by_row(ROWS[type(op)], tree, [x, y], letter)
        case ast.UnaryOp(operand=x):
            return _by_row("neg", tree, [x], letter)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _by_row(name, tree, args, letter)
    raise NoDerivativeError(f"{show(tree)!r} has no derivative here")


def _by_row(name: str, z: ast.expr, args: list[ast.expr], letter: str) -> ast.expr:
    """The sum over the operands of a row of its partial times the operand's own derivative."""
    row = RULES.get(name)
    if name == "pow" and not formula.names(args[1]):
        row, args = RULES["powc"], [args[0], args[1]]
    if row is None or row.lists:
        raise NoDerivativeError(f"{show(z)!r} calls {name!r}, which is no row of numbers")
    own = [*row.letters, *row.params] if row.name == "powc" else list(row.order)
    here = {**dict(zip(own, args, strict=False)), "z": z}
    total: ast.expr = ast.Constant(0)
    for operand, partial in zip(row.letters, row.partials, strict=True):
        slope = _slope(here[operand], letter)
        if not is_nothing(slope) and not is_nothing(partial):
            share = _product(decided(put(_inlined(row, partial), here)), slope)
            total = share if is_nothing(total) else ast.BinOp(total, ast.Add(), share)
    return total


def _inlined(row: object, tree: ast.expr) -> ast.expr:
    """A partial with the row's subterms written out in it."""
    for name, term in reversed(row.let.items()):  # type: ignore[attr-defined]
        if name in formula.names(tree):
            tree = put(tree, {name: term})
    return tree


def _product(partial: ast.expr, slope: ast.expr) -> ast.expr:
    if isinstance(slope, ast.Constant) and slope.value == 1:
        return partial
    if isinstance(partial, ast.Constant) and partial.value == 1:
        return slope
    match partial:
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
            return ast.Call(ast.Name("where"), [test, _product(x, slope), _product(y, slope)], [])
    return partial if is_nothing(partial) else ast.BinOp(partial, ast.Mult(), slope)
