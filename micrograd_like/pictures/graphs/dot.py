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
from ...naming import FEW
from ...steps import short
from ..quoting import fixed, for_label, for_tooltip, plain, shorten
from ..rendering import NoRenderer, Picture, render_svg
from ..without_graphviz import graphviz
from .boxes import Boxes
from .closed import Closed
from .folding import LEVELS
from .frames import Frames
from .longhand import LONGHAND, Written
from .still import Still
from .survey import Survey

UNDRAWN = (NoRenderer, subprocess.SubprocessError, ImportError)  # Graphviz is not there, or fails
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
MANY = 2 * FEW  # values, beyond which a graph is folded unless one asks otherwise
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
    fold: bool | str | None = None,
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
    fold: True draws a box for each neuron or, of a large graph, for each layer or part, with the root mean
        square of its gradients; "neurons" and "layers" choose; False draws every value.  By default graphs of
        more than 120 values are folded, and a sentence on top says so.
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
    closed = Closed.of(survey, _chosen(fold, survey, expand), survey.modules() if clusters else ())
    picture = Picture(
        comment=survey.summary,
        format=format,
        graph_attr=_style(rankdir, survey, closed),
        node_attr={"fontname": "Courier", "fontsize": "12", "style": "filled", "fillcolor": "#ffffff"},
        edge_attr={"fontname": "Courier", "fontsize": "10", "color": "#6b7280"},
    )
    _boxes(picture, graph, survey, closed, clusters=clusters, color=color)
    _edges(picture, graph, closed, partials)
    picture.instead = lambda: Still(Boxes.of(survey)).svg()
    return picture


def _chosen(fold: bool | str | None, survey: Survey, expand: Any) -> str:
    """The level at which the groups are closed; "values" where all are open."""
    if fold is None:
        fold = len(survey.order) > MANY and expand is False
    if fold is False or fold is True:
        if not fold:
            return "values"
        return "neurons" if len(survey.order) <= FEW else ""
    if fold not in LEVELS:
        raise ValueError(
            f"fold={fold!r} is no level; choose True, False, None or one of {', '.join(map(repr, LEVELS))}"
        )
    return fold


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


def _boxes(
    picture: Picture, graph: Written, survey: Survey, closed: Closed, *, clusters: bool, color: bool
) -> None:
    """The box of each node or closed group, in the frames of its neuron and layer."""
    groups = survey.groups if clusters else {}
    frames = Frames(picture, survey.modules() if clusters else ())
    most = _largest(graph, closed) if color else 0.0
    others = _others(survey)
    begins = survey.order[survey.nan[0]] if survey.nan else None
    drawn: set[str] = set()
    for i, node in enumerate(graph.order):
        own = graph.inside.get(node, node)
        if (key := closed.key.get(own)) is None:
            fill = BEGINS if node is begins else _fill(node.grad, node.data, most)
            label = _label(node, own, graph, survey)
            _box(frames.of(groups.get(own, ())), f"n{i}", node, label, fill, others=others.get(node, {}))
        elif key not in drawn:
            drawn.update(closed.draw(key, frames, fill=lambda grad: _fill(grad, 0.0, most), begins=BEGINS))
    frames.close()


def _label(node: Value, own: Value, graph: Written, survey: Survey) -> object:
    """The name that stands in a box: a label, a variable's, an input's; no expression."""
    if node.label or node is not graph.stands.get(own, own):
        return node.label
    named = own in survey.found or own in survey.inputs
    return survey.called[own] if named else ""


def _largest(graph: Written, closed: Closed) -> float:
    """The largest gradient in a box, by which all are coloured."""
    sizes = [abs(v.grad) for v in graph.order if graph.inside.get(v, v) not in closed.key]
    sizes += map(closed.mean, closed.slots)
    return max(filter(math.isfinite, sizes), default=0.0)


def _others(survey: Survey) -> dict[Value, dict[str, float]]:
    """The data and grad that a sweep gives where a Value holds something else."""
    data, _, grads = survey.swept
    found: dict[Value, dict[str, float]] = {}
    for field, other, fresh in (("data", survey.stored.data, data), ("grad", survey.stored.grads, grads)):
        for i in other:
            found.setdefault(survey.order[i], {})[field] = fresh[i]
    return found


def _style(rankdir: str, survey: Survey, closed: Closed) -> dict[str, str]:
    """Attributes of the whole picture, with what a reader of its numbers should know on top."""
    style = {"rankdir": rankdir, "bgcolor": "transparent", "nodesep": "0.2"}
    style["ranksep"] = "0.8" if closed.slots else "0.35"  # between groups there are many edges
    if closed.rows:
        style["splines"] = "polyline"  # curves between the cells of two rows would go through the cells
    doubts = [*([UNRUN] if survey.stored.unrun else []), *survey.doubts]
    if told := [*doubts, *filter(None, [closed.note])]:
        lines = [line for sentence in told for line in wrap(shorten(sentence, 400), 72)]
        text = "".join(for_label(line) + "\\l" for line in lines)  # \l: on the left
        style |= {
            "label": graphviz.nohtml(text),
            "labelloc": "t",
            "labeljust": "l",  # in sight where the picture scrolls
            "fontname": "Courier",
            "fontsize": "12",
            "fontcolor": "#b00020" if doubts else "#5b6470",
        }
    return style


def _fill(grad: float, data: float, most: float) -> dict[str, str]:
    """The colour of a gradient, by the square root of its share in the largest; a nan has its own."""
    if math.isnan(grad) or math.isnan(data):
        return NAN
    if not most:
        return {}
    strength = 0.62 * math.sqrt(min(abs(grad) / most, 1.0))
    mixed = (round(255 + (c - 255) * strength) for c in (PLUS if grad >= 0 else MINUS))
    return {"style": "filled", "fillcolor": "#" + "".join(f"{c:02x}" for c in mixed), "fontcolor": INK}


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


def _edges(picture: Picture, graph: Written, closed: Closed, partials: bool) -> None:
    """From parents to operations, from operations to their results; one from each group to each box."""
    rankdir = picture.graph_attr["rankdir"]
    keys = {node: closed.key.get(graph.inside.get(node, node), "") for node in graph.order}
    boxes = {node: f"n{i}" for i, node in enumerate(graph.order)}
    seen = set()
    for node, box in boxes.items():
        if node.parents and not keys[node]:
            picture.edge(f"{box}op", box)
        recorded = node.partials if type(node.partials) is tuple else [math.nan] * len(node.parents)
        for parent, partial in zip(graph.parents[node], recorded, strict=True):
            if keys[node] or keys[parent]:
                tail = closed.end(keys[parent], rankdir, tail=True) if keys[parent] else boxes[parent]
                head = closed.end(keys[node], rankdir, tail=False) if keys[node] else f"{box}op"
                if (tail, head) not in seen and keys[node] != keys[parent]:
                    picture.edge(tail, head)
                seen.add((tail, head))
                continue
            label = None
            if partials and partial is not None and not math.isnan(partial):
                label = for_label(f" {short(partial)} ")  # room between parallel edges' labels
            style = {"style": "dashed"} if partial is None else {}
            picture.edge(boxes[parent], f"{box}op", label=label, **style)


def _tip(text: str) -> str:
    return graphviz.nohtml(for_tooltip(text))
