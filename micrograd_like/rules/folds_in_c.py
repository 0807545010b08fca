"""Folds as C: rows over lists of operands, such as dot, max and softmax.

>>> from micrograd_like.rules import table
>>> print(make_fold(table.total, {}))
static PyObject *make_total(PyObject *const *given)
...
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Mapping

from .in_c import InC, NotSpelledError, function, used
from .printer import is_vector, list_names, needed
from .written import WrittenRule


def make_fold(row: WrittenRule, rows: Mapping[str, WrittenRule]) -> str:
    """A C function of lists, then numbers, that makes the node of a fold; of one with a result per element: a
    list of nodes.
    """
    lists, others = row.lists, [x for x in row.letters if x not in row.lists]
    if row.letters != (*lists, *others) or len(row.params) > 0:
        raise NotSpelledError(row.name)
    c = InC(rows, list_names(row))
    subterms = [t for t in row.let if t in needed(row, [row.value, *row.partials]) and t in c.lists]
    room = len(subterms) + (1 if row.each else 0)
    lines = [
        "Fold fold;",
        "PyObject *result;",
        f'if (!gathered(&fold, ROW_{row.name}, "{row.signature}", given, {len(lists)}, {len(others)}, {room},'
        " &result))",
        "    return result;",
        "size_t size = fold.size;",
    ]
    places = [f"fold.data + {i} * size" if i else "fold.data" for i in range(len(lists))]
    letters = used(row)
    lines += [
        f"double *{x} = {place};"
        for x, place in zip(lists, places, strict=True)
        if x in letters or x == lists[0]
    ]
    lines += [
        f"double {x} = fold.data[{len(lists)} * size + {i}];" for i, x in enumerate(others) if x in letters
    ]
    if "n" in letters:
        lines.append("double n = (double)size;")
    rooms = [*(["q"] if row.each else []), *subterms]
    lines += [f"double *{t} = fold.data + fold.count + {i} * size;" for i, t in enumerate(rooms)]
    lines += _list_terms(row, c, [row.value])
    body = c.spell(row.value)
    lines += c.taken()
    if row.each:
        lines += _each(row, c, body)
    else:
        lines += [f"double z = {body};", *_list_terms(row, c, row.partials, needed(row, [row.value]))]
        partials, filled = _fill(row, c)
        lines += [*partials, f"Node *node = folded(&fold, rows[ROW_{row.name}], z);", "if (node) {",
                  *(f"    {line}" for line in filled), "}",
                  "release(&fold);", "return made(node);"]  # fmt: skip
    head = f"static PyObject *make_{row.name}(PyObject *const *given)"
    return function(head, lines)


def _list_terms(
    row: WrittenRule, c: InC, trees: Iterable[ast.expr], known: Collection[str] = ()
) -> list[str]:
    """The subterms that trees need: a number, or for each element one."""
    lines, wanted = [], needed(row, trees)
    for term in row.let:
        if term not in wanted or term in known:
            continue
        tree = row.let[term]
        if is_vector(tree):
            lines.append(_vector(tree, term, row, c))
        elif term in c.lists:
            text = c.spell(tree)
            lines += [*c.taken(), f"for (size_t i = 0; i < size; i++) {term}[i] = {text};"]
        else:
            text = c.spell(tree)
            lines += [*c.taken(), f"double {term} = {text};"]
    return lines


def _vector(tree: ast.expr, term: str, row: WrittenRule, c: InC) -> str:
    """A function of a whole list that fills another."""
    match tree:
        case ast.Call(func=ast.Name(id=f), args=[ast.Name(id=x)]) if x in c.lists:
            if f == "others":
                return f"others({x}, size, {term});"
            if f in c.rows and c.rows[f].each:
                return f"values_{f}({x}, size, {term});"
    raise NotSpelledError(ast.unparse(tree))


def _fill(row: WrittenRule, c: InC) -> tuple[list[str], list[str]]:
    """Lines that reckon what the partials need, and lines that fill them in, one for each parent."""
    before: list[str] = []
    lines = ["double *partial = partials(node);"]
    for count, (letter, tree) in enumerate(zip(row.letters, row.partials, strict=True)):
        text = c.spell(tree, dead=True)
        before += c.taken()
        start = f"{min(count, len(row.lists))} * size"  # lists come first
        place = f"{start} + i" if letter in row.lists else f"{start} + {count - len(row.lists)}"
        fill = f"may_send(node, {place}, {text});" if "NOTHING" in text else f"partial[{place}] = {text};"
        lines.append(f"for (size_t i = 0; i < size; i++) {fill}" if letter in row.lists else fill)
    used = any("partial[" in line for line in lines)
    return before, lines if used else lines[1:]


def _each(row: WrittenRule, c: InC, body: str) -> list[str]:
    """A node for each element of the list."""
    lines = [f"for (size_t i = 0; i < size; i++) q[i] = {body};"]
    lines += _list_terms(row, c, row.partials, needed(row, [row.value]))
    before, filled = _fill(row, c)
    inner = ["double z = q[k];", *before,
             f"PyObject *rule = rule_with(ROW_{row.name}, NULL, 0, (Py_ssize_t)k);",
             "Node *node = rule ? one_of(&fold, rule, z) : NULL;",
             "Py_XDECREF(rule);",
             "if (node) {", *(f"    {line}" for line in filled), "}",
             "PyObject *one = made(node);",
             "if (!one || PyList_Append(result, one) < 0)", "    Py_CLEAR(result);",
             "Py_XDECREF(one);"]  # fmt: skip
    return [*lines, "result = PyList_New(0);", "for (size_t k = 0; k < size && result; k++) {",
            *(f"    {line}" for line in inner), "}", "release(&fold);", "return result;"]  # fmt: skip


def values(row: WrittenRule, rows: Mapping[str, WrittenRule]) -> str:
    """A C function that fills in the results of a row that has one for each element, which are its room
    too."""
    c = InC(rows, list_names(row))
    wanted = [t for t in row.let if t in needed(row, [row.value]) and t in c.lists]
    if len(row.letters) != 1 or row.params or len(wanted) > 1:
        raise NotSpelledError(row.name)
    lines = [f"double *{t} = q;" for t in wanted] + _list_terms(row, c, [row.value])
    text = c.spell(row.value)
    lines += [*c.taken(), f"for (size_t i = 0; i < size; i++) q[i] = {text};"]
    return function(
        f"static void values_{row.name}(const double *{row.letters[0]}, size_t size, double *q)", lines
    )
