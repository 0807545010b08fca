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
from ..quoting import for_label, shorten
from ..rendering import NoRenderer, Picture, render_svg
from ..without_graphviz import graphviz
from .asked import check, level_of, written_out
from .boxes import Boxes
from .closed import Closed
from .frames import Frames
from .longhand import Written
from .still import Still
from .survey import Survey
from .value_box import BEGINS, Parameters, about, fields, fill, parameters, record, tip

UNDRAWN = (NoRenderer, subprocess.SubprocessError, ImportError)  # Graphviz is not there, or fails


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
    survey = Survey.of(root, names, "draw_dot")
    check(format, rankdir, {"partials": partials, "clusters": clusters, "color": color})
    graph = written_out(root, expand)
    closed = Closed.of(survey, level_of(fold, survey, expand), survey.modules() if clusters else ())
    picture = Picture(
        comment=survey.summary,
        format=format,
        graph_attr=_style(rankdir, survey, closed),
        node_attr={"fontname": "Courier", "fontsize": "12", "style": "filled", "fillcolor": "#ffffff"},
        edge_attr={"fontname": "Courier", "fontsize": "10", "color": "#6b7280"},
    )
    own = {} if not clusters else _parameters(graph, survey, closed)
    frames = Frames(picture, survey.modules() if clusters else ())
    _boxes(frames, graph, survey, closed, own, color=color)
    boxes = len(picture.body)
    _edges(picture, graph, closed, own, partials)
    frames.close(boxes)
    picture.instead = lambda: Still(Boxes.of(survey)).svg()
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


def _parameters(graph: Written, survey: Survey, closed: Closed) -> dict[str, Parameters]:
    """By box the table of a neuron's parameters in which it stands."""
    groups = {node: own for node, own in survey.groups.items() if node not in closed.key}
    return parameters(graph.order, groups, survey.modules())


def _boxes(
    frames: Frames,
    graph: Written,
    survey: Survey,
    closed: Closed,
    own: Mapping[str, Parameters],
    *,
    color: bool,
) -> None:
    """The box of each node or closed group, in the frames of its neuron and layer."""
    most = _largest(graph, closed) if color else 0.0
    others = _others(survey)
    begins = survey.order[survey.nan[0]] if survey.nan else None
    drawn: set[str] = set()
    for i, node in enumerate(graph.order):
        whole = graph.inside.get(node, node)
        if (key := closed.key.get(whole)) is None:
            style = BEGINS if node is begins else fill(node.grad, node.data, most)
            label = _label(node, whole, graph, survey)
            into = frames.of(survey.groups.get(whole, ()) if frames.modules else ())
            texts = fields(node, label, others.get(node, {}))
            if (table := own.get(f"n{i}")) is None:
                record(into, f"n{i}", texts, about(node, label), style)
            else:
                table.draw(into, f"n{i}", texts, frames.rankdir, style)
            if node.parents:
                symbol = for_label(shorten(node._op, 16) or "?")
                into.node(f"n{i}op", graphviz.nohtml(symbol), tooltip=tip(repr(node.rule)))
        elif key not in drawn:
            drawn.update(closed.draw(key, frames, fill=lambda grad: fill(grad, 0.0, most), begins=BEGINS))


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


def _edges(
    picture: Picture, graph: Written, closed: Closed, own: Mapping[str, Parameters], partials: bool
) -> None:
    """From parents to operations, from operations to their results; one from each group to each box."""
    rankdir = picture.graph_attr["rankdir"]
    keys = {node: closed.key.get(graph.inside.get(node, node), "") for node in graph.order}
    boxes = {node: f"n{i}" for i, node in enumerate(graph.order)}
    leaves = {node: own[box].end(box, rankdir) if box in own else box for node, box in boxes.items()}
    seen = set()
    for node, box in boxes.items():
        if node.parents and not keys[node]:
            picture.edge(f"{box}op", box)
        recorded = node.partials if type(node.partials) is tuple else [math.nan] * len(node.parents)
        for parent, partial in zip(graph.parents[node], recorded, strict=True):
            if keys[node] or keys[parent]:
                tail = closed.end(keys[parent], rankdir, tail=True) if keys[parent] else leaves[parent]
                head = closed.end(keys[node], rankdir, tail=False) if keys[node] else f"{box}op"
                if (tail, head) not in seen and keys[node] != keys[parent]:
                    picture.edge(tail, head)
                seen.add((tail, head))
                continue
            label = None
            if partials and partial is not None and not math.isnan(partial):
                label = for_label(f" {short(partial)} ")  # room between parallel edges' labels
            style = {"style": "dashed"} if partial is None else {}
            picture.edge(leaves[parent], f"{box}op", label=label, **style)
