'''A row of the table as an operation on Values: it computes z and the partials, and makes the node.

``operations.py`` holds these functions, one for each row; a row of a user's own is printed when it is made.

>>> from micrograd_like.rules import table
>>> print(method(table.neg))
def neg(self):
    """z = -x, dz/dx = -1"""
    kind = type(self)
    if kind is not plain:
        return careful(rule_neg, (self,))
    x = self.data
    z = -x
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = (self,)
    node.partials = (-1.0,)
    node.rule = rule_neg
    node.label = ""
    return node if told is None else told(node)
'''

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from .printer import lines_of_partials, numbers_read, parameters, partials_tuple, value_lines
from .written import WrittenRule

OPERATORS = {"add": ("__add__", "__radd__"), "sub": ("__sub__", "__rsub__"), "mul": ("__mul__", "__rmul__"),
             "div": ("__truediv__", "__rtruediv__"), "pow": ("__pow__", "__rpow__"),
             "mod": ("__mod__", "__rmod__"),
             "floordiv": ("__floordiv__", "__rfloordiv__"), "neg": ("__neg__", ""),
             "abs": ("__abs__", "")}  # fmt: skip

SCALAR = """\
def {name}({signature}):
    {title}
{dispatch}
{read}
{compute}
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = {parents}
    node.partials = {partials}
    node.rule = {rule}
    node.label = ""
    return node if {told} is None else {told}(node)"""

FOLD = """\
def {name}({signature}):
    {title}
    parents = {parents}
    if set(map(type, parents)) != {{kind := {plain}}}:
        return {careful}
{read}
{compute}
    node = new(kind)
    node.data = z
    node.grad = 0.0
    node.parents = parents
    node.partials = {partials}
    node.rule = {bound}
    node.label = ""
    return node if {told} is None else {told}(node)"""

ONE = """\
    kind = type(self)
    if kind is not {plain}:
        return {careful}"""

TWO = """\
    kind = type(self)
    if kind is type(other) is {plain}:
        pass
    elif kind is {plain} and (type(other) is float or type(other) is int):
        {number}
    else:
        try:
            return {careful}
        except OperandError as error:
            raise TypeError(str(error)) from None"""

REFLECTED = """\
    kind = type(self)
    if kind is {plain} and (type(other) is float or type(other) is int):
        other = leaf(kind, other)
    else:
        try:
            return {careful}
        except OperandError as error:
            raise TypeError(str(error)) from None"""

MANY = """\
    kind = type(self)
    if {others} or kind is not {plain}:
        return {careful}"""


def method(
    row: WrittenRule, name: str = "", reflected: bool = False, plain: str = "plain", told: str = "told"
) -> str:
    """The function by which graph nodes are made, with the quick way for plain Values written out.

    plain: where the class stands whose Values take the quick way.  told: where the function stands that is
    told of each new node, or None.
    """
    words: dict[str, Any] = {"name": name or row.name, "title": f'"""{row.equations}"""', "plain": plain,
                             "told": told, "rule": f"rule_{row.name}"}  # fmt: skip
    words["bound"] = f"bound(rule_{row.name}, {_tuple(row.params)}, None)" if row.params else words["rule"]
    words["partials"] = partials_tuple(row)
    if row.lists:
        return _fold(row, words)
    args = ["self", "other", "third"][: len(row.letters)]
    given = args[::-1] if reflected else args
    words["signature"] = ", ".join([*args, *parameters(row)])
    words["operands"] = words["parents"] = ", ".join(given)
    words["parents"] = f"({words['parents']}{',' * (len(args) == 1)})"
    words["number"] = _constant(row) or "other = leaf(kind, other)"
    words["others"] = " or ".join(f"type({a}) is not kind" for a in args[1:])
    words["careful"] = _careful(row, words["operands"])
    words["compute"] = _guarded(row, words["careful"])
    shape = REFLECTED if reflected else {1: ONE, 2: TWO}.get(len(args), MANY)
    reads = [f"    {x} = {a}.data" for x, a in zip(row.letters, given, strict=True) if x in numbers_read(row)]
    text = SCALAR.format(**{**words, "dispatch": shape.format(**words), "rule": words["bound"],
                            "read": "\n".join([*_floats(row), *reads])})  # fmt: skip
    return "\n".join(line for line in text.splitlines() if line.strip())


