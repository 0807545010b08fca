"""Python source from rows: what you would have written by hand, visible to tracebacks and ``inspect.getsource``.

>>> from micrograd_like.rules import table
>>> print(linearize(table.tanh))
def tanh(x):
    z = _tanh(x)
    return z, (_sech2(x),)
"""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from . import formula

if TYPE_CHECKING:
    from .row import Rule


# What generated functions call their own things and what they call: no operand or subterm may have such a name.
RESERVED = {"self", "other", "third", "node", "parents", "results", "Value", "new", "plain", "only", "lift", "bind", "numbers",
            "real", "type", "len", "float", "zip", "enumerate", "map", "set"}  # fmt: skip


def define(text: str, names: dict[str, Any], title: str) -> Callable:
    """The function that text defines, with names as its globals."""
    file = f"<rule {title}>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    local: dict[str, Any] = {}
    exec(compile(text, file, "exec"), names, local)  # noqa: S102  our own text, from checked formulas
    return next(iter(local.values()))


def value(rule: Rule) -> str:
    """A function of floats that gives z (all of them for a row with one result per element)."""
    return "\n".join([_head(rule, *rule.letters), *_value(rule), "    return " + ("q" if rule.each else "z")])


def linearize(rule: Rule) -> str:
    """A function of floats that gives z and the partials; None where nothing is sent.

    For a row with one result per element: a list of such pairs.
    """
    lines = [_head(rule, *rule.letters), *_value(rule)]
    if rule.each:
        inner = [
            "for k, z in enumerate(q):",
            *_terms(rule, rule.partials),
            f"results.append((z, {_partials(rule)}))",
        ]
        indented = [inner[0], *("    " + line for line in inner[1:])]
        return "\n".join(
            [*lines, "    results = []", *("    " + line for line in indented), "    return results"]
        )
    lines += ["    " + t for t in _terms(rule, rule.partials, needed(rule, [rule.value]))]
    return "\n".join([*lines, f"    return z, {_partials(rule)}"])


def partials(rule: Rule) -> str:
    """A function of z and the operands, of any number type, that gives the partials."""
    extra = ("k",) if rule.each else ()
    lines = [_head(rule, "z", *rule.letters, *extra), *_count(rule, rule.partials)]
    if rule.each and "q" in _names(rule, rule.partials):
        lines.append(f"    q = _{rule.name}({rule.letters[0]})")
    lines += ["    " + t for t in _terms(rule, rule.partials, generic=True)]
    return "\n".join([*lines, f"    return {_partials(rule, generic=True)}"])


def condition(rule: Rule, text: str) -> str:
    """A function of floats that says whether a condition on the operands holds: comparisons joined by and, or."""
    tree = formula.parse(_truth(ast.parse(text, mode="eval").body), rule._own | {"z", *rule.terms})
    lines = [_head(rule, *rule.letters), *_value(rule), *_count(rule, [tree])]
    return "\n".join([*lines, f"    return {formula.python(tree, list_names(rule))}"])


def _truth(node: ast.expr) -> str:
    """A condition as a formula: 1 where it holds, else 0.

    >>> _truth(ast.parse("x < 0 or x == y", mode="eval").body)
    'where(where(x < 0, 1, 0) != 0, 1, where(x == y, 1, 0))'
    """
    if not isinstance(node, ast.BoolOp):
        return f"where({ast.unparse(node)}, 1, 0)"
    *first, last = map(_truth, node.values)
    either = isinstance(node.op, ast.Or)
    for part in reversed(first):
        last = f"where({part} != 0, 1, {last})" if either else f"where({part} != 0, {last}, 0)"
    return last


