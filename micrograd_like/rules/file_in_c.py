"""The file ``operations.c``: all rows that C can spell, and how Python calls them.

>>> from micrograd_like.rules import BUILT_IN
>>> text(BUILT_IN, "").splitlines()[0]
'/* The operations of a Value in C, each row of the table written out.  Included by engine.c.'
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from .file_in_python import PRINTED
from .folds_in_c import make_fold, values
from .in_c import NotSpelledError, function, make, value
from .printer import is_leaf
from .written import WrittenRule

HEAD = f"""\
/* The operations of a Value in C, each row of the table written out.  Included by engine.c.

   {PRINTED}

   A function make_... does what ``operate`` in engine.py does, unrolled for its row: it reads the numbers,
   computes z and the partials, and makes the node.  The same functions in Python are in operations.py. */
"""
SLOTS = {"add": "nb_add", "sub": "nb_subtract", "mul": "nb_multiply", "div": "nb_true_divide",
         "mod": "nb_remainder", "floordiv": "nb_floor_divide", "neg": "nb_negative", "abs": "nb_absolute",
         "pow": "nb_power"}  # fmt: skip


def text(rows: Mapping[str, WrittenRule], by_hand: str) -> str:
    """operations.c; by_hand: the text of engine.c, which counts in what the two together are called."""
    body = _body(rows)
    return f'{HEAD}\n#define PRINTED "{_digest(body, by_hand)}"\n\n{body}'


def digest(rows: Mapping[str, WrittenRule], by_hand: str) -> str:
    """What the C of the engine is called, so that a library compiled from another one is not taken for it."""
    return _digest(_body(rows), by_hand)


def _digest(body: str, by_hand: str) -> str:
    return hashlib.sha256((body + by_hand).encode()).hexdigest()[:16]


def _body(rows: Mapping[str, WrittenRule]) -> str:
    makes: dict[str, str] = {}
    stay = []
    for name, row in rows.items():
        try:
            makes[name] = (make_fold if row.lists else make)(row, rows)
        except NotSpelledError:
            stay.append(name)
    spelled = {name: rows[name] for name in makes}
    operations = [f"/* {rows[name].equations} */\n{one}" for name, one in makes.items()]
    calls = [_call(row) for row in spelled.values()]
    tables = [_methods(spelled), _functions(spelled), _slots(spelled)]
    parts = [_names(makes, stay), *_values(rows, makes), *operations, CALLS, *calls, *tables]
    return "\n\n".join(parts) + "\n"


CALLS = "/* ---- how Python calls them ---- */"


def _names(makes: Collection[str], stay: Collection[str]) -> str:
    rows = "".join(f"    ROW_{name},\n" for name in makes)
    quoted = "".join(f'    "{name}",\n' for name in makes)
    return (
        f"/* In Python stay, because they call what C lacks: {', '.join(stay)}. */\n\n"
        f"enum {{\n{rows}    ROWS\n}};\n\nstatic const char *const NAMES[] = {{\n{quoted}}};\n\n"
        "typedef char rows_have_room[ROWS <= MOST_ROWS ? 1 : -1];"
    )


def _values(rows: Mapping[str, WrittenRule], makes: Mapping[str, str]) -> list[str]:
    """The functions of floats that the operations call, declared before they are written."""
    wanted, found = [*makes.values()], dict[str, str]()
    while wanted:
        one = wanted.pop()
        for name, row in rows.items():
            if name in found or is_leaf(row):
                continue
            if f"value_{name}(" in one or f"values_{name}(" in one:
                found[name] = values(row, rows) if row.lists else value(row, rows)
                wanted.append(found[name])
    inside = [found[name] for name in rows if name in found]
    heads = "\n".join(one.splitlines()[0] + ";" for one in inside)
    return [heads, *inside]


# ---- how Python calls them ----

FOLD = """\
static PyObject *call_{name}(PyObject *module, PyObject *const *given, Py_ssize_t n)
{{
    if (n != {count})
        return PyErr_Format(PyExc_TypeError, "{signature} takes {count} arguments, but got %zd", n);
    return make_{name}(given);
}}"""

ONE = """\
static PyObject *call_{name}(PyObject *self, PyObject *Py_UNUSED(none))
{{
    return unary(ROW_{name}, make_{name}, self);
}}"""

TWO = """\
static PyObject *call_{name}(PyObject *self, PyObject *other)
{{
{powers}    return binary(ROW_{name}, make_{name}, self, other);
}}"""

POWERS = """\
    if (is_plain(self) && is_number(other)) {{
        double c = number_of(other);
        if (c == -1.0 && PyErr_Occurred())
            return NULL;
        {cases}return make_{any}((Node *)self, c);
    }}
"""

ENOUGH = """\
    if (n < {rest})
        return PyErr_Format(PyExc_TypeError, "{signature} takes {count} operands");
