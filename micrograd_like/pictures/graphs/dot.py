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
import subprocess
from collections.abc import Collection, Mapping
from textwrap import wrap
from typing import Any

from ...comparing.stored import UNRUN
from ...engine import Value, topological_order
from ...steps import short
from ..quoting import fixed, for_label, for_tooltip, plain, shorten
from ..rendering import NoRenderer, Picture, render_svg
from ..without_graphviz import graphviz
from .boxes import Boxes
from .longhand import LONGHAND, Written
from .still import Still
from .survey import Survey

UNDRAWN = (NoRenderer, subprocess.SubprocessError, ImportError)  # Graphviz is not there, or fails
# a nan in the box
NAN = {"style": "filled,dashed", "fillcolor": "#fbeb8a", "color": "#8a6d00", "penwidth": "2"}
BEGINS = {**NAN, "style": "filled", "penwidth": "4"}  # and it begins here
PLUS, MINUS = (22, 150, 74), (205, 45, 45)  # a positive grad, a negative one


def trace(root: Value) -> tuple[set[Value], set[tuple[Value, Value]]]:
    """The nodes and the (parent, child) pairs of everything root depends on, as in micrograd's notebook.

    Of ``a + a`` it has one pair, being a set; the picture shows both edges.
    """
    nodes = topological_order(root)
    return set(nodes), {(parent, node) for node in nodes for parent in node.parents}


def draw_dot(
    root: Value,
    format: str = "svg",  # noqa: A002  graphviz's name
    rankdir: str = "LR",
    names: Mapping[str, Any] | None = None,
    *,
    partials: bool = False,
    expand: bool | Value | Collection[Value] = False,
    clusters: bool = True,
    color: bool = False,
) -> Picture:
    """The graph of root as a graphviz.Digraph, parents before children.

    format: what render() writes ("svg", "png", ...).
    rankdir: "LR" or "TB".
    names: what to call Values that have no label: ``locals()``, or {} for labels alone; without it the
        caller's own variables are read.
    partials: write each local derivative on its edge; a dashed edge sends nothing.
    expand: write folds (sums, weighted sums, products, norms, softmaxes) out as the steps one takes by hand,
        all of them or those given.
    clusters: frame the neurons and layers of models among the names.
    color: fill by gradient, green above 0, red below; a nan is yellow anyway.
    Where a sweep over the graph as it stands gives another data or grad than the Value holds, the box says
    so too, and a sentence on top names the likely cause, such as a forgotten zero_grad().

    >>> draw_dot(Value(1.0), rankdir="up")
    Traceback (most recent call last):
    ValueError: rankdir='up' is no direction; choose 'LR' (left to right) or 'TB' (top to bottom)
    """
    if rankdir not in ("LR", "TB", "RL", "BT"):
        choice = "choose 'LR' (left to right) or 'TB' (top to bottom)"
        raise ValueError(f"rankdir={rankdir!r} is no direction; {choice}")
    survey = Survey.of(root, names, "draw_dot")
    graph = _written(root, expand)
    picture = Picture(
        comment=f"{len(graph.order)} values",
        format=format,
        graph_attr=_style(rankdir, survey),
        node_attr={"fontname": "Courier", "fontsize": "12", "style": "filled", "fillcolor": "#ffffff"},
        edge_attr={"fontname": "Courier", "fontsize": "10", "color": "#6b7280"},
    )
    _boxes(picture, graph, survey, clusters, color)
    _edges(picture, graph, partials)
    return picture


def as_svg(root: Value, names: Mapping[str, Any], **options: Any) -> tuple[str, str]:
    """The lecture's picture as SVG, and ""; where Graphviz cannot draw it, the graph in layers, and why.

    options: those of draw_dot().

    >>> svg, why = as_svg(Value(2.0) * 3.0, {})
    >>> svg.startswith("<svg")
    True
    """
    try:
        return render_svg(draw_dot(root, names=names, **options)), ""
    except UNDRAWN as error:
        return in_layers(root, names), f"drawn in plain layers: {error}"


def in_layers(root: Value, names: Mapping[str, Any]) -> str:
    """The graph as SVG without any program's help."""
    return Still(Boxes.of(Survey.of(root, names))).svg()


def _written(root: Value, expand: bool | Value | Collection[Value]) -> Written:
    """The graph with the chosen folds written out."""
    chosen = {expand} if isinstance(expand, Value) else set()
    if not isinstance(expand, (bool, Value)):
        chosen = set(expand)
    graph = Written.out(root, lambda node: expand is True or node in chosen)
    for node in chosen - graph.stands.keys():
        given = f"expand= asks for {node!r} ({node._op or 'leaf'}), but {_whole(node, graph)}"
        cure = "choose sums, dots, products, norms or softmaxes of this graph, or write expand=True"
        raise ValueError(f"{given}; {cure}")
    return graph