def method(rule: Rule) -> str:
    """The function by which graph nodes are made, with the quick way for plain Values written out.

    ``new`` makes an empty node; ``plain`` is Value itself, or nothing while every operation must go the careful way
    (``lift``); ``numbers`` are the types that become constants.
    """
    if rule.lists:
        return _fold_method(rule)
    args = ["self", "other", "third"][: len(rule.letters)]
    signature = [*args, *_parameters(rule)]
    careful = _careful(rule, args)
    lines = [f"def {rule.name}({', '.join(signature)}):", f'    """{_title(rule)}"""']
    if len(args) == 2:
        lines += ["    if type(self) is type(other) is plain:", "        pass"]
        lines += ["    elif type(self) is plain and type(other) in numbers:"]
        lines += [
            "        return Value_powc(self, float(other))"
            if rule.name == "pow"
            else "        other = Value(other)"
        ]
        lines += ["    elif type(other) is plain and type(self) in numbers:", "        self = Value(self)"]
        lines += ["    else:", f"    {careful}"]
    else:
        lines += [f"    if {' or '.join(f'type({a}) is not plain' for a in args)}:", f"    {careful}"]
    lines += [
        *_plain(rule),
        *(f"    {x} = {a}.data" for x, a in zip(rule.letters, args, strict=True) if x in _data(rule)),
    ]
    lines += _value(rule)
    lines += ["    " + t for t in _terms(rule, rule.partials, needed(rule, [rule.value]))]
    return "\n".join(
        [*lines, *("    " + line for line in _node(rule, f"({', '.join(args)},)", _partials(rule)))]
    )


def _plain(rule: Rule) -> list[str]:
    """Static parameters as floats."""
    return [f"    {p} = {p} if type({p}) is float else real({p})" for p in rule.params]


def _careful(rule: Rule, operands: Iterable[str]) -> str:
    return f"    return lift(rule_{rule.name}, ({', '.join(operands)},), ({''.join(p + ', ' for p in rule.params)}))"


def _node(rule: Rule, parents: str, partials: str) -> list[str]:
    params = "".join(f", {p}" for p in rule.params)
    row = f"bind(rule_{rule.name}{params})" if params else f"rule_{rule.name}"
    return ["node = new(Value)", "node.data = z", "node.grad = 0.0", f"node.parents = {parents}",
            f"node.partials = {partials}", f"node.rule = {row}", 'node.label = ""', "return node"]  # fmt: skip


def _fold_method(rule: Rule) -> str:
    letters = rule.letters
    parents = ", ".join(f"*{x}" if x in rule.lists else x for x in letters)
    signature = [*letters, *_parameters(rule)]
    lines = [
        f"def {rule.name}({', '.join(signature)}):",
        f'    """{_title(rule)}"""',
        f"    parents = ({parents},)",
    ]
    if rule.each:
        return "\n".join([*lines, _careful(rule, letters)])
    lines += ["    if set(map(type, parents)) == only:", *("    " + line for line in _plain(rule))]
    lines += [
        f"        {x} = " + (f"[v.data for v in {x}]" if x in rule.lists else f"{x}.data") for x in letters
    ]
    lines += ["    " + line for line in _value(rule)]
    lines += ["        " + t for t in _terms(rule, rule.partials, needed(rule, [rule.value]))]
    lines += ["        " + line for line in _node(rule, "parents", _partials(rule))]
    return "\n".join([*lines, _careful(rule, letters)])


def _title(rule: Rule) -> str:
    z, *partials = rule.text
    return f"z = {z};  " + ", ".join(f"dz/d{x} = {p}" for x, p in zip(rule.letters, partials, strict=True))


def _head(rule: Rule, *args: str) -> str:
    return f"def {rule.name}({', '.join([*args, *_parameters(rule)])}):"


def _parameters(rule: Rule) -> list[str]:
    """The static parameters of a signature, with their defaults."""
    return [p if d is None else f"{p}={float(d)!r}" for p, d in rule.params.items()]


