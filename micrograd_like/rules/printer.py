"""The printing press: rows of the table as Python source, the code you would have written by hand.

``python -m micrograd_like.rules`` writes ``operations.py`` (each row as a method of Value),
``rules/printed_floats.py`` (z, and z with its partials, on floats) and ``rules/printed_partials.py`` (the
partials on numbers of any type).  A row of a user's own goes through the same functions at run time, by
``define``.

>>> from micrograd_like.rules import table
>>> print(linearize(table.tanh))
def linearize_tanh(x):
    z = _tanh(x)
    return z, (_sech2(x),)
"""

from __future__ import annotations

import ast
import linecache
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from textwrap import fill, indent
from typing import Any

from . import floats, formula
from .written import WrittenRule

OPERATORS = {"add": ("__add__", "__radd__"), "sub": ("__sub__", "__rsub__"), "mul": ("__mul__", "__rmul__"),
             "div": ("__truediv__", "__rtruediv__"), "pow": ("__pow__", "__rpow__"),
             "mod": ("__mod__", "__rmod__"),
             "floordiv": ("__floordiv__", "__rfloordiv__"), "neg": ("__neg__", ""),
             "abs": ("__abs__", "")}  # fmt: skip
_numbers = count(1)


def define(text: str, names: dict[str, Any], title: str) -> Callable:
    """The function that text defines, with names as its globals; ``inspect.getsource`` and tracebacks show
    the text.
    """
    file = f"<rule {title}, {next(_numbers)}>"  # a number, because two rows may have one name
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    local: dict[str, Any] = {}
    exec(compile(text, file, "exec"), names, local)  # noqa: S102  our own text, from checked formulas
    return next(iter(local.values()))


# ---- a row on floats ----


def value_name(row: WrittenRule) -> str:
    """What formulas call the row's value on floats; a leaf of that name, such as tanh, keeps it."""
    return f"value_{row.name}" if row.name in floats.__all__ else f"_{row.name}"


def value(row: WrittenRule) -> str:
    """A function of floats that gives z (all of them for a row with one result per element)."""
    return "\n".join([_head(row, value_name(row)), *_value(row), f"    return {'q' if row.each else 'z'}"])


def linearize(row: WrittenRule) -> str:
    """A function of floats that gives z and the partials; None where nothing is sent.

    For a row with one result per element: a list of such pairs.
    """
    lines = [_head(row, f"linearize_{row.name}"), *_value(row)]
    if not row.each:
        return "\n".join([*lines, *_terms_of_partials(row), f"    return z, {_partials(row)}"])
    inner = [*_terms(row, row.partials), f"results.append((z, {_partials(row)}))"]
    loop = ["    results = []", "    for k, z in enumerate(q):", *(f"        {line}" for line in inner)]
    return "\n".join([*lines, *loop, "    return results"])


def condition(row: WrittenRule, text: str) -> str:
    """A function of floats that says whether a condition on the operands holds: comparisons joined by and,
    or.
    """
    tree = row.read_condition(text)
    lines = [_head(row, f"condition_{row.name}"), *_value(row), *_count(row, [tree])]
    return "\n".join([*lines, f"    return {formula.python(tree, list_names(row))}"])


# ---- the partials on any numbers ----


def partials(row: WrittenRule, kept: bool = False) -> str:
    """A function of z and the operands, of any number type, that gives the partials.

    kept: every where() is an operation of its own, so that the partials can be computed anew.

    For a row with one result per element also of k, and of a dict that the results share: what does not
    depend on z or k is computed by the first that is asked, and found there by the others.
    """
    extra = ["k", "shared=None"] if row.each else []
    lines = [_head(row, f"partials_{row.name}", "z", *row.letters, extra=extra), *_count(row, row.partials)]
    terms = _terms(row, row.partials, generic=True, kept=kept)
    if row.each:
        if "q" in _names(row, row.partials):
            terms.insert(0, f"q = _{row.name}({row.letters[0]})")
        lines.append("    shared = {} if shared is None else shared")
        terms = [line for term in terms for line in _once(row, term)]
    lines += [f"    {line}" for line in terms]
    return "\n".join([*lines, f"    return {_partials(row, generic=True, kept=kept)}"])


