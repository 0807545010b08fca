"""The printed files in Python: ``python -m micrograd_like.rules`` writes them.

``operations.py`` holds each row as a method of Value, ``rules/printed_floats.py`` z, and z with its partials,
on floats, and ``rules/printed_partials.py`` the partials on numbers of any type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from textwrap import fill, indent

from . import floats
from .methods import method, methods_of
from .printer import is_leaf, linearize, partials, value
from .written import WrittenRule

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
(Duals, subclasses, arrays, wrong operands) goes through ``careful``, to ``operate`` itself.
"""

# fmt: off
# ruff: noqa
from __future__ import annotations

import sys
from math import inf, nan, pi
from typing import Any, Self

from .rules import RULES, methods, printer, real
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
    text = methods.method(rule, plain="operations.plain", told="operations.told")
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
    texts = [linearize(row) if is_leaf(row) else f"{value(row)}\n\n\n{linearize(row)}" for row in rows]
    return FLOATS_HEAD + leaves + "\n\n\n" + "\n\n\n".join(texts) + "\n"


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
    inside = [indent(text, "    ") for row in rows.values() for text in methods_of(row)]
    outside = [method(row) for row in rows.values() if not row.is_method]
    table = "".join(f'    "{name}": {_place(row)},\n' for name, row in rows.items())
    body = OPERATIONS_BASE.replace("{in_c}", in_c) + "\n\n".join(inside) + "\n\n\n" + "\n\n\n".join(outside)
    body += "\n\n\n# Each row's function, by name: how the table itself makes a node.\n"
    body += f"FUNCTIONS = {{\n{table}}}\n"
    names = fill(", ".join(_called(body)), 105, initial_indent="    ", subsequent_indent="    ")
    imports = f"from .rules.printed_floats import (\n{names},\n)\n"
    constants = "".join(f'rule_{name}: Any = RULES.get("{name}")\n' for name in rows)
    return OPERATIONS_HEAD + imports + "\n" + constants + body


def _place(row: WrittenRule) -> str:
    return f"Operations.{row.name}" if row.is_method else row.name