def _value(rule: Rule) -> list[str]:
    """The lines that compute z, with the subterms it needs."""
    lines = [*_count(rule, [rule.value, *rule.partials]), *("    " + t for t in _terms(rule, [rule.value]))]
    match rule.value:
        case ast.Call(func=ast.Name(id="sum"), args=[body, *start]) if (
            rule.lists
        ):  # a plain loop: nothing is faster
            lists = list_names(rule)
            loop = formula.over(body, "@", lists)[1:-1].removeprefix("@ ") if not isinstance(body, ast.Name) else (
                f"for {body.id}_i in {body.id}")  # fmt: skip
            first = formula.python(start[0], lists) if start else "0.0"
            return [*lines, f"    z = {first}", f"    {loop}:", f"        z += {formula.python(body, lists)}"]
    if rule.each:
        body = formula.python(rule.value, list_names(rule))
        return [*lines, f"    q = {formula.over(rule.value, body, list_names(rule))}"]
    return [*lines, f"    z = {formula.python(rule.value, list_names(rule))}"]


def list_names(rule: Rule) -> list[str]:
    """The names that stand for lists: operands first, the index, all results, subterms with a value for every element."""
    if not rule.lists:
        return []
    found = [*rule.lists, "i", "q"]
    for name, tree in rule.let.items():
        if is_vector(tree) or formula.is_list(tree, found):
            found.append(name)
    return found


VECTORS = {
    "others",
    "means",
    "scatters",
    "softmax",
    "direction",
    "deviation",
}  # of a whole list, giving a list


def is_vector(tree: ast.expr) -> bool:
    """Whether the formula is a function of a whole list that gives a list."""
    return isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in VECTORS


def _count(rule: Rule, trees: Iterable[ast.expr]) -> list[str]:
    return [f"    n = float(len({rule.lists[0]}))"] if rule.lists and "n" in _names(rule, trees) else []


def _names(rule: Rule, trees: Iterable[ast.expr]) -> set[str]:
    found = set().union(*map(formula.names, trees))
    while more := set().union(*(formula.names(rule.let[t]) for t in found & rule.let.keys())) - found:
        found |= more
    return found


def _data(rule: Rule) -> set[str]:
    return _names(rule, [rule.value, *rule.partials])


def needed(rule: Rule, trees: Iterable[ast.expr]) -> set[str]:
    """The subterms that the trees use, directly or through others."""
    return _names(rule, trees) & rule.let.keys()


def _terms(
    rule: Rule, trees: Iterable[ast.expr], known: Iterable[str] = (), generic: bool = False
) -> list[str]:
    """Assignments of the subterms that trees need and that are not known yet, in the row's order."""
    lists, lines = list_names(rule), []
    for name in rule.let:
        if name not in needed(rule, trees) or name in known:
            continue
        tree = rule.let[name]
        match tree:
            case _ if rule.lists and is_vector(tree):
                text = formula.python(tree, (), generic=generic)
            case _ if rule.lists and name in lists:
                text = formula.over(tree, formula.python(tree, lists, generic=generic), lists)
            case _:
                text = formula.python(tree, lists, generic=generic)
        lines.append(f"{name} = {text}")
    return lines


def _partials(rule: Rule, generic: bool = False) -> str:
    """The tuple of partials, flat: one for every parent."""
    lists, parts = list_names(rule), []
    for letter, tree in zip(rule.letters, rule.partials, strict=True):
        text = formula.python(tree, lists, dead=True, generic=generic)
        if letter not in rule.lists:
            parts.append(text)
        elif isinstance(tree, ast.Constant):
            parts.append(f"*[{text}] * len({letter})")
        elif isinstance(tree, ast.Name):
            parts.append(f"*{tree.id}")
        else:
            comprehension = formula.over(tree, text, lists)
            if not formula.names(tree) & ({*lists} - {"i"}) and "i" not in formula.names(tree):
                comprehension = f"[{text}] * len({letter})"
            parts.append(f"*{comprehension}")
    return f"({', '.join(parts)},)"
