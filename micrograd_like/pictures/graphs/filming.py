"""film(root): an SVG that plays the backward sweep by itself, where no script runs: on slides, in a README.

>>> from micrograd_like import Value
>>> x = Value(3.0)
>>> film(x * x, names={"x": x}).count("x.grad += local 3 x upstream 1 = 3")
2
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ...engine import Value
from ...naming import FEW, bracketed
from ...steps import Step, backprop_steps, short
from ..quoting import shorten, xml
from ..svg import Drawing
from .boxes import Box, Boxes
from .layout import Point
from .still import LETTER, LINE, Still, edge
from .survey import Survey

LINES = 4  # of a step's sentence at most
COLOURS = """.now{fill:none;stroke:#c8102e;stroke-width:3.5}.receives{fill:none;stroke:#d97706;stroke-width:3}
.hot path{stroke:#d97706;stroke-width:3}.hot .tip{fill:#d97706;stroke:none}
.hot text{font-size:11px;fill:#b45309;stroke:#fff;stroke-width:4px;paint-order:stroke}
@media(prefers-color-scheme:dark){.now{stroke:#ff6b7f}.receives,.hot path{stroke:#ffb454}\
.hot .tip{fill:#ffb454}
.hot text{fill:#ffb454;stroke:#16191d}}"""


def film(root: Value, names: Mapping[str, Any] | None = None, *, seconds: float = 1.6) -> Drawing:
    """The graph of root while backward runs, over and over: whose turn it is, what it sends, and a sentence.

    names: what Values are called (``locals()``; without it the caller's own variables).
    seconds: how long a step stays.
    Readers who ask for less motion see the end.

    >>> film(sum(Value(1.0) for _ in range(50)))
    Traceback (most recent call last):
    ValueError: film() shows up to 60 values, but the graph has 100; draw(root) opens such a graph ...
    """
    survey = Survey.of(root, names, "film")
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds < math.inf:
        raise ValueError(f"seconds= is how long a step stays, but got {seconds!r}; give seconds=1.6")
    if len(survey.order) > FEW:
        given = f"film() shows up to {FEW} values, but the graph has {len(survey.order)}"
        raise ValueError(f"{given}; draw(root) opens such a graph part by part")
    steps, title = list(backprop_steps(root, names=survey.called)), survey.called[root]
    first = f"{bracketed(title)}.grad = 1: a change of the output changes the output one to one"
    last = f"each grad is the derivative of {title} by that value"
    return Drawing(_Film(Boxes.of(survey), steps, seconds).svg(first, last))


class _Film:
    """Scenes: 0 is the start, k the k-th step, the last two show the end.

    What is only seen for a while is a window [a, b).
    """

    def __init__(self, boxes: Boxes, steps: Sequence[Step], seconds: float):
        self.still, self.boxes, self.steps, self.seconds = Still(boxes), boxes, steps, seconds
        self.scenes = len(steps) + 3
        self.windows: set[tuple[int, int]] = set()
        self.number = {boxes.survey.order[box.slots[0]]: i for i, box in enumerate(boxes.boxes)}

    def svg(self, first: str, last: str) -> str:
        says = [[first], *(_lines(step) for step in self.steps), [last, *self.still.doubts()]]
        above = LINE * max(map(len, says)) + 14
        wide = LETTER * max(len(line) for lines in says for line in lines) + 36
        boxes = [self.still.box(box, self._states(box)) for box in self.boxes.boxes]
        over = "".join(self._words(k, lines) for k, lines in enumerate(says))
        turns = "".join(self._turn(k, step) for k, step in enumerate(self.steps, 1))
        return self.still.sheet([*boxes, turns], over, COLOURS + self._style(), above, wide)

    def _window(self, a: int, b: int, inside: str) -> str:
        self.windows.add((a, b))
        return f'<g class="w{a}_{b}">{inside}</g>'

    def _style(self) -> str:
        """A rule for each window; without animation only those are seen that last until the end."""
        duration = f"animation-duration:{self.scenes * self.seconds:g}s"
        timing = f"{duration};animation-timing-function:step-end;animation-iteration-count:infinite"
        rules = [f"@media(prefers-reduced-motion:no-preference){{g[class^=w]{{{timing}}}}}"]
        for a, b in sorted(self.windows):
            name, lasts = f"w{a}_{b}", int(b == self.scenes)
            start, end = (f"{100 * t / self.scenes:.2f}%" for t in (a, b))
            closes = "" if lasts else f"{end}{{opacity:0}}"
            frames = f"0%{{opacity:0}}{start}{{opacity:1}}{closes}100%{{opacity:{lasts}}}"
            rules.append(f".{name}{{opacity:{lasts};animation-name:{name}}}@keyframes {name}{{{frames}}}")
        return "".join(rules)

    def _states(self, box: Box) -> str:
        """The gradient of a box from scene to scene: 0 until something arrives."""
        node = self.boxes.survey.order[box.slots[0]]
        turns = [(0, float(node is self.boxes.survey.order[-1]))]
        for k, step in enumerate(self.steps, 1):
            turns += [(k, c.after) for c in step.contributions if c.parent is node][-1:]
        ends = [k for k, _ in turns[1:]] + [self.scenes]
        states = [self.still.state(box, f"grad {short(grad)}", grad) for _, grad in turns[:-1]]
        states.append(self.still.state(box, box.third, turns[-1][1]))
        return "".join(self._window(turns[n][0], end, states[n]) for n, end in enumerate(ends))

    def _turn(self, k: int, step: Step) -> str:
        """The box whose turn it is, those that receive, and what the edges between them carry."""
        head, parts = self.number[step.node], []
        curves = self._curves(step)
        for contribution, curve in zip(step.contributions, curves, strict=True):
            x, y, anchor = _beside(curve, curves, self.boxes.direction == "LR")
            words = f'<text x="{x:.0f}" y="{y:.0f}"{anchor}>×{xml(short(contribution.partial))}</text>'
            parts.append(f'<g class="hot">{edge(curve)}{words}</g>')
        sent = dict.fromkeys(c.parent for c in step.contributions)
        marks = [(head, "now"), *((self.number[parent], "receives") for parent in sent)]
        for i, mark in marks:
            box = self.boxes.boxes[i]
            parts.append(self.still.at(box, f'<rect class="{mark}" {self.still.shape(box)}/>'))
        return self._window(k, k + 1, "".join(parts))

    def _curves(self, step: Step) -> list[list[Point]]:
        """The curve of each contribution."""
        head, many, seen = self.number[step.node], Counter(step.node.parents), Counter[Value]()
        found = []
        named = {c.parent for c in step.contributions}
        places = zip(step.node.parents, step.partials, strict=False)
        if type(step.node.partials) is not tuple:  # made by hand: what each parent gets comes in one piece
            places = ((c.parent, c.partial) for c in step.contributions)
        for parent, partial in places:
            if partial is not None and parent in named:
                found.append(self.still.curve(self.number[parent], head, seen[parent], many[parent]))
            seen[parent] += 1
        return found

    def _words(self, k: int, lines: Sequence[str]) -> str:
        text = "".join(f'<text x="14" y="{20 + LINE * n}">{xml(line)}</text>' for n, line in enumerate(lines))
        return self._window(k, k + 1 if k <= len(self.steps) else self.scenes, text)


def _lines(step: Step) -> list[str]:
    """A step's sentence in a few lines."""
    lines = [shorten(line, 90) for line in str(step).split("\n")]
    if len(lines) <= LINES:
        return lines
    return [*lines[: LINES - 1], f"... and {len(lines) - LINES + 1} more"]


def _beside(
    curve: Sequence[Point], curves: Sequence[Sequence[Point]], flat: bool
) -> tuple[float, float, str]:
    """Where a label stands, and its anchor: beside the curve where it has just left its box.

    Of parallel curves the later ones have theirs on the other side.
    """
    a, b, c, d = curve[:4]
    x, y = ((a[i] + 3 * b[i] + 3 * c[i] + d[i]) / 8 for i in (0, 1))
    later = any(_parallel(curve, other) and sum(other[0]) < sum(a) for other in curves)
    if flat:
        return (x - 12, y + 14, "") if later else (x - 12, y - 6, "")
    earlier = any(_parallel(curve, other) and sum(other[0]) > sum(a) for other in curves)
    return (x - 7, y + 4, ' text-anchor="end"') if earlier else (x + 7, y + 4, "")


def _parallel(one: Sequence[Point], other: Sequence[Point]) -> bool:
    moves = {(round(x - u), round(y - v)) for (x, y), (u, v) in zip(one, other, strict=False)}
    return one is not other and len(one) == len(other) and len(moves) == 1