"""

MANY = """\
{table}static PyObject *call_{name}(PyObject *self, PyObject *const *given, Py_ssize_t n, PyObject *names)
{{
    double found[{room}] = {{0.0}};
{enough}    if (!parameters("{name}", {params}, given + {rest}, n - {rest}, names, found))
        return NULL;
    if ({plain})
        return make_{name}({operands});
    return carefully(ROW_{name}, PyTuple_Pack({count}, {nodes}), floats(found, {number}));
}}"""


def _is_simple(row: WrittenRule) -> bool:
    """Whether it is called as a method of one operand, or of two."""
    return row.is_method and not row.params and len(row.letters) < 3


def _call(row: WrittenRule) -> str:
    """The function that Python calls."""
    words = {"name": row.name, "signature": row.signature, "count": len(row.letters)}
    if row.lists:
        return FOLD.format(**words)
    if _is_simple(row):
        return (ONE if len(row.letters) == 1 else TWO).format(**words, powers=_powers(row))
    first, rest = ("self", len(row.letters) - 1) if row.is_method else ("given[0]", len(row.letters))
    nodes = [first, *(f"given[{i}]" for i in range(len(row.letters) - rest == 0, rest))]
    number, table = len(row.params), f"params_{row.name}"
    entries = ", ".join(f'{{"{p}", {float(d or 0.0)!r}, {int(d is None)}}}' for p, d in row.params.items())
    words |= {
        "table": f"static const Param {table}[] = {{{entries}}};\n\n" if number else "",
        "params": f"{table}, {number}" if number else "NULL, 0",
        "room": number or 1,
        "number": number,
        "rest": rest,
        "enough": ENOUGH.format(**words, rest=rest) if rest else "",
        "plain": " && ".join(f"is_plain({x})" for x in nodes),
        "nodes": ", ".join(nodes),
        "operands": ", ".join([f"(Node *){x}" for x in nodes] + [f"found[{i}]" for i in range(number)]),
    }
    return MANY.format(**words)


def _powers(row: WrittenRule) -> str:
    """A plain number as exponent has rows of its own."""
    if not row.constant:
        return ""
    named = [(c, name) for c, name in row.constant.items() if c is not None]
    cases = "".join(
        f"if (c == {c!r})\n            return make_{name}((Node *)self);\n        " for c, name in named
    )
    return POWERS.format(cases=cases, any=row.constant[None])


def _entry(row: WrittenRule) -> str:
    """A row's line in a table of methods."""
    how = ["METH_NOARGS", "METH_O"][len(row.letters) - 1] if _is_simple(row) else "METH_FASTCALL"
    how += "" if _is_simple(row) or row.lists else " | METH_KEYWORDS"
    names = ["$self", *row.order[1:]] if row.is_method else [*row.letters, *row.params]
    shown = [x if row.params.get(x) is None else f"{x}={float(row.params[x] or 0.0)!r}" for x in names]
    doc = f"{row.name}({', '.join(shown)})\\n--\\n\\n{row.equations}"
    return f'    {{"{row.name}", (PyCFunction)(void (*)(void))call_{row.name}, {how},\n     "{doc}"}},\n'


def _methods(rows: Mapping[str, WrittenRule]) -> str:
    entries = [_entry(row) for row in rows.values() if row.is_method]
    return (
        f"enum {{ METHODS = {len(entries)} }};\n\n"
        f"static PyMethodDef methods[METHODS + 8] = {{\n{''.join(entries)}}};"
    )


def _functions(rows: Mapping[str, WrittenRule]) -> str:
    entries = "".join(_entry(row) for row in rows.values() if not row.is_method)
    return f"static PyMethodDef functions[] = {{\n{entries}    {{NULL}},\n}};"


def _slots(rows: Mapping[str, WrittenRule]) -> str:
    """The operators of Python: their slots in the type."""
    here = {name: slot for name, slot in SLOTS.items() if name in rows}
    texts = [_operator(name, len(rows[name].letters)) for name in here]
    slots = [f"{{Py_{slot}, operator_{name}}}," for name, slot in here.items()]
    return "\n\n".join(texts) + "\n\n#define NUMBER_SLOTS \\\n    " + " \\\n    ".join(slots)


def _operator(name: str, count: int) -> str:
    if count == 1:
        return function(f"static PyObject *operator_{name}(PyObject *x)", [f"return call_{name}(x, NULL);"])
    third, lines = ("", []) if name != "pow" else (", PyObject *modulus", MODULUS)
    head = f"static PyObject *operator_{name}(PyObject *x, PyObject *y{third})"
    return function(head, [*lines, f"return call_{name}(x, y);"])


MODULUS = ["if (modulus != Py_None)", "    Py_RETURN_NOTIMPLEMENTED;"]
