"""``micrograd-like draw``: the graph of an expression with its gradients, as a picture, a live page or words.

>>> root, _ = graph_of("tanh(a*b + c)", {"a": 2.0, "b": -3.0, "c": 6.5})
>>> round(root.data, 4), [p._op for p in root.parents]
(0.4621, ['+'])
"""

from __future__ import annotations

import argparse
import ast
import math
import operator
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..engine import Value
from ..files import check_file, write_whole
from ..pictures.graphs.dot import UNDRAWN, draw_dot, in_layers
from ..pictures.graphs.filming import film
from ..pictures.pages.viewer import draw
from ..rules import RULES, formula
from ..steps import backprop_steps, short

SUFFIXES = (".svg", ".html", ".png", ".dot")
OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
COMPARISONS = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
CONSTANTS = {"pi": math.pi, "inf": math.inf, "nan": math.nan}
EPILOG = """
examples:
  micrograd-like draw "tanh(a*b + c)" a=2 b=-3 c=6.5 -o graph.html
  micrograd-like draw -o graph.svg -- "-a**2" a=3      # behind --, an expression may begin with a minus
"""


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Register the command."""
    parser = subparsers.add_parser(
        "draw",
        help="draw the graph of an expression with its gradients",
        description="Draw the graph of an expression with its gradients; "
        "without -o, say the backward sweep in words.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "expression",
        nargs="?",  # missing where it was taken for an option: the command line says so then
        help="arithmetic with + - * / **, numbers, functions such as tanh, and where(x > 0, x, 0)",
    )
    parser.add_argument(
        "values", nargs="*", metavar="NAME=NUMBER", help="a number for every name in the expression"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help=f"write a file: {', '.join(SUFFIXES)}")
    parser.add_argument(
        "--film",
        action="store_true",
        help="with -o FILE.svg: a picture that plays the backward sweep by itself",
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Draw, or say, the expression."""
    _check(args)
    expression = args.expression.strip()
    root, names = graph_of(expression, _numbers(args.values))
    root.backward()
    print(f"{expression} = {short(root.data)}")
    for name, text in ((_assignment(text)[0], text) for text in args.values):
        if name not in names:
            print(
                f"micrograd-like: {text} is not used: {name} is no variable in {expression}", file=sys.stderr
            )
    if not args.output:
        _say(root, names)
    elif args.film or _suffix(args) == ".html":
        (film if args.film else draw)(root, names={}).save(args.output)
        print(f"wrote {args.output}")
    else:
        print(f"wrote {_write(root, args.output, _suffix(args))}")
    return 0


def _suffix(args: argparse.Namespace) -> str:
    return Path(args.output).suffix.lower() if args.output else ""


def _check(args: argparse.Namespace) -> None:
    """Refuse, before anything is computed, what cannot be drawn or written."""
    if args.expression is None:
        raise ValueError("there is no expression to draw; write one such as 'tanh(a*b + c)' a=2 b=-3 c=6.5")
    suffix = _suffix(args)
    if args.output and suffix not in SUFFIXES:
        given = f"ends in {suffix!r}" if suffix else "has no ending"
        raise ValueError(f"-o {args.output} {given}; give a file that ends in {', '.join(SUFFIXES)}")
    if args.film and suffix != ".svg":
        given = f"-o is {args.output or 'missing'}"
        raise ValueError(f"--film makes an SVG, but {given}; write -o film.svg --film")
    if args.output:
        check_file(args.output)


def _say(root: Value, names: Mapping[str, Value]) -> None:
    """The sweep in words."""
    for step in backprop_steps(root, names={}):
        print(step)
    grads = ", ".join(f"{name}.grad = {short(leaf.grad)}" for name, leaf in names.items())
    print(grads or "there is no name to differentiate by")


def _write(root: Value, path: str, suffix: str) -> str:
    """Write the picture, or where Graphviz cannot, the graph in plain layers; returns what was written."""
    try:
        picture = draw_dot(root, names={}, partials=True, color=True)
        picture.save(path)
    except UNDRAWN as error:
        instead = path if suffix == ".svg" else f"{path}.svg"
        write_whole(instead, in_layers(root, {}))
        left_out = "" if suffix == ".svg" else f"{path} is left out, "
        print(f"micrograd-like: {left_out}{instead} is drawn in plain layers: {error}", file=sys.stderr)
        return instead
    return path


