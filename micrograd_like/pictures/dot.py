"""The lecture's picture: a box for every number with its data and grad, a round node for every operation.

>>> from micrograd_like import Value
>>> a, b = Value(2.0, label="a"), Value(-3.0, label="b")
>>> c = a * b; c.label = "c"; c.backward()
>>> print(draw_dot(c).source)
// ...
digraph {
...
        n2 [label="{ c | data -6.0000 | grad 1.0000 }" ...]
...
}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphviz import nohtml

from ..engine import Value, topological_order
from ..modes.steps import short
from .render import Picture
from .text import fixed, plain, shorten

UNRUN = "backward() has not run: every grad is still 0"
SPECIAL = re.compile(r"([\\|{}<>]|^ | $| (?= ))")  # of spaces, those that would be dropped


def trace(root: Value) -> tuple[set[Value], set[tuple[Value, Value]]]:
    """The nodes and the (parent, child) pairs of everything root depends on, as in micrograd's notebook.

    Of ``a + a`` it has one pair, being a set; the picture shows both edges.
    """
    nodes = topological_order(root)
    return set(nodes), {(parent, node) for node in nodes for parent in node.parents}


def reading_order(root: Value) -> list[Value]:
    """Everything root depends on, parents before children, and the operands of each in the order they are written."""
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(node.parents))
    return order


def draw_dot(root: Value, format: str = "svg", rankdir: str = "LR", names: Mapping[str, Any] | None = None,  # noqa: A002
             partials: bool = False) -> Picture:  # fmt: skip
    """The graph of root as a graphviz.Digraph, parents before children.

    format: what render() writes ("svg", "png", ...).  rankdir: "LR" or "TB".  names: what to call Values that have no label
    (``locals()`` will do).  partials: write each local derivative on its edge; a dashed edge sends nothing.

    >>> draw_dot(Value(1.0), rankdir="up")
    Traceback (most recent call last):
    ValueError: rankdir='up' is no direction; choose 'LR' (left to right) or 'TB' (top to bottom)
    """
    if rankdir not in ("LR", "TB", "RL", "BT"):
        raise ValueError(f"rankdir={rankdir!r} is no direction; choose 'LR' (left to right) or 'TB' (top to bottom)")
    order = reading_order(root)
    called = {id(v): k for k, v in (names or {}).items() if isinstance(v, Value)}
    picture = Picture(comment=f"{len(order)} values", format=format, graph_attr=graph_style(rankdir, order),
                      node_attr={"fontname": "Courier", "fontsize": "12"}, edge_attr={"fontname": "Courier", "fontsize": "10"})  # fmt: skip
    place = {node: f"n{i}" for i, node in enumerate(order)}
    for node, box in place.items():
        _box(picture, box, node, node.label or called.get(id(node), ""))
        for i, parent in enumerate(node.parents):
            partial = node.partials[i] if type(node.partials) is tuple else None
            style = {"style": "dashed"} if partial is None and type(node.partials) is tuple else {}
            label = short(partial) if partials and partial is not None else None
            picture.edge(place[parent], f"{box}op", label=label, **style)
    return picture


def graph_style(rankdir: str, order: list[Value]) -> dict[str, str]:
    """Attributes of the whole picture, with a note if no gradient has been asked for."""
    style = {"rankdir": rankdir, "bgcolor": "#ffffff", "ranksep": "0.35", "nodesep": "0.2"}
    if order[-1].parents and all(node.grad == 0 for node in order):
        style |= {"label": UNRUN, "labelloc": "t", "fontname": "Courier", "fontsize": "12", "fontcolor": "#b00020"}
    return style


def _box(picture: Picture, box: str, node: Value, label: str) -> None:
    fields = [f"data {fixed(node.data)}", f"grad {fixed(node.grad)}"]
    text = " | ".join(map(escape, [shorten(label), *fields] if label else fields))
    tooltip = _tooltip(f"{plain(label) or node._op or 'leaf'}: data {node.data!r}, grad {node.grad!r}")
    picture.node(box, nohtml(f"{{ {text} }}"), shape="record", tooltip=tooltip)
    if node.parents:
        picture.node(f"{box}op", nohtml(escape(shorten(node._op, 16) or "?")), tooltip=_tooltip(repr(node.rule)))
        picture.edge(f"{box}op", box)


def escape(text: str) -> str:
    """The text for a DOT label, record or not: every special character, entity and space as itself."""
    return SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")).replace('"', "&quot;")


def _tooltip(text: str) -> str:
    return nohtml(plain(text).replace("&", "&amp;").replace("\\", 4 * "\\").replace('"', "&quot;").replace("\n", "&#10;"))
