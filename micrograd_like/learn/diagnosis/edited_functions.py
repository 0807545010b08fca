"""What a learner may have done with a function as a whole: an operation at the wrong step, a name used twice.

While an edit is looked at, the function is changed; afterwards it is as it was.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Callable, Iterator

from .edited_expressions import TURN
from .edited_statements import edits_of_blocks
from .inserting import quantities
from .renaming import parameters_exchanged
from .syntax_trees import (
    Spot,
    Swapped,
    line_of,
    names_in,
    parameters_of,
    places,
    written,
)
from .taken_for import Edit, turned
from .varying import Open, Variant, Whole

NOT_MOVED = ("range", "len", "zip", "list", "enumerate", "reversed", "set", "tuple", "Value", "iter", "print")


def edits_of_functions(function: ast.stmt, is_open: Open) -> Whole:
    """Lines in another order, parameters exchanged, operations moved, sums that should be products."""
    yield from _orders(function, is_open)
    yield from parameters_exchanged(function)
    yield from _parts_exchanged(function, is_open)
    yield from _accumulated(function, is_open)
    yield from _overwritten(function, is_open)
    yield from _moved(function, is_open)


def blocks_of(function: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every list of statements in a function."""
    for node in ast.walk(function):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block:
                yield block


def _orders(function: ast.stmt, is_open: Open) -> Whole:
    for block in [*blocks_of(function)]:
        kept = [*block]
        for changed, edit in edits_of_blocks(kept):
            if is_open(edit.new) and isinstance(edit.new, ast.stmt):
                line = line_of(edit.new)
                block[:] = changed
                yield Variant(edit, line)
                block[:] = kept


def _parts_exchanged(function: ast.stmt, is_open: Open) -> Whole:
    """Two different parts of one line, each where the other should be."""
    parts: dict[ast.stmt, list[Spot]] = {}
    for place in places(function):
        if (
            is_open(place.node)
            and isinstance(place.node, PARTS)
            and not isinstance(getattr(place.node, "ctx", None), ast.Store)
        ):
            parts.setdefault(place.statement, []).append(place)
    for statement, own in parts.items():
        line = line_of(statement)
        for one, other in itertools.combinations(own[:MANY], 2):
            first, second = sorted((ast.unparse(one.node), ast.unparse(other.node)))
            if first == second or any(part is other.node for part in ast.walk(one.node)):
                continue
            one.put(other.node)
            other.put(one.node)
            yield Variant(turned(one.node, f"`{first}` and `{second}` {TURN}"), line)
            one.put(one.node)
            other.put(other.node)


PARTS = (ast.Name, ast.Attribute, ast.Subscript, ast.BinOp, ast.Call, ast.Constant)
MANY = 14  # parts of one line


# ---- a sum for a product


def _accumulated(function: ast.stmt, is_open: Open) -> Whole:
    """A number that is multiplied up from 1 and should be added up from 0, and the other way round."""
    starts = {
        node.targets[0].id: node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_start(node.value)
    }
    for step in [node for node in ast.walk(function) if is_open(node)]:
        name, sign = _step(step)
        start = starts.get(name)
        if start is None or not sign:
            continue
        holder = step if isinstance(step, ast.AugAssign) else step.value  # type: ignore[attr-defined]
        kept, value, line = holder.op, start.value, line_of(step)  # type: ignore[arg-type]
        adds = isinstance(sign, ast.Add)
        holder.op, start.value = (ast.Mult(), ast.Constant(1.0)) if adds else (ast.Add(), ast.Constant(0.0))
        added, multiplied = f"it adds up in `{name}`", f"it multiplies up in `{name}`"
        as_mending = f"{added} what should be multiplied" if adds else f"{multiplied} what should be added up"
        as_mistake = f"{multiplied} what should be added up" if adds else f"{added} what should be multiplied"
        yield Variant(Edit(step, as_mistake, as_mending), line)
        holder.op, start.value = kept, value