def graph_of(expression: str, values: Mapping[str, float]) -> tuple[Value, dict[str, Value]]:
    """The expression as a graph, and the leaf of each name in it.  Nothing is executed: it is only read.

    >>> graph_of("a + b", {"a": 1.0})
    Traceback (most recent call last):
    ValueError: the expression speaks of b, which has no number; add b=1, say
    """
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
        letters = _letters(tree)
        if missing := [name for name in letters if name not in values]:
            given = f"the expression speaks of {', '.join(missing)}, which has no number"
            call = f"{missing[0]} is a function: write {missing[0]}(a)" if missing[0] in RULES else ""
            raise ValueError(f"{given}; {call or f'add {missing[0]}=1, say'}")
        leaves = {name: Value(values[name], label=name) for name in letters}
        result = _value(formula.parse(expression, letters), leaves)
    except SyntaxError as error:
        given = f"{expression!r} is no arithmetic ({error.msg})"
        raise ValueError(f"{given}; write an expression such as 'tanh(a*b + c)'") from None
    except (RecursionError, MemoryError):
        given = f"the expression of {len(expression):,} characters"
        raise ValueError(f"{given} is nested too deeply; write a shorter one") from None
    return result if isinstance(result, Value) else Value(result), leaves


def _letters(tree: ast.expr) -> list[str]:
    """The names that want a number, in the order in which they are written."""
    seen = [n for n in ast.walk(tree) if isinstance(n, ast.Name)]
    used = dict.fromkeys(n.id for n in sorted(seen, key=lambda n: (n.lineno, n.col_offset)))
    calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call)]
    owners = [n.value for n in ast.walk(tree) if isinstance(n, ast.Attribute)]  # math in math.tanh
    no_letters = formula.CONSTANTS | {n.id for n in [*calls, *owners] if isinstance(n, ast.Name)}
    return [name for name in used if name not in no_letters]


def _value(tree: ast.expr, leaves: Mapping[str, Value]) -> Any:
    """What an expression is as a graph."""

    def sub(part: ast.expr) -> Any:
        return _value(part, leaves)

    match tree:
        case ast.Constant(value=int() | float() as constant):
            return Value(constant)
        case ast.Name(id=name):
            return leaves[name] if name in leaves else Value(CONSTANTS[name], label=name)
        case ast.UnaryOp(operand=x):
            return -sub(x)
        case ast.BinOp(left=x, op=ast.Pow(), right=ast.Constant(value=int() | float() as c)):
            return sub(x) ** c
        case ast.BinOp(left=x, op=op, right=y):
            return OPERATIONS[type(op)](sub(x), sub(y))
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
            return RULES["where"](float(_holds(test, leaves)), sub(x), sub(y))
        case ast.Call(func=ast.Name(id=name), args=args):
            if name not in RULES:
                known = f"{', '.join(list(RULES)[:12])} and {len(RULES) - 12} more"
                raise ValueError(f"there is no function {name!r}; there are {known}")
            return _called(name, [sub(x) for x in args])
    raise ValueError(f"cannot draw {ast.unparse(tree)!r}; write arithmetic and functions")


def _called(name: str, operands: list[Value]) -> Any:
    """The function of the operands; what is no operand is a plain number."""
    row = RULES[name]
    numbers = [
        x if not row.params or a in row.letters else x.data for a, x in zip(row.order, operands, strict=False)
    ]
    try:
        result = row(*operands) if row.lists else row(*numbers, *operands[len(numbers) :])
    except TypeError as error:
        raise ValueError(f"{name}() takes other arguments: {error}") from None
    if isinstance(result, list):
        raise ValueError(f"{name}() gives {len(result)} numbers; draw an expression of one")
    return result


def _holds(test: ast.expr, leaves: Mapping[str, Value]) -> bool:
    """Whether a condition is true of the numbers."""
    if not isinstance(test, ast.Compare):
        raise ValueError(f"where() asks for a comparison such as x > 0, but got {ast.unparse(test)!r}")
    ends = [_value(part, leaves).data for part in (test.left, *test.comparators)]
    return all(COMPARISONS[type(op)](ends[i], ends[i + 1]) for i, op in enumerate(test.ops))


def _numbers(assignments: Sequence[str]) -> dict[str, float]:
    """The number of each name."""
    found: dict[str, float] = {}
    for name, number in map(_assignment, assignments):
        if name in found:
            raise ValueError(f"{name} is given twice, as {found[name]:g} and {number:g}; leave one out")
        found[name] = number
    return found


def _assignment(text: str) -> tuple[str, float]:
    """``a=2`` as a name and a number."""
    name, sign, number = text.partition("=")
    try:
        if not sign or not name.strip().isidentifier():
            raise ValueError
        return name.strip(), float(number)
    except ValueError:
        behind = ", and options before --" if text.startswith("-") else ""
        raise ValueError(f"{text!r} gives no name a number; write it as a=2{behind}") from None
