"""Boxes as a still image: SVG that shows where scripts are stripped.

>>> from micrograd_like import Value
>>> from micrograd_like.pictures.graphs.survey import Survey
>>> Still(Boxes.of(Survey.of(Value(2.0) * 3.0))).svg().count('class="box"')
3
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from textwrap import wrap

from ..quoting import shorten, xml
from .boxes import HEIGHT, Box, Boxes
from .layout import Point

STYLE = """text{font:12px "DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#1c1f24}\
.name{font-weight:700}
.op{font-weight:400}.paper{fill:#fff}.box{fill:#f6f7f9;stroke:#9aa3ad}.group{stroke:#6e56cf;stroke-width:2}
path{fill:none;stroke:#aeb6bf;stroke-width:1.2}.tip{fill:#aeb6bf;stroke:none}
@media(prefers-color-scheme:dark){text{fill:#e8eaed}.paper{fill:#16191d}.box{fill:#23272d;stroke:#4a525c}.tint{opacity:.68}
path{stroke:#606a75}.tip{fill:#606a75}}"""
# and where there are groups
STRIPS = """.strip{fill:#fff;stroke:#9aa3ad}.cell{fill:#b04000;stroke:#9aa3ad;stroke-width:.5}
@media(prefers-color-scheme:dark){.strip{fill:#16191d}.cell{fill:#ffaa3c}}"""
# and where something is doubtful
DOUBTFUL = """.nan{fill:#f5d90a;fill-opacity:.45;stroke:#8a6d00;stroke-width:2;stroke-dasharray:6 3}
.begins{stroke-width:4;stroke-dasharray:none}.doubt{fill:#8a4b00}
@media(prefers-color-scheme:dark){.nan{fill-opacity:.25;stroke:#f5d90a}.doubt{fill:#ffc266}}"""
LINE, LETTER = 17, 7.25  # pixels of a line of text and of a letter
BESIDE = 14.0  # between parallel edges


class Still:
    """A drawing of boxes."""

    def __init__(self, of: Boxes):
        self.of = of

    def svg(self) -> str:
        """The boxes as a still image; what is doubtful about the numbers stands above."""
        boxes = [self.box(box, self.state(box, box.third, self.of.grad(box))) for box in self.of.boxes]
        lines = self.doubts()
        words = (
            f'<text class="doubt" x="14" y="{20 + LINE * k}">{xml(line)}</text>'
            for k, line in enumerate(lines)
        )
        wide = LETTER * max(map(len, lines), default=0) + 36
        return self.sheet(boxes, "".join(words), above=LINE * len(lines) + 14 * bool(lines), wide=wide)

    def doubts(self, longest: int = 84) -> list[str]:
        """What a reader of the numbers should know, in lines."""
        return [line for told in self.of.survey.doubts for line in wrap(shorten(told, 400), longest)]

    def sheet(
        self, boxes: Iterable[str], over: str = "", style: str = "", above: float = 0.0, wide: float = 0.0
    ) -> str:
        """The finished drawing: edges, then boxes, then what lies over them.

        above: how much room to leave on top.  wide: how wide the drawing is at least.
        """
        curves = self.curves()
        style += STRIPS if any(self._strips.values()) else ""
        style += DOUBTFUL if self.of.survey.doubts else ""
        left, right, top, bottom = self._bounds(curves)
        top -= above
        spare = max(0.0, wide - (right - left)) / 2
        left, right = left - spare, right + spare
        layer = f'<g transform="translate({left:.1f} {top:.1f})">{over}</g>' if over else ""
        drawn = "".join([*map(edge, curves), *boxes, layer])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{right - left:.0f}" height="{bottom - top:.0f}" '
            f'viewBox="{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}" role="img">'
            f"<title>{xml(self.of.survey.summary)}</title><style>{STYLE}{style}</style>"
            f'<rect class="paper" x="{left:.1f}" y="{top:.1f}" width="100%" height="100%"/>{drawn}</svg>'
        )

    def _bounds(self, curves: list[list[Point]]) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of all that is drawn, with a margin."""
        ends = [point for curve in curves for point in curve]
        xs = [b.x + s * b.width / 2 for b in self.of.boxes for s in (-1, 1)] + [x for x, _ in ends]
        ys = [b.y + s * b.height / 2 for b in self.of.boxes for s in (-1, 1)] + [y for _, y in ends]
        return min(xs) - 12, max(xs) + 12, min(ys) - 12, max(ys) + 12

    @cached_property
    def _most(self) -> float:
        """The largest gradient, by which all are coloured."""
        sizes = (abs(self.of.grad(box)) for box in self.of.boxes)
        return max(filter(math.isfinite, sizes), default=0.0) or 1.0

    def state(self, box: Box, words: str, grad: float) -> str:
        """The colour of a box, and the line about its gradient."""
        colour = "#16964a" if grad >= 0 else "#cd2d2d"
        if not isinstance(box.key, int):
            colour = "#6e56cf"
        strength = 0.62 * math.sqrt(min(abs(grad) / self._most, 1.0)) if not math.isnan(grad) else 0.0
        filled = f'<rect class="tint" {self.shape(box)} fill="{colour}" fill-opacity="{strength:.2f}"/>'
        if math.isnan(grad) or self.of.is_nan(box):
            begins = self.of.survey.nan and self.of.survey.nan[0] in box.slots
            filled = f'<rect class="nan{" begins" if begins else ""}" {self.shape(box)}/>'
        return f'{filled}<text x="10" y="50">{xml(words)}</text>'

    def shape(self, box: Box) -> str:
        """Size and corners of a box: a leaf's are round."""
        leaf = isinstance(box.key, int) and not self.of.survey.tape.operands[box.slots[0]]
        return f'width="{box.width:.0f}" height="{box.height:.0f}" rx="{13 if leaf else 5}"'

    def box(self, box: Box, states: str) -> str:
        """A box with its name and number at its place."""
        op = f'<tspan class="op" dx="7">{xml(box.op)}</tspan>' if box.op else ""
        lines = f'<text x="10" y="17" class="name">{xml(box.title)}{op}</text>'
        kind = "box" if isinstance(box.key, int) else "box group"
        inside = f'<rect class="{kind}" {self.shape(box)}/>{states}{lines}'
        return self.at(box, f'{inside}<text x="10" y="33.5">{xml(box.second)}</text>{self.strip(box)}')

    def strip(self, box: Box) -> str:
        """The gradients of a group side by side, dark as the largest of all layers, else paler."""
        cells = self._strips.get(box.key, [])
        wide = (box.width - 20) / max(1, len(cells))
        ground = (
            f'<rect class="strip" x="10" y="56" width="{box.width - 20:.0f}" height="7"/>' if cells else ""
        )
        return ground + "".join(
            f'<rect class="cell" x="{10 + k * wide:.1f}" y="56" width="{wide:.1f}" height="7" '
            f'fill-opacity="{shade(cell, self._darkest):.2f}"/>'
            for k, cell in enumerate(cells)
        )

    @cached_property
    def _strips(self) -> dict[int | str, list[float]]:
        return {box.key: self.of.strip(box) for box in self.of.boxes}

    @cached_property
    def _darkest(self) -> float:
        return self.of.darkest()

    def at(self, box: Box, inside: str) -> str:
        """What is drawn from the upper left corner of a box."""
        left, top = box.x - box.width / 2, box.y - box.height / 2
        return f'<g transform="translate({left:.0f} {top:.0f})">{inside}</g>'

    def curves(self) -> list[list[Point]]:
        """The curve of every edge, in the order of the edges."""
        many, seen = Counter(self.of.edges), Counter[tuple[int, int]]()
        found = []
        for pair in self.of.edges:
            found.append(self.curve(*pair, seen[pair], many[pair]))
            seen[pair] += 1
        return found

    def curve(self, t: int, h: int, nth: int = 0, of: int = 1) -> list[Point]:
        """From box to box: Graphviz's own curve, or one piece that leaves and arrives straight.

        nth, of: which of several parallel edges it is; they lie side by side.
        """
        side = (nth - (of - 1) / 2) * min(BESIDE, 40 / max(1, of - 1))
        flat = self.of.direction == "LR"
        if (t, h) in self.of.routes:
            return [(x, y + side) if flat else (x + side, y) for x, y in self.of.routes[t, h]]
        tail, head = self.of.boxes[t], self.of.boxes[h]
        if flat:
            rim = max(b.y + b.height / 2 for b in self.of.boxes) + HEIGHT / 2
            ends = (tail.x + tail.width / 2, tail.y + side), (head.x - head.width / 2, head.y + side)
            return _bent(*ends, rim)
        a, b, c, d = tail.x + side, tail.y + tail.height / 2, head.x + side, head.y - head.height / 2
        rim = max(b.x + b.width / 2 for b in self.of.boxes) + 24
        return [(y, x) for x, y in _bent((b, a), (d, c), rim)]


def shade(grad: float, largest: float) -> float:
    """How dark a gradient is in a strip: by powers of ten down to a millionth of the largest.

    >>> [shade(grad, 1.0) for grad in (1.0, 1e-3, 1e-9, 0.0)]
    [1.0, 0.5, 0.06, 0.0]
    """
    if not grad > 0:
        return 0.0
    return max(0.06, min(1.0, 1 + math.log10(grad / largest) / 6))


def _bent(start: Point, end: Point, rim: float) -> list[Point]:
    """From rank to rank along the first coordinate; to an earlier rank round the outside."""
    (a, b), (c, d) = start, end
    if c > a:
        pull = max(18.0, (c - a) * 0.45)
        return [(a, b), (a + pull, b), (c - pull, d), (c, d)]
    out, back, middle = a + 20, c - 20, (a + c) / 2
    there = [(a, b), (out, b), (out, b), (out, (b + rim) / 2), (out, rim), (out, rim)]
    return [*there, (middle, rim), (back, rim), (back, rim), (back, (d + rim) / 2), (back, d), (back, d), end]


def edge(curve: list[Point]) -> str:
    """A curve with an arrow's tip, in the direction in which it arrives."""
    (x, y), (u, v) = curve[-1], curve[-2]
    turn = math.degrees(math.atan2(y - v, x - u))
    start, *rest = (f"{px:.0f} {py:.0f}" for px, py in curve)
    placed = f"translate({x:.1f} {y:.1f}) rotate({turn:.0f})"
    tip = f'<path class="tip" transform="{placed}" d="M0 0l-9 -4v8z"/>'
    return f'<path d="M{start}C{" ".join(rest)}"/>{tip}'
