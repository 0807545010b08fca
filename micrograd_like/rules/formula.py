"""The pocket language in which the rule table is written: parse it, check it, spell it.

A formula is one line of arithmetic on letters: ``+ - * / **``, numbers, ``nan inf pi``, calls, and
comparisons inside
``where(condition, a, b)``.  Folds add ``sum max min prod`` over an operand that is a list.  It has no loops
and no statements, so the same line can be read as Python, as LaTeX (latex.py), and by every compiler backend.

>>> tree = parse("where(x > 0, x, slope * x)", {"x", "slope"})
>>> python(tree)
'x if x > 0.0 else slope * x'
"""

from __future__ import annotations

import ast
from collections.abc import Collection

CONSTANTS = {"nan", "inf", "pi"}
INDEX = set(
    "inkq"
)  # folds may speak of the index i, the count n, and (each) of the result's index k and all results q
REDUCTIONS = {"sum", "max", "min", "prod", "norm2"}
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
RELATIONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
WHERE, SUM, PRODUCT, MINUS, POWER, ATOM = range(6)  # how tightly a piece of text holds together
LEVELS = {ast.Add: SUM, ast.Sub: SUM, ast.Mult: PRODUCT, ast.Div: PRODUCT, ast.Pow: POWER}


class FormulaError(ValueError):
    """A formula steps outside the pocket language."""


def parse(text: str, letters: Collection[str]) -> ast.expr:
    """Read text as a formula in the given letters.

    >>> parse("x * q", {"x", "y"})
    Traceback (most recent call last):
    micrograd_like.rules.formula.FormulaError: 'x * q' speaks of 'q', which is none of x, y; use those letters
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise FormulaError(
            f"{text!r} is no formula ({error.msg}); write arithmetic such as 'x * y + 1'"
        ) from None
    _check(tree, text, letters)
    return tree


def _check(tree: ast.expr, text: str, letters: Collection[str], condition: bool = False) -> None:
    def inside(*parts: ast.expr) -> None:
        for part in parts:
            _check(part, text, letters)

    match tree:
        case ast.Constant(value=bool() | str() | bytes() | complex() | None):
            raise FormulaError(
                f"{text!r} contains {tree.value!r}; constants are plain numbers such as 2 or 0.5"
            )
        case ast.Constant(value=int() | float()):
            pass
        case ast.Name(id=name):
            if name not in letters and name not in CONSTANTS:
                known = ", ".join(sorted(letters))
                raise FormulaError(
                    f"{text!r} speaks of {name!r}, which is none of {known}; use those letters"
                )
        case ast.BinOp(left=x, op=op, right=y) if type(op) in SIGNS:
            inside(x, y)
        case ast.UnaryOp(op=ast.USub(), operand=x):
            inside(x)
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y], keywords=[]):
            _check(test, text, letters, condition=True)
            inside(x, y)
        case ast.Call(func=ast.Name(id="where")):
            raise FormulaError(
                f"{text!r} has a where() of {len(tree.args)} parts; write where(condition, a, b)"
            )
        case ast.Call(func=ast.Name(), args=args, keywords=[]) if not any(
            isinstance(a, ast.Starred) for a in args
        ):
            inside(*args)
        case ast.Call(func=ast.Name(id=name)):
            raise FormulaError(f"{text!r} calls {name!r} with * or =; give its arguments one by one")
        case ast.Compare(left=x, ops=ops, comparators=rest) if condition and all(
            type(o) in RELATIONS for o in ops
        ):
            inside(x, *rest)
        case ast.Compare():
            raise FormulaError(f"{text!r} compares outside a condition; write where(x < y, a, b)")
        case ast.Call(func=ast.Attribute(value=ast.Name(), attr=name), args=args):
            call = f"{name}({', '.join(map(ast.unparse, args))})"
            raise FormulaError(f"{text!r}: {ast.unparse(tree)!r} cannot be read; write {call}")
        case _:
            part = ast.unparse(tree)
            raise FormulaError(
                f"{text!r}: {part!r} cannot be read; use + - * / **, numbers, calls and "
                "where(condition, a, b)"
            )


def names(tree: ast.expr) -> set[str]:
    """The letters a formula speaks of (functions and constants left out)."""
    nodes = [*ast.walk(tree)]
    called = {id(n.func) for n in nodes if isinstance(n, ast.Call)}
    found = {n.id for n in nodes if isinstance(n, ast.Name) and id(n) not in called}
    return found - CONSTANTS


def applications(tree: ast.expr) -> list[tuple[str, int]]:
    """The functions a formula calls, with the number of arguments; where() is the language's own."""
    found = [
        (n.func.id, len(n.args))
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    ]
    return [(name, count) for name, count in found if name != "where"]


def number(tree: ast.expr) -> float | None:
    """The number that a formula is, with its sign; None if it is more than a number.

    >>> number(parse("-2", ())), number(parse("2 * x", {"x"}))
    (-2.0, None)
    """
    match tree:
        case ast.Constant(value=int() | float() as x):
            return float(x)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as x)):
            return -float(x)
    return None


def is_list(tree: ast.expr, lists: Collection[str]) -> bool:
    """Whether a formula of a fold has one value per element (an element is used outside a reduction)."""
    match tree:
        case ast.Name(id=name):
            return name in lists
        case ast.Call(func=ast.Name(id=f), args=[_, *rest]) if f in REDUCTIONS and len(rest) < 2:
            return any(is_list(x, lists) for x in rest)
        case ast.expr():
            return any(is_list(x, lists) for x in ast.iter_child_nodes(tree) if isinstance(x, ast.expr))
    return False


