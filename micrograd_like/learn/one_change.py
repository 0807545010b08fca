"""A wrong answer that is right but for one thing: a minus for a plus, a loop that ends too early.

The solution is changed in one place after the other, and each change runs through the check.  If the
learner's numbers are those of a change wherever the change is wrong, the answer can name it.
"""

from __future__ import annotations

import ast
import builtins
import copy
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .exercise import MAIN, Exercise
from .guard import Failure
from .probes import Row
from .running import Load, outcome
from .slips import comparable
from .starters import passages

PATIENCE = 2.0  # seconds of the processor, for all changes together
LONGEST = 1.5  # seconds for one of them: a change may make a loop endless
SIGNS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Pow: "**",
    ast.MatMult: "@", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip
TAKEN_FOR: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub, ast.Mult), ast.Sub: (ast.Add, ast.Mult), ast.Mult: (ast.Div, ast.Add, ast.Pow),
    ast.Div: (ast.Mult, ast.FloorDiv), ast.Pow: (ast.Mult,), ast.MatMult: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}  # fmt: skip
SIDES: dict[type, tuple[str, str]] = {  # what is missing where only the left, or only the right side is there
    ast.Add: ("a term", "a term"),
    ast.Sub: ("what is to be subtracted", "a term"),
    ast.Mult: ("a factor", "a factor"),
    ast.Div: ("a division", "what is to be divided"),
    ast.Pow: ("a power", "the base of a power"),
}
BY_CHANCE = ("in place of another number", "an index", "a range")  # clauses that fit many rows
FAMILIES = (
    ("max", "min", "sum"),
    ("all", "any"),
    ("relu", "tanh", "sigmoid", "exp"),
    ("log", "exp"),
    ("grad", "data"),
    ("append", "extend"),
)
Slot = tuple[Any, Any, ast.AST]  # a list and a place in it, or a node and a field of it, and what is there
Key = tuple[str, int]


@dataclass(frozen=True)
class Change:
    """A function of the solution, what was changed in it, and the rows that are wrong then."""

    name: str
    said: str
    wrong: Mapping[Key, Row]

    @property
    def sentence(self) -> str:
        return f"`{self.name}` behaves as if one thing in it were different: {self.said}."


def find_change(
    exercise: Exercise, mine: Mapping[Key, Row], rest: set[Key], alike: Callable[[Any, Any], bool]
) -> Change | None:
    """The change that explains most of my wrong rows, and of its own function all that nothing else explains.

    Where the rows tell little, as yes and no do, and several changes would explain them, none is named; nor
    is one that explains such rows by chance, or one of a function that uses another one which is wrong.
    """
    used = uses(exercise)
    open_rows = {key for key in rest if comparable(mine[key]) and not mine[key].secret}
    deadline = time.process_time() + PATIENCE
    found: list[Change] = []
    for name in dict.fromkeys(mine[key].name for key in mine) if open_rows else ():
        own = {key for key in open_rows if mine[key].name == name}
        fits = [
            change
            for change in changes_of(exercise, name, deadline)
            if own <= change.wrong.keys()
            and not any(mine[key].name in used.get(name, ()) for key in open_rows - change.wrong.keys())
            and not open_rows.isdisjoint(change.wrong)
            and all(key in mine and alike(mine[key].got, row.got) for key, row in change.wrong.items())
        ]
        best = [change for change in fits if len(change.wrong) == max(len(c.wrong) for c in fits)]
        if best and (telling(best[0].wrong.values()) or _alone(best)):
            found.append(best[0])
            if open_rows <= best[0].wrong.keys():
                break
    return max(found, key=lambda change: len(change.wrong), default=None)


def uses(exercise: Exercise) -> dict[str, set[str]]:
    """The names that each function of the solution mentions."""
    tree = ast.parse(exercise.solution)
    return {
        node.name: names_in(node) for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }


def _alone(best: list[Change]) -> bool:
    """Whether there is one explanation only, and none that fits by chance."""
    said = {change.said for change in best}
    return len(said) == 1 and not any(words in best[0].said for words in BY_CHANCE)


