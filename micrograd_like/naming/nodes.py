"""A name for every node of a graph: what the user calls it, else a short expression, else its operation.

>>> a, b = Value(2.0), Value(-3.0)
>>> list(names_of([b, a, a * b], {"a": a, "b": b}).values())
['b', 'a', 'a*b']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..engine import Value
from ..graph import walk
from ..rules.operands import held, shown
from .grouping import grouped
from .inputs import inputs_of
from .results import INFIX, word_of
from .rows import MIXED, row_names, rows_of
from .variables import Place, callers_variables, places

SIMPLE = re.compile(r"[^-+*/% ]+")  # no expression, whatever its brackets


def names_of(order: list[Value], names: Mapping[Any, Any] | None = None) -> dict[Value, str]:
    """A name for every node, the same in text and in pictures; no two nodes have the same.

    order: parents before children, the root last.  names: variables and what they stand for, as locals()
    gives them, or Values and what to call them; without it the caller's own variables are read.

    >>> names_of([Value(1.0)], "x")
    Traceback (most recent call last):
    TypeError: names= takes names and what they stand for, but got str 'x'; give locals(), or {"x": x}
    """
    check_names(names)
    if names and not all(isinstance(key, str) for key in names):
        return name_nodes(order, names)
    found = _places(order, names)
    owned = any(place.module for place in found.values())
    return called(order, found, grouped(order, found) if owned else {})


def check_names(names: Any) -> None:
    """Refuse names= that are no mapping."""
    if names is not None and not isinstance(names, Mapping):
        given = f"{type(names).__name__} {shown(names)}"
        raise TypeError(
            f'names= takes names and what they stand for, but got {given}; give locals(), or {{"x": x}}'
        )


def given_names(order: list[Value], names: Mapping[Any, Any] | None = None) -> dict[Value, str]:
    """The names that the user has given, by a label, a variable or a place; names as in names_of()."""
    check_names(names)
    if names and not all(isinstance(key, str) for key in names):
        found = {node: str(names[node]) for node in order if node in names}
    else:
        found = {value: place.name for value, place in _places(order, names).items()}
    return found | {node: str(node.label) for node in order if node.label and not (names and node in names)}


def _places(order: list[Value], names: Mapping[str, Any] | None) -> dict[Value, Place]:
    return places(callers_variables() if names is None else names, set(order))


def called(
    order: list[Value],
    found: Mapping[Value, Place],
    groups: Mapping[Value, tuple[str, ...]] = {},
    reading: Iterable[Value] | None = None,
) -> dict[Value, str]:
    """A name for every node: its label, its variable or place, a short expression, or its operation's number.

    A neuron's weighted sum is its z, its activation its a, numbered from the second row of the data on; what
    a row adds to a sum is the loss of that row; an input is x0, x1, ... (inputs.py).
    reading: reading_order() of the root, where it is known already.
    """
    own = {node: str(node.label) for node in order if node.label}
    own |= {value: place.name for value, place in found.items() if not value.label}
    neurons = {place.groups[-1] for place in found.values() if place.module and place.groups}
    reading = (reading_order(order[-1]) if reading is None else reading) if neurons else ()
    numbered = _numbered(reading, neurons, groups, own)
    rows = rows_of(order, {node: k for node, (_, k) in numbered.items()}) if numbered else {}
    sums = row_names(order, {node: k for node, (_, k) in numbered.items()}, rows)
    results = {node: name if k == 1 else f"{name}[{k}]" for node, (name, k) in numbered.items()}
    return name_nodes(order, inputs_of(numbered, found) | sums | results | own, rows if sums else {})


def reading_order(root: Value, known: Iterable[Value] = ()) -> list[Value]:
    """Everything root depends on but what is known: parents before children, operands as they are written."""
    before = set(known)
    if not before:
        return walk([root], lambda node: node.parents[::-1])
    return walk([root], lambda node: [p for p in node.parents[::-1] if p not in before])


def _numbered(
    reading: Iterable[Value],
    neurons: Collection[str],
    groups: Mapping[Value, tuple[str, ...]],
    own: Mapping[Value, str],
) -> dict[Value, tuple[str, int]]:
    """The sums and activations of neurons: what each is called, and how often it came before."""
    counts: Counter[str] = Counter()
    numbered: dict[Value, tuple[str, int]] = {}
    for node in reading:
        if (around := groups.get(node)) and around[-1] in neurons and (op := node._op):
            name = f"{around[-1]}.{'z' if op == 'dot' else 'a'}"
            counts[name] += node not in own
            numbered[node] = name, max(1, counts[name])
    return numbered


def name_nodes(
    order: list[Value],
    names: Mapping[Value, str] | None = None,
    rows: Mapping[Value, int] = {},
) -> dict[Value, str]:
    """A name for every node: its label, else a short expression, else what it is, with a number: sum[3].

    The last one is the output then.  What is taken gets a number: of two constants 1, the second is "1 (2)".
    rows: the row of the data that a node belongs to, which is said where there is no better name.
    """
    called: dict[Value, str] = {}
    spelled: dict[Value, str] = {}  # in expressions: a constant is a number, and no sum[3] stands in one
    counts: Counter[str] = Counter()
    free = _Free()
    names = names or {}
    for node in order:
        if given := names.get(node) or node.label:
            called[node] = spelled[node] = free(str(given))
            continue
        own = _expression(node, parents, spelled) if (parents := node.parents) else short(node.data)
        spelled[node] = own
        if not own and node is order[-1]:
            own = "output"
        elif not own:
            what, row = word_of(node._op), rows.get(node, MIXED)
            counts[what] += row == MIXED
            own = f"{what}[{counts[what]}]" if row == MIXED else f"{what} of row {row}"
        called[node] = free(own)
    return called


class _Free:
    """Gives a name, and with a number behind it where it is taken."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}  # how many times each was asked for

    def __call__(self, own: str) -> str:
        taken, name = self.taken, own
        if own in taken:
            many = taken[own]
            while name in taken:
                many += 1
                name = f"{own} ({many})"
            taken[own] = many
        taken[name] = 1
        return name