def over(tree: ast.expr, text: str, lists: Collection[str]) -> str:
    """The comprehension that evaluates text for every element; tree tells which lists it needs (the first, if
    none).

    >>> over(parse("w * x", {"w", "x"}), "w_i * x_i", {"w", "x"})
    '[w_i * x_i for w_i, x_i in zip(w, x)]'
    """
    used = sorted(names(tree) & set(lists) - {"i"}) or [*lists][:1]
    if isinstance(tree, ast.Name):
        return tree.id
    items = ", ".join(f"{x}_i" for x in used)
    source = f"zip({', '.join(used)})" if len(used) > 1 else used[0]
    if "i" in names(tree):
        items, source = f"i, {f'({items})' if len(used) > 1 else items}", f"enumerate({source})"
    return f"[{text} for {items} in {source}]"


def python(
    tree: ast.expr,
    lists: Collection[str] = (),
    level: int = WHERE,
    dead: bool = False,
    *,
    generic: bool = False,
    kept: bool = False,
) -> str:
    """Spell a formula as Python; functions get an underscore before their name, dead marks literal zeros as
    None.

    The text runs on floats and on graphs alike: only the functions behind the underscored names differ.
    Division never raises: ``_div`` stands in where the divisor may be 0.  generic spells ``==`` for numbers
    that are equal only to themselves, such as Values: by what they hold.  kept spells where() and its
    condition as calls of the rows choose, less, less_equal and equal, for numbers that record them.

    >>> python(parse("x / y + exp(-x)", "xy"))
    '(x / y if y else _div(x, y)) + _exp(-x)'
    >>> python(parse("where(x > 0, 1, slope)", {"x", "slope"}), kept=True)
    '_choose(_less(0.0, x), 1.0, slope)'
    """
    generic = generic or kept

    def sub(part: ast.expr, level: int = WHERE) -> str:
        return python(part, lists, level, generic=generic, kept=kept)

    match tree:
        case ast.Constant(value=int() | float() as number):
            return "None" if dead and number == 0 else repr(float(number))
        case ast.Name(id=name):
            return f"{name}_i" if name in lists and name != "i" else name
        case ast.UnaryOp(operand=x):
            text, own = f"-{sub(x, MINUS)}", MINUS
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]) if kept:
            chosen, other = (python(part, lists, dead=dead, kept=True) for part in (x, y))
            return f"_choose({sub(test)}, {chosen}, {other})"
        case ast.Compare(left=x, ops=ops, comparators=rest) if kept:
            ends = [sub(part) for part in (x, *rest)]
            return " * ".join(map(_recorded, ops, ends, ends[1:]))
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
            chosen = python(x, lists, SUM, dead, generic=generic)
            other = python(y, lists, WHERE, dead, generic=generic)
            text, own = f"{chosen} if {sub(test)} else {other}", WHERE
        case ast.Call(func=ast.Name(id=f), args=[x, *rest]) if lists and f in REDUCTIONS and len(rest) < 2:
            return f"_{f}({', '.join([over(x, sub(x), lists), *map(sub, rest)])})"
        case ast.Call(func=ast.Name(id=f), args=args):
            return f"_{f}({', '.join(map(sub, args))})"
        case ast.BinOp(left=x, op=ast.Pow(), right=y):
            return f"_pow({sub(x)}, {sub(y)})"
        case ast.BinOp(left=ast.Name() | ast.Constant() as x, op=ast.Div(), right=ast.Name() as y) if (
            not generic
        ):
            numerator, divisor = sub(x, PRODUCT), sub(y)
            text, own = f"{numerator} / {divisor} if {divisor} else _div({sub(x)}, {divisor})", WHERE
        case ast.BinOp(left=x, op=ast.Div(), right=y) if not (isinstance(y, ast.Constant) and y.value):
            return f"_div({sub(x)}, {sub(y)})"
        case ast.BinOp(left=x, op=op, right=y):
            own = LEVELS[type(op)]
            text = f"{sub(x, own)} {SIGNS[type(op)]} {sub(y, own + 1)}"
        case ast.Compare(left=x, ops=ops, comparators=rest):
            held = generic and any(isinstance(o, (ast.Eq, ast.NotEq)) for o in ops)
            parts = [f"_held({sub(p)})" if held and names(p) else sub(p, SUM) for p in (x, *rest)]
            return parts[0] + "".join(
                f" {RELATIONS[type(o)]} {y}" for o, y in zip(ops, parts[1:], strict=True)
            )
        case _:
            raise FormulaError(f"cannot spell {ast.unparse(tree)!r}")
    return f"({text})" if own < level else text


def _recorded(op: ast.cmpop, x: str, y: str) -> str:
    """One comparison as the call of its row."""
    match op:
        case ast.Lt():
            return f"_less({x}, {y})"
        case ast.LtE():
            return f"_less_equal({x}, {y})"
        case ast.Gt():
            return f"_less({y}, {x})"
        case ast.GtE():
            return f"_less_equal({y}, {x})"
        case ast.Eq():
            return f"_equal({x}, {y})"
    return f"(1.0 - _equal({x}, {y}))"
