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

import math
import re
from collections.abc import Collection, Mapping
from typing import Any

import graphviz
from graphviz import nohtml

from ..engine import Value, topological_order
from ..steps import short
from .folds import LONGHAND, Written
from .names import grouped, known, places
from .render import Picture
from .text import fixed, plain, shorten

UNRUN = "backward() has not run: every grad is still 0"
SPECIAL = re.compile(r"([\\|{}<>])")
FRAIL = re.compile(r"^ | $| (?= )| (?=[^!-~])|(?<=[^!-~]) ")  # spaces that some versions of Graphviz drop
PLUS, MINUS = (22, 150, 74), (205, 45, 45)  # a positive grad, a negative one


def trace(root: Value) -> tuple[set[Value], set[tuple[Value, Value]]]:
    """The nodes and the (parent, child) pairs of everything root depends on, as in micrograd's notebook.

    Of ``a + a`` it has one pair, being a set; the picture shows both edges.
    """
    nodes = topological_order(root)
    return set(nodes), {(parent, node) for node in nodes for parent in node.parents}


def draw_dot(root: Value, format: str = "svg", rankdir: str = "LR", names: Mapping[str, Any] | None = None, *,  # noqa: A002
             partials: bool = False, expand: bool | Value | Collection[Value] = False, clusters: bool = True,
             color: bool = False) -> Picture:  # fmt: skip
    """The graph of root as a graphviz.Digraph, parents before children.

    format: what render() writes ("svg", "png", ...).  rankdir: "LR" or "TB".  names: what to call Values that have no label
    (``locals()``; without it the caller's own variables are read; {} for labels alone).  partials: write each local
    derivative on its edge; a dashed edge sends nothing.  expand: write folds (sums, weighted sums, products, norms, softmaxes)
    out as the steps one would take by hand, all of them or those given.  clusters: frame the neurons and layers of models among the names.  color: fill by gradient,
    green above 0, red below.

    >>> draw_dot(Value(1.0), rankdir="up")
    Traceback (most recent call last):
    ValueError: rankdir='up' is no direction; choose 'LR' (left to right) or 'TB' (top to bottom)
    """
    if rankdir not in ("LR", "TB", "RL", "BT"):
        raise ValueError(
            f"rankdir={rankdir!r} is no direction; choose 'LR' (left to right) or 'TB' (top to bottom)"
        )
    variables = known("draw_dot", root, names)
    chosen = set() if isinstance(expand, bool) else {expand} if isinstance(expand, Value) else set(expand)
    graph = Written.out(root, lambda node: expand is True or node in chosen)
    for node in chosen - graph.stands.keys():
        raise ValueError(f"expand= asks for {node!r} ({node._op or 'leaf'}), but {_whole(node, graph)}; "
                         "choose sums, dots, products, norms or softmaxes of this graph, or write expand=True")  # fmt: skip
    found = places(variables, set(topological_order(root)))
    groups = grouped(topological_order(root), found) if clusters else {}
    modules = {
        place.groups[:k] for place in found.values() if place.module for k in range(1, len(place.groups) + 1)
    }
    picture = Picture(comment=f"{len(graph.order)} values", format=format, graph_attr=_style(rankdir, graph.order),
                      node_attr={"fontname": "Courier", "fontsize": "12"}, edge_attr={"fontname": "Courier", "fontsize": "10"})  # fmt: skip
    most = max((abs(v.grad) for v in graph.order if math.isfinite(v.grad)), default=0.0) if color else 0.0
    frames = _Frames(picture, modules)
    for i, node in enumerate(graph.order):
        own = graph.inside.get(node, node)
        name = node.label or (found[own].name if own in found and node is graph.stands.get(own, own) else "")
        _box(frames.of(groups.get(own, ())), f"n{i}", node, name, _fill(node.grad, most))
    frames.close()
    _edges(picture, graph, partials)
    return picture


def _whole(node: Value, graph: Written) -> str:
    """Why a fold was not written out."""
    if node not in graph.parents:
        return "the graph does not have it"
    name = getattr(node.rule, "name", "")
    return (
        "its longhand would overflow"
        if name in LONGHAND and len(node.parents) > 1
        else "it is one step already"
    )


