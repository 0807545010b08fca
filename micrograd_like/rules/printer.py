"""The printing press: rows of the table as Python source, the code you would have written by hand.

Here are a row on floats (z, and z with its partials), its conditions, and its partials on numbers of any
type.  ``methods.py`` makes a row an operation on Values, ``file_in_python.py`` puts all rows into files.
A row of a user's own goes through the same functions at run time, by ``define``.

>>> from micrograd_like.rules import table
>>> print(linearize(table.tanh))
def linearize_tanh(x):
    z = _tanh(x)
    return z, (_sech2(x),)
"""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from . import floats, formula
from .written import WrittenRule

_numbers = count(1)


def define(text: str, names: dict[str, Any], title: str) -> Callable:
    """The function that text defines, with names as its globals.

    ``inspect.getsource`` and tracebacks show the text.
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


def is_leaf(row: WrittenRule) -> bool:
    """Whether z on floats is just the function of that name in floats.py, as for tanh."""
    return row.natural and row.name in floats.__all__ and row.text[0] == f"{row.name}({', '.join(row.order)})"


def value(row: WrittenRule) -> str:
    """A function of floats that gives z (all of them for a row with one result per element)."""
    result = "q" if row.each else "z"
    return "\n".join([head(row, value_name(row)), *value_lines(row), f"    return {result}"])


def linearize(row: WrittenRule) -> str:
    """A function of floats that gives z and the partials; None where nothing is sent.

    For a row with one result per element: a list of such pairs.
    """
    lines = [head(row, f"linearize_{row.name}"), *value_lines(row)]
    if not row.each:
        return "\n".join([*lines, *lines_of_partials(row), f"    return z, {partials_tuple(row)}"])
    inner = [*subterms(row, row.partials), f"results.append((z, {partials_tuple(row)}))"]
    loop = ["    results = []", "    for k, z in enumerate(q):", *(f"        {line}" for line in inner)]
    return "\n".join([*lines, *loop, "    return results"])


def condition(row: WrittenRule, text: str) -> str:
    """A function of floats: whether a condition on the operands, comparisons joined by and, or, holds."""
    tree = row.read_condition(text)
    lines = [head(row, f"condition_{row.name}"), *value_lines(row), *count_line(row, [tree])]
    return "\n".join([*lines, f"    return {formula.python(tree, list_names(row))}"])


# ---- the partials on any numbers ----


def partials(row: WrittenRule, kept: bool = False) -> str:
    """A function of z and the operands, of any number type, that gives the partials.

    kept: every where() is an operation of its own, so that the partials can be computed anew.

    For a row with one result per element also of k, and of a dict that the results share: what does not
    depend on z or k is computed by the first that is asked, and found there by the others.
    """
    extra = ["k", "shared=None"] if row.each else []
    lines = [head(row, f"partials_{row.name}", "z", *row.letters, extra=extra)]
    lines += count_line(row, row.partials)
    terms = subterms(row, row.partials, generic=True, kept=kept)
    if row.each:
        if "q" in names_in(row, row.partials):
            terms.insert(0, f"q = _{row.name}({row.letters[0]})")
        lines.append("    shared = {} if shared is None else shared")
        terms = [line for term in terms for line in _once(row, term)]
    lines += [f"    {line}" for line in terms]
    return "\n".join([*lines, f"    return {partials_tuple(row, generic=True, kept=kept)}"])


def _once(row: WrittenRule, term: str) -> list[str]:
    """The assignment of a subterm, made by the first result alone if the others have the same one."""
    name, _, text = term.partition(" = ")
    if name in row.let and names_in(row, [row.let[name]]) & {"z", "k"}:
        return [term]
    return [f'if "{name}" not in shared:', f'    shared["{name}"] = {text}', f'{name} = shared["{name}"]']


# ---- the lines that functions are made of ----


def head(row: WrittenRule, name: str, *args: str, extra: Iterable[str] = ()) -> str:
    return f"def {name}({', '.join([*(args or row.letters), *parameters(row), *extra])}):"


def parameters(row: WrittenRule) -> list[str]:
    """The static parameters of a signature, with their defaults."""
    return [p if d is None else f"{p}={float(d)!r}" for p, d in row.params.items()]


def value_lines(row: WrittenRule) -> list[str]:
    """The lines that compute z, with the subterms it needs."""
    lists = list_names(row)
    lines = count_line(row, [row.value, *row.partials])
    lines += [f"    {line}" for line in subterms(row, [row.value])]
    match row.value:
        case ast.Call(func=ast.Name(id="sum"), args=[body, *start]) if row.lists:  # a loop: nothing is faster
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


# Functions of a whole list that give a list.
VECTORS = {"others", "means", "scatters", "softmax", "direction", "deviation"}


def is_vector(tree: ast.expr) -> bool:
    """Whether the formula is a function of a whole list that gives a list."""
    return isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in VECTORS


def count_line(row: WrittenRule, trees: Iterable[ast.expr]) -> list[str]:
    return [f"    n = float(len({row.lists[0]}))"] if row.lists and "n" in names_in(row, trees) else []


def names_in(row: WrittenRule, trees: Iterable[ast.expr]) -> set[str]:
    found = set().union(*map(formula.names, trees))
    while more := set().union(*(formula.names(row.let[t]) for t in found & row.let.keys())) - found:
        found |= more
    return found


def numbers_read(row: WrittenRule) -> set[str]:
    return names_in(row, [row.value, *row.partials])


def needed(row: WrittenRule, trees: Iterable[ast.expr]) -> set[str]:
    """The subterms that the trees use, directly or through others."""
    return names_in(row, trees) & row.let.keys()


def lines_of_partials(row: WrittenRule) -> list[str]:
    return [f"    {line}" for line in subterms(row, row.partials, needed(row, [row.value]))]


def subterms(
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


def partials_tuple(row: WrittenRule, generic: bool = False, kept: bool = False) -> str:
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
