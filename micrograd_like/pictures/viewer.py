"""draw(root): the graph as one piece of HTML that plays the backward sweep, with a still image where scripts are stripped.

>>> from micrograd_like import Value
>>> x = Value(3.0)
>>> live = draw(x * x)
>>> "<script>" in live._repr_html_(), "data:image/svg+xml;base64," in live._repr_html_()
(True, True)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..compiler import Tape
from ..compiler.javascript import program
from ..engine import Value, topological_order
from ..rules import RULES
from ..steps import backprop_steps, short
from .boxes import Boxes, Graph
from .live import Live, alive, literal_text, script, styles
from .mathml import templates
from .names import FEW, called, grouped, known, places
from .still import Still
from .text import plain, shorten, xml

NAMED = 3000  # values beyond which only those with a place or a label of their own get a name


def draw(root: Value, names: Mapping[str, Any] | None = None) -> Live:
    """The live picture of everything root depends on.

    Play, step and scrub through backward; hover for the rule with its numbers; click a leaf for a slider; click two values
    for the paths between them; click a neuron, a layer or a part to open it.  names: what Values are called (``locals()``);
    without it the caller's own variables are read.  Nothing in the graph is changed: the page runs a sweep of its own.

    >>> draw(3.0)
    Traceback (most recent call last):
    TypeError: draw() takes a Value, but got float 3.0; give the result of an expression of Values
    """
    graph = survey(root, known("draw", root, names))
    boxes = Boxes.of(graph)
    still = Still(boxes).svg()
    told = _told(graph)
    page = f"const picture = {_picture(graph, boxes)};"
    code = "\n".join(
        [
            program(graph.tape),
            *map(script, ("graph.js", "theme.js", "camera.js", "hover.js", "viewer.js")),
            page,
        ]
    )
    return alive(code, f"view(host, picture, tape, {styles('viewer.css')});", graph.summary, still, told)


def survey(root: Value, variables: Mapping[str, Any]) -> Graph:
    """Names and groups of everything root depends on."""
    order = topological_order(root)
    found = places(variables, set(order))
    groups = grouped(order, found)
    title = called(order, found, groups)
    operations = sum(bool(v.parents) for v in order)
    summary = f"graph of {title[root]} = {short(root.data)}: {operations:,} operations on {len(order) - operations:,} leaves"
    full = {i: found[v].full for i, v in enumerate(order) if v in found and found[v].full != title[v]}
    batches = {place.groups[-1] for place in found.values() if place.module and place.groups}
    placed = {i for i, v in enumerate(order) if v in found}
    chains = [groups.get(v, ()) for v in order]
    return Graph(
        order, Tape.of(root), [plain(title[v]) for v in order], full, chains, summary, batches, placed
    )


def _picture(graph: Graph, boxes: Boxes) -> str:
    """What the page needs besides the tape, as JavaScript."""
    order, many = graph.order, len(graph.order) > NAMED
    names = {i: name for i, (v, name) in enumerate(zip(order, graph.names, strict=True))
             if not many or not v.parents or v.label or i in graph.placed}  # fmt: skip
    ops = list(dict.fromkeys(v._op for v in order))
    rows: dict[str, Any] = {
        rule.name: RULES.get(rule.name, rule) for rule in graph.tape.rules if rule is not None
    }
    run = any(v.grad for v in order) or not order[-1].parents
    content = {
        "summary": graph.summary, "full": graph.full, "open": sorted(boxes.open), "direction": boxes.direction,
        "spots": {str(box.key): [round(box.x, 1), round(box.y, 1)] for box in boxes.boxes},
        "routes": {f"{boxes.boxes[t].key}>{boxes.boxes[h].key}": [round(x) for point in curve for x in point]
                   for (t, h), curve in boxes.routes.items()},
        "groups": [{"name": name, "parent": parent, "size": size, "batch": name in graph.batches}
                   for name, parent, size in boxes.tree],
        "formulas": {name: templates(row) for name, row in rows.items()},
        "note": "" if run else "backward() has not run in Python yet; this page ran it for you.",
    }  # fmt: skip
    packed = f"names:{literal_text(names)},op:(o=>[{','.join(str(ops.index(v._op)) for v in order)}].map(i=>o[i]))({literal_text(ops)})"
    return f"{{...{literal_text(content)},{packed},group:[{','.join(map(str, boxes.group))}]}}"


def _told(graph: Graph) -> str:
    """The sweep in words, for screen readers and for pages without scripts."""
    if len(graph.order) > FEW:
        return ""
    names = dict(zip(graph.order, graph.names, strict=True))
    lines = "".join(
        f"<li>{xml(shorten(line, 200))}</li>"
        for step in backprop_steps(graph.order[-1], names=names)
        for line in str(step).split("\n")
    )
    return f"<details><summary>backward, step by step</summary><ol>{lines}</ol></details>" if lines else ""