def _expression(
    node: Value, parents: tuple[Value, ...], called: Mapping[Value, str], longest: int = 16
) -> str:
    """The operation spelled with its parents' names, or nothing if that is long."""
    if len(parents) > 3:
        return ""
    parts = [called[p] for p in parents]
    if "" in parts or len("".join(parts)) > longest:
        return ""
    op = node._op
    if op.startswith("**") and len(parts) == 1:
        return f"{_bracket(parts[0])}{op}"
    if op in INFIX and len(parts) == 2:
        return f"{_bracket(parts[0], op)}{op}{_bracket(parts[1], '' if op in '-/%' else op)}"
    return f"-{_bracket(parts[0])}" if op == "neg" else f"{op}({', '.join(parts)})"


def bracketed(name: str) -> str:
    """A name before ``.grad`` or as a factor: in brackets if it is an expression or has a space in it.

    >>> bracketed("a*b"), bracketed("tanh(a*b)"), bracketed("w[0]")
    ('(a*b)', 'tanh(a*b)', 'w[0]')
    """
    return _bracket(name)


def _outside(text: str) -> str:
    """What stands outside of all brackets."""
    outer, depth = [], 0
    for c in text:
        depth += (c == "(") - (c == ")")
        outer.append(c if depth == 0 else "")
    return "".join(outer)


def _bracket(text: str, op: str = "") -> str:
    """Brackets round a sum inside a product, and round anything compound where no operator is said."""
    if SIMPLE.fullmatch(text):
        return text
    inside = {"+": "", "-": "", "*": "+-", "/": "+-", "%": "+-*/%"}.get(op, "+-*/%")
    compound = any(c in inside or c == " " for c in _outside(text))
    return f"({text})" if text.startswith("-") or compound else text


def short(number: Any) -> str:
    """A number for readers: four places after the point, or four digits when it is tiny or huge."""
    x = held(number)
    if x == 0 or 1e-3 <= abs(x) < 1e6:
        return f"{x:.4f}".rstrip("0").rstrip(".")
    return f"{x:.5g}"
