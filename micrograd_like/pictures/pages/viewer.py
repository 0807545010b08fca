"""draw(root): the graph as HTML that plays the backward sweep; a still image where no script runs.

>>> from micrograd_like import Value
>>> x = Value(3.0)
>>> live = draw(x * x)
>>> "<script>" in live._repr_html_(), "data:image/svg+xml;base64," in live._repr_html_()
(True, True)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from ...collector import paused_collector
from ...compiler.javascript import listed, literal, program
from ...engine import Value
from ...naming import FEW, word_of
from ...rules import RULES
from ...steps import backprop_steps
from ..graphs.boxes import Boxes
from ..graphs.still import Still
from ..graphs.survey import Survey
from ..quoting import shorten, xml
from .live import Live, alive, literal_text, script, styles
from .shrinking import shrink
from .templates import templates

SCRIPTS = ("graph.js", "truth.js", "theme.js", "camera.js", "hover.js", "viewer.js")
ONE_SEES_ALL = 30  # values, beyond which there is a search
UNRUN = "backward() has not run in Python yet, so every grad there is 0; this page ran it for you."
OF_ROWS = re.compile("loss of row |sum of rows ")
NAMED = 3000  # values beyond which only those with a place or a label of their own get a name


def draw(root: Value, names: Mapping[str, Any] | None = None) -> Live:
    """The live picture of everything root depends on.

    Play, step and scrub through backward; hover for the rule with its numbers; click a leaf for a slider;
    click two values for the paths between them; click a neuron, a layer or a part to open it.
    In a graph of more than 30 values the field "find" (or the key /) goes to what has a name.
    names: what Values are called (``locals()``); without it the caller's own variables are read.
    Nothing in the graph is changed: the page runs a sweep of its own.  Where Python's data or grad differs
    from it, the box shows both, and a sentence names the likely cause, such as a forgotten zero_grad().

    >>> draw(3.0)
    Traceback (most recent call last):
    TypeError: draw() takes a Value, but got float 3.0; give the result of an expression of Values
    """
    with paused_collector():
        survey = Survey.of(root, names, "draw")
        boxes = Boxes.of(survey)
        content = f"const picture = {_picture(boxes)};"
        rows, of, tape = program(survey.tape).partition("\nconst tape = ")
        several = len(survey.order) > ONE_SEES_ALL
        scripts = ("search.js", *SCRIPTS) if several else SCRIPTS
        code = "\n".join([shrink(rows), of.strip() + tape, *map(script, scripts), content])
        run = f"view(host, picture, tape, {styles('viewer.css', *['search.css'] * several)});"
        return alive(code, run, survey.summary, Still(boxes).svg(), _told(survey))


def _picture(boxes: Boxes) -> str:
    """What the page needs besides the tape, as JavaScript."""
    survey = boxes.survey
    rows: dict[str, Any] = {r.name: RULES.get(r.name, r) for r in survey.tape.rules if r is not None}
    neurons, stored = survey.neurons(), survey.stored
    held = {i: [stored.data.get(i), stored.grads.get(i)] for i in sorted({*stored.data, *stored.grads})}
    content = {
        "summary": survey.summary,
        "full": survey.full_names(),
        "open": sorted(boxes.folding.open),
        "others": boxes.others,
        **_places(boxes),
        "formulas": {name: templates(row) for name, row in rows.items()},
        "doubts": stored.causes,
        "note": UNRUN if stored.unrun else "",
    }
    numbers = ",".join(f"{i}:[{','.join(map(_number, pair))}]" for i, pair in held.items())
    tree = [
        [name, parent, size, *([1] if name in neurons else [])] for name, parent, size in boxes.folding.tree
    ]
    groups = f"{literal_text(tree)}.map(([name,parent,size,batch])=>({{name,parent,size,batch:!!batch}}))"
    runs = ",".join(f"[{g},{len([*same])}]" for g, same in groupby(boxes.folding.group))
    more = f"held:{{{numbers}}},groups:{groups},group:[{runs}].flatMap(([g,n])=>Array(n).fill(g))"
    return f"{{...{literal_text(content)},{_packed(survey, boxes)},{more}}}"


def _number(x: float | None) -> str:
    return "null" if x is None else literal(x)


def _places(boxes: Boxes) -> dict[str, Any]:
    """Where the boxes stand, and how the edges go."""
    key = [str(box.key) for box in boxes.boxes]
    curves = {f"{key[t]}>{key[h]}": curve for (t, h), curve in boxes.routes.items()}
    return {
        "direction": boxes.direction,
        "spots": {str(box.key): [round(box.x, 1), round(box.y, 1)] for box in boxes.boxes},
        "routes": {edge: [round(x) for point in curve for x in point] for edge, curve in curves.items()},
    }


def _packed(survey: Survey, boxes: Boxes) -> str:
    """The names and the operations by slot; in a large graph of what has a name or shows at first."""
    many = len(survey.order) > NAMED
    named = survey.found.keys() | survey.inputs
    given = {i for i, v in enumerate(survey.order) if v.label or v in named}
    inner = (i for i, own in enumerate(survey.tape.operands) if own)
    made = {i for i in inner if OF_ROWS.match(survey.names[i])} if many and survey.neurons() else set()
    made.update(inner if not many else ())
    given |= {box.key for box in boxes.boxes if isinstance(box.key, int)} | {len(survey.order) - 1}
    names = {i: survey.names[i] for i in sorted(given | made)}
    own = [str(v._op) for v in survey.order]
    place = {op: str(i) for i, op in enumerate(dict.fromkeys(own))}
    numbers = listed([place[op] for op in own])
    words = {op: word for op in place if many and (word := word_of(op)) != op}
    ops = f"op:(o=>{numbers}.map(i=>o[i]))({literal_text([*place])})"
    return f"names:{literal_text(names)},{f'words:{literal_text(words)},' if words else ''}{ops}"


def _told(survey: Survey) -> str:
    """The sweep in words, for screen readers and for pages without scripts."""
    if len(survey.order) > FEW:
        return ""
    try:
        steps = list(backprop_steps(survey.order[-1], names=survey.called))
    except TypeError as error:  # an operation made by hand, of which no derivative is known
        return f"<p>{xml(error)}</p>"
    sentences = [line for step in steps for line in str(step).split("\n")]
    doubts = "".join(f"<p>{xml(shorten(told, 400))}</p>" for told in survey.doubts)
    if not sentences:
        return doubts
    items = "".join(f"<li>{xml(shorten(line, 200))}</li>" for line in sentences)
    return f"{doubts}<details><summary>backward, step by step</summary><ol>{items}</ol></details>"