class _Frames:
    """A nested cluster for every neuron and layer, made when the first node in it is drawn."""

    def __init__(self, picture: Picture, modules: Collection[tuple[str, ...]]):
        self.modules = modules
        self.made: dict[tuple[str, ...], graphviz.Digraph] = {(): picture}

    def of(self, groups: tuple[str, ...]) -> graphviz.Digraph:
        """Where a node of these groups belongs."""
        if groups not in self.modules:
            return self.made[()]
        if groups not in self.made:
            self.of(groups[:-1])
            attributes = {
                "label": nohtml(escape(groups[-1])),
                "fontname": "Courier",
                "fontsize": "11",
                "fontcolor": "#5b4aa0",  # not that of the note on top, which frames would inherit
                "color": "#8a80b8",
                "style": "rounded",
            }
            self.made[groups] = graphviz.Digraph(name=f"cluster_{len(self.made)}", graph_attr=attributes)
        return self.made[groups]

    def close(self) -> None:
        """Put each frame into the one around it, the innermost first."""
        flat = self.made[()].graph_attr["rankdir"] in (
            "LR",
            "RL",
        )  # there Graphviz puts the last frame on top
        for groups in sorted(reversed(self.made) if flat else self.made, key=len, reverse=True)[:-1]:
            self.made[groups[:-1]].subgraph(self.made[groups])


def _style(rankdir: str, order: list[Value]) -> dict[str, str]:
    """Attributes of the whole picture, with a note if no gradient has been asked for."""
    style = {"rankdir": rankdir, "bgcolor": "#ffffff", "ranksep": "0.35", "nodesep": "0.2"}
    if order[-1].parents and all(node.grad == 0 for node in order):
        style |= {
            "label": UNRUN,
            "labelloc": "t",
            "fontname": "Courier",
            "fontsize": "12",
            "fontcolor": "#b00020",
        }
    return style


def _fill(grad: float, most: float) -> dict[str, str]:
    """The colour of a gradient, by the square root of its share in the largest."""
    if not most or math.isnan(grad):
        return {}
    strength = 0.62 * math.sqrt(min(abs(grad) / most, 1.0))
    mixed = (round(255 + (c - 255) * strength) for c in (PLUS if grad >= 0 else MINUS))
    return {"style": "filled", "fillcolor": "#" + "".join(f"{c:02x}" for c in mixed)}


def _box(picture: graphviz.Digraph, box: str, node: Value, label: str, fill: Mapping[str, str]) -> None:
    fields = [f"data {fixed(node.data)}", f"grad {fixed(node.grad)}"]
    text = " | ".join(map(escape, [shorten(label), *fields] if label else fields))
    tooltip = _tooltip(f"{plain(label) or node._op or 'leaf'}: data {node.data!r}, grad {node.grad!r}")
    picture.node(box, nohtml(f"{{ {text} }}"), shape="record", tooltip=tooltip, **fill)
    if node.parents:
        picture.node(
            f"{box}op", nohtml(escape(shorten(node._op, 16) or "?")), tooltip=_tooltip(repr(node.rule))
        )


def _edges(picture: Picture, graph: Written, partials: bool) -> None:
    place = {node: f"n{i}" for i, node in enumerate(graph.order)}
    for node, box in place.items():
        if node.parents:
            picture.edge(f"{box}op", box)
        known = node.partials if type(node.partials) is tuple else [math.nan] * len(node.parents)
        for parent, partial in zip(graph.parents[node], known, strict=True):
            label = short(partial) if partials and partial is not None and not math.isnan(partial) else None
            picture.edge(
                place[parent], f"{box}op", label=label, **({"style": "dashed"} if partial is None else {})
            )


def escape(text: str) -> str:
    """The text for a DOT label, record or not: every special character, entity and space as itself."""
    text = SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")).replace('"', "&quot;")
    return FRAIL.sub("&#160;", text)


def _tooltip(text: str) -> str:
    return nohtml(
        plain(text)
        .replace("&", "&amp;")
        .replace("\\", 4 * "\\")
        .replace('"', "&quot;")
        .replace("\n", "&#10;")
    )