def _once(row: WrittenRule, term: str) -> list[str]:
    """The assignment of a subterm, made by the first result alone if the others have the same one."""
    name, _, text = term.partition(" = ")
    if name in row.let and _names(row, [row.let[name]]) & {"z", "k"}:
        return [term]
    return [f'if "{name}" not in shared:', f'    shared["{name}"] = {text}', f'{name} = shared["{name}"]']


# ---- a row as an operation on Values ----

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
    words["partials"] = _partials(row)
    if row.lists:
        return _fold(row, words)
    args = ["self", "other", "third"][: len(row.letters)]
    given = args[::-1] if reflected else args
    words["signature"] = ", ".join([*args, *_parameters(row)])
    words["operands"] = words["parents"] = ", ".join(given)
    words["parents"] = f"({words['parents']}{',' * (len(args) == 1)})"
    words["number"] = _constant(row) or "other = leaf(kind, other)"
    words["others"] = " or ".join(f"type({a}) is not kind" for a in args[1:])
    words["careful"] = _careful(row, words["operands"])
    words["compute"] = _guarded(row, words["careful"])
    shape = REFLECTED if reflected else {1: ONE, 2: TWO}.get(len(args), MANY)
    reads = [f"    {x} = {a}.data" for x, a in zip(row.letters, given, strict=True) if x in _data(row)]
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
    words |= {"signature": ", ".join([*row.letters, *_parameters(row)]), "operands": ", ".join(row.letters),
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
    alone it shows in z, and backward() looks there: these rows are the quickest, and a look would cost them 5
    %.
    """
    lines = [*_value(row), *_terms_of_partials(row)]
    letters = [x for x in row.letters if x in _data(row)]
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


# ---- pieces ----


def _head(row: WrittenRule, name: str, *args: str, extra: Iterable[str] = ()) -> str:
    return f"def {name}({', '.join([*(args or row.letters), *_parameters(row), *extra])}):"


def _parameters(row: WrittenRule) -> list[str]:
    """The static parameters of a signature, with their defaults."""
    return [p if d is None else f"{p}={float(d)!r}" for p, d in row.params.items()]


def _value(row: WrittenRule) -> list[str]:
    """The lines that compute z, with the subterms it needs."""
    lists = list_names(row)
    lines = [*_count(row, [row.value, *row.partials]), *(f"    {line}" for line in _terms(row, [row.value]))]
    match row.value:
        case ast.Call(func=ast.Name(id="sum"), args=[body, *start]) if (
            row.lists
        ):  # a plain loop: nothing is faster
            loop = formula.over(body, "@", lists)[1:-1].removeprefix("@ ")
            if isinstance(body, ast.Name):
                loop = f"for {body.id}_i in {body.id}"
            first = formula.python(start[0], lists) if start else "0.0"
            return [*lines, f"    z = {first}", f"    {loop}:", f"        z += {formula.python(body, lists)}"]
    body = formula.python(row.value, lists)
    return [*lines, f"    q = {formula.over(row.value, body, lists)}" if row.each else f"    z = {body}"]


def list_names(row: WrittenRule) -> list[str]:
    """The names that stand for lists: operands first, the index, all results, subterms with a value per
    element.
    """
    if not row.lists:
        return []
    found = [*row.lists, "i", "q"]
    for name, tree in row.let.items():
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


def _count(row: WrittenRule, trees: Iterable[ast.expr]) -> list[str]:
    return [f"    n = float(len({row.lists[0]}))"] if row.lists and "n" in _names(row, trees) else []


def _names(row: WrittenRule, trees: Iterable[ast.expr]) -> set[str]:
    found = set().union(*map(formula.names, trees))
    while more := set().union(*(formula.names(row.let[t]) for t in found & row.let.keys())) - found:
        found |= more
    return found


def _data(row: WrittenRule) -> set[str]:
    return _names(row, [row.value, *row.partials])


def needed(row: WrittenRule, trees: Iterable[ast.expr]) -> set[str]:
    """The subterms that the trees use, directly or through others."""
    return _names(row, trees) & row.let.keys()


def _terms_of_partials(row: WrittenRule) -> list[str]:
    return [f"    {line}" for line in _terms(row, row.partials, needed(row, [row.value]))]


def _terms(
    row: WrittenRule, trees: Iterable[ast.expr], known: Iterable[str] = (), generic: bool = False,
    kept: bool = False,
) -> list[str]:  # fmt: skip
    """Assignments of the subterms that trees need and that are not known yet, in the row's order."""
    lists, lines = list_names(row), []
    wanted = needed(row, trees)
    for name in row.let:
        if name not in wanted or name in known:
            continue
        tree = row.let[name]
        if row.lists and is_vector(tree):
            text = formula.python(tree, (), generic=generic, kept=kept)
        elif row.lists and name in lists:
            text = formula.over(tree, formula.python(tree, lists, generic=generic, kept=kept), lists)
        else:
            text = formula.python(tree, lists, generic=generic, kept=kept)
        lines.append(f"{name} = {text}")
    return lines


def _partials(row: WrittenRule, generic: bool = False, kept: bool = False) -> str:
    """The tuple of partials, flat: one for every parent."""
    lists, parts = list_names(row), []
    for letter, tree in zip(row.letters, row.partials, strict=True):
        text = formula.python(tree, lists, dead=True, generic=generic, kept=kept)
        used = formula.names(tree)
        if letter not in row.lists:
            parts.append(text)
        elif isinstance(tree, ast.Name):
            parts.append(f"*{tree.id}")
        elif isinstance(tree, ast.Constant) or ("i" not in used and not used & {*lists}):
            parts.append(f"*[{text}] * len({letter})")
        else:
            parts.append(f"*{formula.over(tree, text, lists)}")
    return f"({', '.join(parts)}{',' * (len(parts) == 1)})"


# ---- the printed files ----

PRINTED = "Printed by `python -m micrograd_like.rules` from rules/table.py.  Change the table, not this file."

FLOATS_HEAD = f'''"""The rows on floats: z, and z with its partials (None where nothing is sent).

{PRINTED}
"""

# fmt: off
# ruff: noqa
# pyright: basic
from math import inf, nan, pi

'''

PARTIALS_HEAD = f'''"""The partials of the rows on numbers of any type: derivatives of derivatives.

{PRINTED}
"""

# fmt: off
# ruff: noqa
# pyright: basic
from math import inf, nan, pi
from typing import Any

from . import table  # first the rows
from .row import RULES
'''

OPERATIONS_HEAD = f'''"""The operations of a Value, each row of the table written out.

{PRINTED}

Each method does what ``operate`` in engine.py does, unrolled for its row: it reads the numbers, computes z
and the partials, and makes the node.  That is the quick way, for Values and plain numbers.  Everything else
(Duals, subclasses, arrays, wrong operands)
goes through ``careful``, to ``operate`` itself.
"""

# fmt: off
# ruff: noqa
from __future__ import annotations

import sys
from math import inf, nan, pi
from typing import Any, Self

from .rules import RULES, printer, real
from .rules.operands import OperandError, flatten
from .rules.row import FLOATS, bound
'''

OPERATIONS_BASE = '''
IN_C = "{in_c}"  # what operations.c and engine.c, printed and written beside this file, are called together
plain: Any = None  # the class whose operations take the quick way: Value
told: Any = None  # what is told of each new node while a recorder such as no_grad is on, and gives it back
new: Any = object.__new__


def leaf(kind: Any, number: float) -> Any:
    """A plain number in an operation: a leaf that nobody holds."""
    node = new(kind)
    try:
        node.data = float(number)
    except OverflowError:  # a whole number too large for a double: say so
        node.data = real(number)
    node.grad = 0.0
    node.parents = node.partials = ()
    node.rule = node.label = ""
    return node


def careful(rule: Any, operands: tuple, params: tuple = ()) -> Any:
    """The operation by ``operate`` of the operands' type; of a subclass, where there is one among them."""
    kind: Any = None
    for own in dict.fromkeys(map(type, flatten(operands))):
        if hasattr(own, "operate") and (kind is None or issubclass(own, kind)):
            kind = own
    if kind is not None:
        return kind.operate(rule, operands, params)
    return rule(**dict(zip(rule.letters, operands)), **dict(zip(rule.params, params)))


def function_of(rule: Any) -> Any:
    """The function that makes this row's nodes the quick way; None for a row of a user's own."""
    return FUNCTIONS.get(rule.name) if RULES.get(rule.name) is rule else None


def print_one(rule: Any) -> Any:
    """The method for a row of a user's own, printed and compiled now."""
    names = {**FLOATS, **globals(), f"rule_{rule.name}": rule, "operations": sys.modules[__name__]}
    names |= {name: RULES[name] for name in rule.constant.values()}
    text = printer.method(rule, plain="operations.plain", told="operations.told")
    return printer.define(text, names, f"Value.{rule.name}")


class Operations:
    """What a Value can do: a method for each row of the table."""

    __slots__ = ()
    data: float
    operate: Any

'''


def floats_text(rows: Iterable[WrittenRule]) -> str:
    """rules/printed_floats.py."""
    leaves = "\n".join(f"from .floats import {name} as _{name}" for name in floats.__all__)
    parts = [
        f"{linearize(row)}\n" if is_leaf(row) else f"{value(row)}\n\n\n{linearize(row)}\n" for row in rows
    ]
    return FLOATS_HEAD + leaves + "\n\n\n" + "\n\n".join(parts)


def is_leaf(row: WrittenRule) -> bool:
    """Whether z on floats is just the function of that name in floats.py, as for tanh."""
    return row.natural and row.name in floats.__all__ and row.text[0] == f"{row.name}({', '.join(row.order)})"


def partials_text(rows: Iterable[WrittenRule]) -> str:
    """rules/printed_partials.py."""
    body = "\n\n\n".join(map(partials, rows))
    special = {f"_{f}": f"from .floats import {f} as _{f}" for f in ("others", "means", "scatters")}
    special["_sum"] = '_sum: Any = RULES.get("total")'
    special["_div"] = "from .operands import quotient as _div"
    special["_held"] = "from .operands import held as _held"
    imports = [special.get(f, f'{f}: Any = RULES.get("{f[1:]}")') for f in _called(body)]
    return PARTIALS_HEAD + "\n".join(sorted(imports)) + "\n\n\n" + body + "\n"


def _called(text: str) -> list[str]:
    """The functions of formulas that a text calls: _exp, _sech2 and so on."""
    return sorted(set(re.findall(r"(?<![\w.])_[a-z]\w*(?=\()", text)))


def operations_text(rows: Mapping[str, WrittenRule], in_c: str) -> str:
    """operations.py; in_c: what the same in C is called."""
    inside = [indent(text, "    ") for row in rows.values() for text in _methods(row)]
    outside = [method(row) for row in rows.values() if not row.is_method]
    table = "".join(f'    "{name}": {_place(row)},\n' for name, row in rows.items())
    body = OPERATIONS_BASE.replace("{in_c}", in_c) + "\n\n".join(inside) + "\n\n\n" + "\n\n\n".join(outside)
    body += (
        "\n\n\n# Each row's function, by name: how the table itself makes a node.\nFUNCTIONS = {\n"
        + table
        + "}\n"
    )
    names = fill(", ".join(_called(body)), 105, initial_indent="    ", subsequent_indent="    ")
    imports = f"from .rules.printed_floats import (\n{names},\n)\n"
    constants = "".join(f'rule_{name}: Any = RULES.get("{name}")\n' for name in rows)
    return OPERATIONS_HEAD + imports + "\n" + constants + body


def _place(row: WrittenRule) -> str:
    return f"Operations.{row.name}" if row.is_method else row.name


def _methods(row: WrittenRule) -> list[str]:
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