def _is_start(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in (0, 1)


def _step(node: ast.AST) -> tuple[str, ast.operator | None]:
    """The name and the sign of ``name += ...`` or ``name = name + ...``."""
    match node:
        case ast.AugAssign(target=ast.Name(id=name), op=(ast.Add() | ast.Mult()) as sign):
            return name, sign
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.BinOp(left=ast.Name(id=same), op=(ast.Add() | ast.Mult()) as sign),
        ) if same == name:
            return name, sign
    return "", None


# ---- an operation at the wrong step


def _moved(function: ast.stmt, is_open: Open) -> Whole:
    """A square, a root, a tanh, a division taken of one quantity that should be taken of another."""
    found = [place for place in places(function) if is_open(place.node)]
    whole = quantities(function)
    targets = [place for place in found if place.node in whole]
    for place in found:
        operation = _operation(place.node)
        if not operation:
            continue
        inside, wrap, name = operation
        text, line = written(inside), line_of(place.statement)
        for target in targets:
            if target.node in (place.node, inside) or not isinstance(target.node, ast.expr):
                continue
            place.put(inside)
            target.put(wrap(target.node))
            said = f"{name} is applied to `{text}`, and should be applied to `{written(target.node)}`"
            back = f"{name} is applied to `{written(target.node)}`, and should be applied to `{text}`"
            yield Variant(Edit(inside, back, said), line)
            target.put(target.node)
            place.put(place.node)


def _operation(node: ast.AST) -> tuple[ast.expr, Callable[[ast.expr], ast.expr], str] | None:
    """An operation on one quantity: the quantity, how it is applied, and its name."""
    match node:
        case ast.BinOp(left=inside, op=(ast.Pow() | ast.Div()) as sign, right=right):
            text = ast.unparse(right)
            name = f"`** {text}`" if isinstance(sign, ast.Pow) else f"the division by `{text}`"
            return inside, lambda e: ast.BinOp(e, sign, right), name
        case ast.UnaryOp(op=ast.USub(), operand=inside) if not isinstance(inside, ast.Constant):
            return inside, lambda e: ast.UnaryOp(ast.USub(), e), "the minus"
        case ast.Call(func=ast.Attribute(value=inside, attr=name), args=[]):
            return inside, lambda e: ast.Call(ast.Attribute(e, name, ast.Load()), [], []), f"`{name}`"
        case ast.Call(func=ast.Name(id=name), args=[inside], keywords=[]) if name not in NOT_MOVED:
            if not isinstance(inside, (ast.Starred, ast.GeneratorExp)):
                return inside, lambda e: ast.Call(ast.Name(name, ast.Load()), [e], []), f"`{name}`"
    return None


# ---- a name that is overwritten too early


def _overwritten(function: ast.stmt, is_open: Open) -> Whole:
    """A variable gets a new value while its old one is still needed further down."""
    known = set(parameters_of(function))
    for block in [*blocks_of(function)]:
        for k, one in enumerate([*block]):
            names = _assigned(one)
            again = [
                name for name in names if name in known or name in names_in(ast.Module([*block[:k]], []))
            ]
            for name in again if is_open(one) else ():
                for j in range(k + 1, len(block)):
                    if _loads(block[j], name):
                        yield from _with_the_old(block, k, j, name)
            known |= set(names)


def _with_the_old(block: list[ast.stmt], k: int, j: int, name: str) -> Whole:
    kept, old = [*block], f"{name}_before"
    save = ast.Assign([ast.Name(old, ast.Store())], ast.Name(name, ast.Load()), lineno=1)
    block[j] = Swapped({name: old}).visit(copy.deepcopy(block[j]))
    block.insert(k, save)
    where = written(kept[j]).replace("_before", "")
    said = f"`{name}` is overwritten here, and `{where}` still needs its old value"
    yield Variant(Edit(kept[k], f"`{name}` is used before it is set anew", said), line_of(kept[k]))
    block[:] = kept


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    if not isinstance(node, (ast.Assign, ast.AugAssign)):
        return []
    return [part.id for t in targets for part in getattr(t, "elts", [t]) if isinstance(part, ast.Name)]


def _loads(node: ast.AST, name: str) -> bool:
    return any(
        isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Load)
        for part in ast.walk(node)
    )