def _careful(row: WrittenRule, operands: str) -> str:
    """The call of the careful way."""
    params = f", {_tuple(row.params)}" if row.params else ""
    return f"careful(rule_{row.name}, ({operands}{',' * (', ' not in operands)}){params})"


def _tuple(names: Iterable[str]) -> str:
    """The names as a tuple."""
    found = list(names)
    return f"({', '.join(found)}{',' * (len(found) == 1)})"


def _fold(row: WrittenRule, words: dict[str, Any]) -> str:
    parents = ", ".join(f"*{x}" if x in row.lists else x for x in row.letters)
    words |= {"signature": ", ".join([*row.letters, *parameters(row)]), "operands": ", ".join(row.letters),
              "parents": f"({parents},)"}  # fmt: skip
    words["careful"] = _careful(row, words["operands"])
    if row.each:
        return "def {name}({signature}):\n    {title}\n    return {careful}".format(**words)
    again = _careful(row, f"*{words['rule']}.split(parents)")  # the letters are numbers by then
    words["compute"] = _guarded(row, again)
    reads = [
        f"    {x} = " + (f"[v.data for v in {x}]" if x in row.lists else f"{x}.data") for x in row.letters
    ]
    text = FOLD.format(**{**words, "read": "\n".join([*_floats(row), *reads])})
    return "\n".join(line for line in text.splitlines() if line.strip())


def _constant(row: WrittenRule) -> str:
    """What stands in the place of the operation where the second operand is a plain number."""
    if not row.constant:
        return ""
    cases = [f"self.{name}() if other == {c!r} else " for c, name in row.constant.items() if c is not None]
    return f"return {''.join(cases)}{row.constant[None]}(self, other)"


def _guarded(row: WrittenRule, careful: str) -> str:
    """The lines that compute z and what the partials need, behind a look at the numbers that go in.

    Whoever has put something else than a float into ``.data`` is told by the careful way.  Through + - * /
    alone it shows in z, and backward() looks there: these rows are the quickest, a look would cost them 5 %.
    """
    lines = [*value_lines(row), *lines_of_partials(row)]
    letters = [x for x in row.letters if x in numbers_read(row)]
    if _is_arithmetic(row.value) or not letters:
        return "\n".join(lines)
    if row.lists:
        kinds = (
            f"set(map(type, {x})) != {{float}}" if x in row.lists else f"type({x}) is not float"
            for x in letters
        )
        test = " or ".join(kinds)
    elif len(letters) == 1:
        test = f"type({letters[0]}) is not float"
    else:
        test = f"not {' is '.join(f'type({x})' for x in letters)} is float"
    return "\n".join([f"    if {test}:", f"        return {careful}", *lines])


def _is_arithmetic(tree: ast.expr) -> bool:
    """Whether a formula is made of + - * / alone, or is a sum of such."""
    calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call)]
    plain = all(isinstance(f, ast.Name) and f.id == "sum" for f in calls)
    return plain and not any(isinstance(n, ast.Pow) for n in ast.walk(tree))


def _floats(row: WrittenRule) -> list[str]:
    """Static parameters as floats."""
    return [f"    {p} = {p} if type({p}) is float else real({p})" for p in row.params]


def methods_of(row: WrittenRule) -> list[str]:
    """The texts of a row in the class: the operator, its reflection, and its name."""
    if not row.is_method:
        return []
    name, reflected = OPERATORS.get(row.name, ("", ""))
    made = [typed(method(row, name))]
    made += [typed(method(row, reflected, reflected=True))] if reflected else []
    return [*made, f"{row.name} = {name}"] if name else made


def typed(text: str) -> str:
    """The signature of a method with the types that editors and type checkers show."""
    head, _, rest = text.partition("\n")
    head = head.replace("other", "other: Any").replace("):", ") -> Self:")
    return f"{head}\n{rest}"