def telling(rows: Iterable[Row]) -> bool:
    """Whether the numbers are such that two causes hardly give the same ones by chance."""
    numbers = {x for row in rows for x in _numbers(row.got)}
    return any(x != round(x) for x in numbers) or len(numbers) > 3


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300:
        yield value


_seen: dict[tuple[str, str, str], list[Change]] = {}


def changes_of(exercise: Exercise, name: str, deadline: float) -> list[Change]:
    """All changes of this function that the check notices, run once; as many as there is time for."""
    key = exercise.module, exercise.solution, name
    if key not in _seen:
        _seen[key] = []
        for said, tree in changed_trees(exercise, name):
            if time.process_time() > deadline:
                break
            rows, failure, _ = outcome(exercise, loaded(tree), lambda _: exercise.solution, LONGEST)
            wrong = {key: row for key, row in numbered(rows) if not row.ok}
            if wrong and not failure and all(map(_has_value, wrong.values())):
                _seen[key].append(Change(name, said, wrong))
    return _seen[key]


def _has_value(row: Row) -> bool:
    return not isinstance(row.got, Failure) and not row.waiting


def loaded(tree: ast.Module) -> Load:
    """A program that is a tree already; it is compiled now, for the tree will be changed again."""
    code = compile(tree, "<one change>", "exec", dont_inherit=True)

    def load() -> dict[str, Any]:
        names: dict[str, Any] = {"__name__": "exercise", "__file__": "<one change>"}
        exec(code, names)  # noqa: S102  running it is the point
        return names

    return load


