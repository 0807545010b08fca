"""The box of one Value in a picture for Graphviz: its name, its data and its grad.

A Value has a record of its own.  The parameters of a framed neuron stand in one table, which keeps their
order: records in a frame stand as Graphviz likes, w1 above w0.

>>> from micrograd_like import Value
>>> fields(Value(2.0), "w", {"grad": 3.0})
['w', 'data 2.0000', 'grad 0.0000, sweep 3.0000']
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...engine import Value
from ..quoting import fixed, for_cell, for_label, for_tooltip, plain, shorten
from ..without_graphviz import graphviz
from .side_by_side import OUT, of_cell

INK = "#1c1f24"  # on a coloured ground, also where the page is dark
# a nan in the box
NAN = {
    "style": "filled,dashed",
    "fillcolor": "#fbeb8a",
    "color": "#8a6d00",
    "penwidth": "2",
    "fontcolor": INK,
}
BEGINS = {**NAN, "style": "filled", "penwidth": "4"}  # and it begins here
CHARACTER = 7.2  # points, of Courier at 12
PLUS, MINUS = (22, 150, 74), (205, 45, 45)  # a positive grad, a negative one


def fields(node: Value, label: object, others: Mapping[str, float]) -> list[str]:
    """What stands in the box.  others: the data and the grad that a sweep gives, where they differ."""
    numbers = [f"{name} {fixed(getattr(node, name))}" for name in ("data", "grad")]
    numbers = [f"{text}, sweep {fixed(others[text[:4]])}" if text[:4] in others else text for text in numbers]
    return [shorten(label), *numbers] if label else numbers


def fill(grad: float, data: float, most: float) -> dict[str, str]:
    """The colour of a gradient, by the square root of its share in the largest; a nan has its own."""
    if math.isnan(grad) or math.isnan(data):
        return NAN
    if not most:
        return {}
    strength = 0.62 * math.sqrt(min(abs(grad) / most, 1.0))
    mixed = (round(255 + (c - 255) * strength) for c in (PLUS if grad >= 0 else MINUS))
    return {"style": "filled", "fillcolor": "#" + "".join(f"{c:02x}" for c in mixed), "fontcolor": INK}


def record(
    picture: graphviz.Digraph, box: str, texts: Iterable[str], about: str, style: Mapping[str, str]
) -> None:
    """A Value's own node.  about: the tooltip."""
    text = " | ".join(map(for_label, texts))
    picture.node(box, graphviz.nohtml(f"{{ {text} }}"), shape="record", tooltip=tip(about), **style)


def about(node: Value, label: object) -> str:
    """The name and the numbers in full."""
    return f"{plain(label) or node._op or 'leaf'}: data {node.data!r}, grad {node.grad!r}"


def tip(text: str) -> str:
    """A tooltip for DOT."""
    return graphviz.nohtml(for_tooltip(text))


@dataclass
class Parameters:
    """The parameters of a neuron, in their order.

    node: its name in DOT.  boxes: theirs.  filled: what stands in them, and their style.
    """

    node: str
    boxes: list[str]
    filled: dict[str, tuple[list[str], Mapping[str, str]]] = field(default_factory=dict)

    def end(self, box: str, rankdir: str) -> str:
        """Where an edge leaves from a parameter."""
        return f"{self.node}:{box}:{OUT[rankdir][0]}"

    def draw(
        self, into: graphviz.Digraph, box: str, texts: list[str], rankdir: str, style: Mapping[str, str]
    ) -> None:
        """The box of one; with the last one the table is drawn."""
        self.filled[box] = texts, style
        if len(self.filled) == len(self.boxes):
            label = self.table(rankdir in ("LR", "RL"))
            into.node(self.node, label, shape="plain", fillcolor="transparent", tooltip="parameters")

    def table(self, flat: bool) -> str:
        """The label for DOT.  flat: boxes one below the other, name and numbers side by side, in columns."""
        wide = [CHARACTER * max(map(len, column)) + 10 for column in self._columns()] if flat else ()
        cells = [f'<td port="{box}">{_boxed(*self.filled[box], flat, wide)}</td>' for box in self.boxes]
        rows = ("</tr><tr>" if flat else "").join(cells)
        return f'<<table border="0" cellspacing="8" cellpadding="0"><tr>{rows}</tr></table>>'

    def _columns(self) -> Iterable[tuple[str, ...]]:
        return zip(*(self.filled[box][0] for box in self.boxes), strict=True)


def _boxed(texts: list[str], style: Mapping[str, str], flat: bool, wide: Sequence[float]) -> str:
    """A record as a table."""
    width = [f' width="{w:.0f}"' for w in wide] or [""] * len(texts)
    ink = f'<font color="{style["fontcolor"]}">{{}}</font>' if "fontcolor" in style else "{}"
    parts = [f"<td{w}>{ink.format(for_cell(text))}</td>" for w, text in zip(width, texts, strict=True)]
    own = {"bgcolor": "#ffffff", "color": "black", **of_cell(style)}
    own["cellborder"] = own.pop("border", "1")
    shown = "".join(f' {name}="{value}"' for name, value in own.items())
    rows = ("" if flat else "</tr><tr>").join(parts)
    return f'<table border="0" cellspacing="0" cellpadding="4"{shown}><tr>{rows}</tr></table>'


def parameters(
    order: Iterable[Value], groups: Mapping[Value, tuple[str, ...]], framed: Collection[tuple[str, ...]]
) -> dict[str, Parameters]:
    """By box the table in which a parameter stands; neurons that have several have one.

    groups: of each node, from the outside in.  framed: the groups that have a frame.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for i, node in enumerate(order):
        if not node.parents and (around := groups.get(node, ())) in framed:
            found.setdefault(around, []).append(f"n{i}")
    tables = (Parameters(f"own{k}", boxes) for k, boxes in enumerate(found.values()) if len(boxes) > 1)
    return {box: table for table in tables for box in table.boxes}