def _whole(node: Value, graph: Written) -> str:
    """Why a fold was not written out."""
    if node not in graph.parents:
        return "the graph does not have it"
    several = getattr(node.rule, "name", "") in LONGHAND and len(node.parents) > 1
    return "its longhand would overflow" if several else "it is one step already"


def _boxes(picture: Picture, graph: Written, survey: Survey, clusters: bool, color: bool) -> None:
    """The box of each node, in the frames of its neuron and layer."""
    groups = survey.groups if clusters else {}
    frames = _Frames(picture, survey.modules())
    grads = (abs(v.grad) for v in graph.order if color)
    most = max(filter(math.isfinite, grads), default=0.0)
    others = _others(survey)
    begins = survey.order[survey.nan[0]] if survey.nan else None
    for i, node in enumerate(graph.order):
        own = graph.inside.get(node, node)
        label = node.label
        if not label and own in survey.found and node is graph.stands.get(own, own):
            label = survey.found[own].name
        fill = BEGINS if node is begins else _fill(node, most)
        _box(frames.of(groups.get(own, ())), f"n{i}", node, label, fill, others=others.get(node, {}))
    frames.close()


def _others(survey: Survey) -> dict[Value, dict[str, float]]:
    """The data and grad that a sweep gives where a Value holds something else."""
    data, _, grads = survey.swept
    found: dict[Value, dict[str, float]] = {}
    for field, other, fresh in (("data", survey.stored.data, data), ("grad", survey.stored.grads, grads)):
        for i in other:
            found.setdefault(survey.order[i], {})[field] = fresh[i]
    return found


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
                "label": graphviz.nohtml(for_label(groups[-1])),
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


def _style(rankdir: str, survey: Survey) -> dict[str, str]:
    """Attributes of the whole picture, with what a reader of its numbers should know on top."""
    style = {"rankdir": rankdir, "bgcolor": "transparent", "ranksep": "0.35", "nodesep": "0.2"}
    told = [*([UNRUN] if survey.stored.unrun else []), *survey.doubts]
    if told:
        lines = [line for sentence in told for line in wrap(shorten(sentence, 400), 72)]
        text = "".join(for_label(line) + "\\n" for line in lines)
        style |= {
            "label": graphviz.nohtml(text.removesuffix("\\n")),
            "labelloc": "t",
            "fontname": "Courier",
            "fontsize": "12",
            "fontcolor": "#b00020",
        }
    return style


def _fill(node: Value, most: float) -> dict[str, str]:
    """The colour of a gradient, by the square root of its share in the largest; a nan has its own."""
    grad = node.grad
    if math.isnan(grad) or math.isnan(node.data):
        return NAN
    if not most:
        return {}
    strength = 0.62 * math.sqrt(min(abs(grad) / most, 1.0))
    mixed = (round(255 + (c - 255) * strength) for c in (PLUS if grad >= 0 else MINUS))
    return {"style": "filled", "fillcolor": "#" + "".join(f"{c:02x}" for c in mixed)}


def _box(
    picture: graphviz.Digraph,
    box: str,
    node: Value,
    label: object,
    fill: Mapping[str, str],
    *,
    others: Mapping[str, float],
) -> None:
    """The box of a number, and the round node of its operation.

    others: the data and the grad that a sweep gives, where they differ.
    """
    fields = [f"{field} {fixed(getattr(node, field))}" for field in ("data", "grad")]
    fields = [f"{text}, sweep {fixed(others[text[:4]])}" if text[:4] in others else text for text in fields]
    text = " | ".join(map(for_label, [shorten(label), *fields] if label else fields))
    title = plain(label) or node._op or "leaf"
    tooltip = _tip(f"{title}: data {node.data!r}, grad {node.grad!r}")
    picture.node(box, graphviz.nohtml(f"{{ {text} }}"), shape="record", tooltip=tooltip, **fill)
    if node.parents:
        symbol = for_label(shorten(node._op, 16) or "?")
        picture.node(f"{box}op", graphviz.nohtml(symbol), tooltip=_tip(repr(node.rule)))


def _edges(picture: Picture, graph: Written, partials: bool) -> None:
    """From parents to operations, from operations to their results."""
    boxes = {node: f"n{i}" for i, node in enumerate(graph.order)}
    for node, box in boxes.items():
        if node.parents:
            picture.edge(f"{box}op", box)
        recorded = node.partials if type(node.partials) is tuple else [math.nan] * len(node.parents)
        for parent, partial in zip(graph.parents[node], recorded, strict=True):
            label = None
            if partials and partial is not None and not math.isnan(partial):
                label = short(partial)
            style = {"style": "dashed"} if partial is None else {}
            picture.edge(boxes[parent], f"{box}op", label=label, **style)


def _tip(text: str) -> str:
    return graphviz.nohtml(for_tooltip(text))