def numbered(rows: Iterable[Row]) -> Iterator[tuple[Key, Row]]:
    """Each row with its label and how often that has come: the rows of two answers are compared by it."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.label] = seen.get(row.label, 0) + 1
        yield (row.label, seen[row.label]), row


# ---- the changes


def changed_trees(exercise: Exercise, name: str) -> Iterator[tuple[str, ast.Module]]:
    """Each change of a function in words, and the solution with it: one tree that is changed again and again.

    Only what the learner was to write is changed; what can be changed alike in several places, also in all.
    """
    tree = ast.parse(exercise.solution.partition(MAIN)[0])
    lines, shown = written_lines(exercise.code), names_in(ast.parse(exercise.starter)) | set(vars(builtins))
    place = next((k for k, node in enumerate(tree.body) if getattr(node, "name", "") == name), None)
    if place is None:
        return
    function, seen = tree.body[place], []
    for holder, key, node in [*slots(function)]:
        if getattr(node, "lineno", 0) in lines:
            for said, new in replacements(node, function, shown):
                _put(holder, key, new)
                seen.append(said)
                yield said, ast.fix_missing_locations(tree)
            _put(holder, key, node)
    for said in [said for said in dict.fromkeys(seen) if seen.count(said) > 1]:
        _put(tree.body, place, Everywhere(said, function, lines, shown).visit(copy.deepcopy(function)))
        yield f"{said}, each time", ast.fix_missing_locations(tree)
    for one, other in itertools.combinations(parameters_of(function) if seen else (), 2):
        _put(tree.body, place, Exchanged({one: other, other: one}).visit(copy.deepcopy(function)))
        yield f"`{one}` and `{other}` have changed places", tree


class Everywhere(ast.NodeTransformer):
    """Makes one kind of change wherever it can be made."""

    def __init__(self, said: str, function: ast.stmt, lines: set[int], shown: set[str]):
        self.said, self.function, self.lines, self.shown = said, function, lines, shown

    def visit(self, node: ast.AST) -> ast.AST:
        node = self.generic_visit(node)
        if getattr(node, "lineno", 0) in self.lines:
            for said, new in replacements(node, self.function, self.shown):
                if said == self.said:
                    return ast.copy_location(new, node)
        return node


class Exchanged(ast.NodeTransformer):
    """Takes names for one another, but for those in the head of the function."""

    def __init__(self, names: dict[str, str]):
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)


def parameters_of(function: ast.AST) -> list[str]:
    """The names in the head of a function; none of a class."""
    return [part.arg for part in function.args.args] if isinstance(function, ast.FunctionDef) else []


def written_lines(code: str) -> set[int]:
    """The numbers of the lines of the solution that the starter does not have."""
    lines: set[int] = set()
    at = 1
    for passage in passages(code):
        if not passage.shared:
            lines.update(range(at, at + len(passage.solution)))
        at += len(passage.solution)
    return lines


def slots(tree: ast.AST) -> Iterator[Slot]:
    """Each node below this one, with where it stands."""
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list):
                yield from ((value, k, part) for k, part in enumerate(value) if isinstance(part, ast.AST))
            elif isinstance(value, ast.AST):
                yield node, field, value


def _put(holder: Any, key: Any, node: ast.AST) -> None:
    if isinstance(holder, list):
        holder[key] = node
    else:
        setattr(holder, key, node)


def names_in(tree: ast.AST) -> set[str]:
    """The names that a text shows."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return found | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def replacements(node: ast.AST, function: ast.AST, shown: set[str]) -> Iterator[tuple[str, ast.AST]]:
    """What a learner may have written in place of this node."""
    match node:
        case ast.BinOp():
            yield from _of_operations(node, shown)
        case ast.UnaryOp(op=ast.USub(), operand=inside) if not isinstance(inside, ast.Constant):
            yield "a minus is missing", inside
        case ast.UnaryOp(op=ast.Not(), operand=inside):
            yield "a `not` is missing", inside
        case ast.Compare(left=left, ops=[op], comparators=others):
            for other in TAKEN_FOR.get(type(op), ()):
                yield _for(SIGNS[other], SIGNS[type(op)]), ast.Compare(left, [other()], others)
        case ast.BoolOp(op=op, values=values):
            for other in TAKEN_FOR[type(op)]:
                yield _for(SIGNS[other], SIGNS[type(op)]), ast.BoolOp(other(), values)
            yield from (("a condition is missing", part) for part in values)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield "the two cases of an `if` have changed places", ast.IfExp(test, orelse, body)
            yield from (("one case of an `if` is missing", part) for part in (body, orelse))
        case ast.Call():
            yield from _of_calls(node)
        case ast.Attribute(value=value, attr=name, ctx=ctx):
            for other in _relatives(name):
                yield _for(other, name), ast.Attribute(value, other, ctx)
        case ast.Name(id=name, ctx=ast.Load()):
            yield from _of_names(name, function, shown)
        case ast.Constant(value=value):
            yield from _of_numbers(value)
        case ast.Subscript(value=value, slice=ast.Name() | ast.BinOp() as place, ctx=ast.Load() as ctx):
            for step, word in ((1, "large"), (-1, "small")):
                moved = ast.BinOp(place, ast.Add(), ast.Constant(step))
                yield f"an index is too {word} by 1", ast.Subscript(value, moved, ctx)
        case ast.Return(value=ast.Tuple(elts=[first, second])):
            yield "its two results have changed places", ast.Return(ast.Tuple([second, first], ast.Load()))
        case ast.Return(value=ast.expr() as value):
            for other in parameters_of(function):
                more = ast.BinOp(value, ast.Mult(), ast.Name(other, ast.Load()))
                yield f"a factor is too much, `{other}`", ast.Return(more)
        case ast.comprehension(target=target, iter=iterated, ifs=[_, *_], is_async=is_async):
            yield "a condition is missing", ast.comprehension(target, iterated, [], is_async)
        case ast.stmt():
            yield from _of_statements(node, shown)


def _for(one: str, other: str) -> str:
    return f"`{one}` in place of `{other}`"


def _of_operations(node: ast.BinOp, shown: set[str]) -> Iterator[tuple[str, ast.AST]]:
    """Another sign, with brackets and without; one side alone; the sides the other way round."""
    sign, left, right = type(node.op), node.left, node.right
    for other in TAKEN_FOR.get(sign, ()):
        said = _for(SIGNS[other], SIGNS[sign])
        yield said, ast.BinOp(left, other(), right)
        if sign is ast.Add and other is ast.Mult and isinstance(left, ast.BinOp):
            yield said, ast.BinOp(left.left, left.op, ast.BinOp(left.right, other(), right))
    for missing, kept, lost in zip(SIDES.get(sign, ()), (left, right), (right, left), strict=False):
        text = ast.unparse(lost)
        seen = names_in(lost) and names_in(lost) <= shown and len(text) < 30
        yield f"{missing} is missing" + (f", `{text}`" if seen else ""), kept
    if sign in (ast.Sub, ast.Div, ast.Pow, ast.MatMult):
        yield f"the two sides of a `{SIGNS[sign]}` have changed places", ast.BinOp(right, node.op, left)


