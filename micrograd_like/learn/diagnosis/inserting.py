"""What may be missing beside a quantity: a factor, a term, a minus, a function around it.

A quantity is an expression whose number counts as a whole: what is returned or assigned, an entry, a term.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from .edited_expressions import AT_MOST
from .syntax_trees import free_names
from .taken_for import Edit, added, exchanged, turned

PLAIN = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.ListComp,
         ast.IfExp, ast.GeneratorExp)  # fmt: skip
COLLECTING = ("append", "add", "sum", "prod", "Value", "Dual", "max", "min")


def quantities(function: ast.AST) -> set[ast.AST]:
    """The expressions of a function that are whole quantities."""
    found: set[ast.AST] = set()
    for node in ast.walk(function):
        match node:
            case ast.Assign() | ast.AugAssign() | ast.Return():
                found.update(_terms(node.value))
            case ast.List(ctx=ast.Load()) | ast.Tuple(ctx=ast.Load()):
                found.update(term for part in node.elts for term in _terms(part))
            case ast.ListComp() | ast.GeneratorExp() | ast.DictComp():
                found.update(_terms(node.value if isinstance(node, ast.DictComp) else node.elt))
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in COLLECTING:
                found.update(term for part in node.args for term in _terms(part))
    return found


def _terms(node: ast.AST | None) -> Iterator[ast.AST]:
    """An expression and, of a sum or a difference, its terms; of a quotient, what stands above and below."""
    if not isinstance(node, PLAIN):
        return
    yield node
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Div)):
        yield from _terms(node.left)
        yield from _terms(node.right)
    if isinstance(node, ast.UnaryOp):
        yield from _terms(node.operand)


def insertions(node: ast.AST, parts: Iterable[ast.expr]) -> Iterator[Edit]:
    """A quantity with one of these parts as a factor, a divisor or a term more."""
    if not isinstance(node, ast.expr) or isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.Constant)):
        return
    for part in parts:
        if isinstance(part, ast.Compare):
            continue
        text = ast.unparse(part)
        number = isinstance(part, ast.Constant)
        yield added(ast.BinOp(node, ast.Mult(), part), "a factor", text, number)
        yield added(ast.BinOp(node, ast.Div(), part), f"a division by `{text}`", "", number)
        yield added(ast.BinOp(node, ast.Add(), part), "a term", text, number)
        yield added(ast.BinOp(node, ast.Sub(), part), f"`- {text}`", "", number)


def around(node: ast.AST, functions: Iterable[str], methods: Iterable[str]) -> Iterator[Edit]:
    """A quantity with a minus or a square, as its complement, upside down, in a function, reversed."""
    if not isinstance(node, ast.expr) or isinstance(node, ast.Constant):
        return
    if not isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        one = ast.Constant(1)
        yield added(ast.UnaryOp(ast.USub(), node), "a minus")
        yield added(ast.BinOp(node, ast.Pow(), ast.Constant(2)), "a square")
        yield added(ast.BinOp(one, ast.Sub(), node), "`1 - ...`")
        yield added(ast.BinOp(one, ast.Div(), node), "`1 / ...`")
    for name in functions:
        inside = ast.ListComp(node.elt, node.generators) if isinstance(node, ast.GeneratorExp) else node
        called = ast.Call(ast.Name(name, ast.Load()), [inside], [])
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == name):
            yield added(called, f"`{name}`")
    for name in methods:
        called = ast.Call(ast.Attribute(node, name, ast.Load()), [], [])
        yield added(called, f"`{name}`")
    turned_round = ast.Subscript(node, ast.Slice(step=ast.UnaryOp(ast.USub(), ast.Constant(1))), ast.Load())
    yield turned(turned_round, "it is meant in the reversed order")
    for name in ("data", "grad"):
        yield added(ast.Attribute(node, name, ast.Load()), f"`.{name}`")


def replaced(node: ast.AST, parts: Iterable[ast.expr]) -> Iterator[Edit]:
    """Another part in place of a quantity; where that is in it, something is missing, and not another."""
    if not isinstance(node, ast.expr) or isinstance(getattr(node, "ctx", None), ast.Store):
        return
    mine = ast.unparse(node)
    for part in parts:
        if mine not in map(ast.unparse, ast.walk(part)):
            told = mine if len(mine) < 2 * AT_MOST else mine[: 2 * AT_MOST - 3] + "..."
            yield exchanged(part, ast.unparse(part), told)


def methods_in(function: ast.AST) -> list[str]:
    """The names of the methods that a function calls without arguments."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call) and not node.args]
    return list(dict.fromkeys(called.attr for called in calls if isinstance(called, ast.Attribute)))


def completed(node: ast.AST, wholes: Iterable[ast.expr]) -> Iterator[Edit]:
    """A whole quantity of the solution, of which the learner has a part only."""
    if not isinstance(node, (ast.Call, ast.BinOp, ast.Subscript)):
        return
    mine = ast.unparse(node)
    for whole in wholes:
        parts = [ast.unparse(part) for part in ast.walk(whole) if isinstance(part, ast.expr)]
        if mine in parts[1:]:
            yield turned(whole, _missing_step(mine, whole))


def _missing_step(mine: str, whole: ast.expr) -> str:
    """What the whole does with a part that the learner takes as it is."""
    match whole:
        case ast.IfExp(test=test):
            return f"a case is missing, `if {ast.unparse(test)}`"
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return f"`{mine}` is taken as it is, but `{name}` is missing behind it"
    return f"`{mine}` is taken as it is, but a step is missing behind it"


def wholes_of(function: ast.AST) -> list[ast.expr]:
    """What a function gives back, and what it assigns."""
    kinds = (ast.Return, ast.Assign, ast.AugAssign)
    return [node.value for node in ast.walk(function) if isinstance(node, kinds) and node.value]


def results_of(function: ast.AST) -> list[ast.expr]:
    """What a function gives back."""
    return [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]


def small_parts(function: ast.AST, known: set[str]) -> list[ast.expr]:
    """The short parts of a function that are made of known names, each once; not a whole result."""
    found: dict[str, ast.expr] = {}
    results = results_of(function)
    for node in ast.walk(function):
        if isinstance(node, PARTS) and node not in results and free_names(node) <= known:
            text = ast.unparse(node)
            if len(text) < AT_MOST and not isinstance(getattr(node, "ctx", None), ast.Store):
                found.setdefault(text, ast.parse(text, mode="eval").body)
    return sorted(found.values(), key=lambda node: (isinstance(node, ast.Compare), len(ast.unparse(node))))


PARTS = (ast.BinOp, ast.Call, ast.Attribute, ast.Subscript, ast.UnaryOp, ast.Compare, ast.IfExp)