def _of_calls(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    """The function left out, or a relative of it; the ends of a range."""
    function, args = node.func, node.args
    if isinstance(function, ast.Attribute) and not args:
        yield f"`{function.attr}` is missing", function.value
    if not isinstance(function, ast.Name):
        return
    for k, part in enumerate(args if function.id not in ("range", "len", "zip") else ()):
        if isinstance(part, ast.Name):
            turned = ast.UnaryOp(ast.USub(), part)
            yield (
                "a minus is too much",
                ast.Call(function, [*args[:k], turned, *args[k + 1 :]], node.keywords),
            )
    if function.id == "len":
        yield f"`2` in place of `{ast.unparse(node)}`", ast.Constant(2)
    if function.id == "range":
        yield from _of_ranges(node)
    elif len(args) == 1 and not isinstance(args[0], (ast.Starred, ast.GeneratorExp)):
        yield f"`{function.id}` is missing", args[0]
    for other in _relatives(function.id):
        if hasattr(builtins, other) or not hasattr(builtins, function.id):
            yield _for(other, function.id), ast.Call(ast.Name(other, ast.Load()), args, node.keywords)
    if len(args) == 2 and not any(isinstance(part, ast.Starred) for part in args) and function.id != "zip":
        yield f"the two arguments of `{function.id}` have changed places", ast.Call(function, args[::-1], [])


def _of_ranges(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    first, *rest = node.args
    begin, end = (first, rest[0]) if rest else (ast.Constant(0), first)
    for step, when in ((-1, "early"), (1, "late")):
        moved = ast.BinOp(end, ast.Add(), ast.Constant(step))
        yield f"a range ends too {when} by 1", ast.Call(node.func, [begin, moved, *rest[1:]], [])
        moved = ast.BinOp(begin, ast.Add(), ast.Constant(step))
        yield f"a range begins too {when} by 1", ast.Call(node.func, [moved, end, *rest[1:]], [])


def _relatives(name: str) -> list[str]:
    return [other for family in FAMILIES if name in family for other in family if other != name]


def _of_names(name: str, function: ast.AST, shown: set[str]) -> Iterator[tuple[str, ast.AST]]:
    """Another name of the same function."""
    assigned = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    known = {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)} | assigned
    for other in sorted(known - {name, "self"}) if name in known and name != "self" else ():
        if name in shown and other in shown:
            yield _for(other, name), ast.Name(other, ast.Load())


def _of_numbers(value: Any) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
        return
    near = [value + 1, value - 1] if isinstance(value, int) else [10 * value, value / 10, 100 * value]
    for other in dict.fromkeys([*near, 2 * value, value / 2, -value]):
        if other != value:
            yield f"`{other:g}` in place of another number", ast.Constant(other)


def _of_statements(node: ast.stmt, shown: set[str]) -> Iterator[tuple[str, ast.AST]]:
    """A line left out; += for =, and the other way round."""
    match node:
        case ast.Expr(value=ast.Call(func=called)):
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield f"`{name}` is never called", ast.Pass()
        case ast.AugAssign(target=target, op=op, value=value):
            sign = SIGNS[type(op)]
            yield _for("=", f"{sign}="), ast.Assign([target], value)
            for other in TAKEN_FOR.get(type(op), ()):
                yield _for(f"{SIGNS[other]}=", f"{sign}="), ast.AugAssign(target, other(), value)
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript() as target], value=value):
            text = ast.unparse(target)
            if names_in(target) <= shown:
                yield f"`{text}` is never set", ast.Pass()
            yield _for("+=", "="), ast.AugAssign(target, ast.Add(), value)
