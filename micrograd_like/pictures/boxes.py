"""Which boxes a picture begins with, where they stand, and the same as a still image.

Up to about 60 values are all shown; graphs of up to about 600 begin with their neurons closed, larger ones with their layers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ..compiler import Tape
from ..engine import Value
from ..modes.steps import short
from .folds import reading_order
from .layout import Point, Routes, depth, place
from .names import FEW
from .text import shorten, xml

HEIGHT, NARROWEST, CHARACTER = 58, 134, 7.25
STYLE = """text{font:12px "DejaVu Sans Mono",Menlo,Consolas,"Courier New",monospace;fill:#1c1f24}.name{font-weight:700}
.op{fill:#0b63c5;font-weight:700}.paper{fill:#fff}.box{fill:#f6f7f9;stroke:#9aa3ad}.group{stroke:#6e56cf;stroke-width:2}
path{fill:none;stroke:#aeb6bf;stroke-width:1.2}.tip{fill:#aeb6bf;stroke:none}
@media(prefers-color-scheme:dark){text{fill:#e8eaed}.paper{fill:#16191d}.box{fill:#23272d;stroke:#4a525c}.op{fill:#6db3ff}
path{stroke:#606a75}.tip{fill:#606a75}}"""


@dataclass
class Graph:
    """A graph with all that a picture says about it; everything by slot of its tape."""

    order: list[Value]
    tape: Tape
    names: list[str]
    full: dict[int, str]
    groups: list[tuple[str, ...]]
    summary: str
    batches: set[str] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)


@dataclass
class Box:
    """A value, a closed group (g3), or the rest of an open one (r3)."""

    key: int | str
    slots: list[int]
    title: str
    second: str
    third: str
    op: str = ""
    x: float = 0.0
    y: float = 0.0

    @property
    def width(self) -> float:
        chars = max(len(self.title) + (len(self.op) + 1 if self.op else 0), 0 if isinstance(self.key, int) else len(self.second))
        return max(NARROWEST, chars * CHARACTER + 24)


@dataclass
class Boxes:
    """The first view of a graph.  tree: for each group its name, the group around it (-1: none) and its number of values."""

    graph: Graph
    tree: list[tuple[str, int, int]]
    group: list[int]
    open: set[int]
    boxes: list[Box]
    edges: list[tuple[int, int]]
    routes: Routes
    direction: str
    grads: list[float]

    @classmethod
    def of(cls, graph: Graph) -> Boxes:
        tree, group = _tree(graph.groups)
        opened = _opened(len(graph.order), tree, group)
        data, partials = graph.tape.linearize()
        grads = graph.tape.backward(partials)
        boxes, item = _visible(graph, (tree, group), opened, (data, grads))
        reading = {v: i for i, v in enumerate(reading_order(graph.order[-1]))}
        boxes.sort(key=lambda box: min(reading[graph.order[i]] for i in box.slots))
        number = {box.key: i for i, box in enumerate(boxes)}
        edges = list(dict.fromkeys((number[item[k]], number[item[i]]) for i, parents in enumerate(graph.tape.operands)
                                   for k in parents if item[k] != item[i]))  # fmt: skip
        direction = "LR" if max(depth(len(boxes), edges), default=0) < 7 else "TB"
        spots, routes = place([(box.width, HEIGHT) for box in boxes], edges, direction)
        for box, (x, y) in zip(boxes, spots, strict=True):
            box.x, box.y = x, y
        return cls(graph, tree, group, opened, boxes, edges, routes, direction, grads)

    def svg(self) -> str:
        """The boxes as a still image."""
        curves = [self._curve(t, h) for t, h in self.edges]
        xs = [b.x + s * b.width / 2 for b in self.boxes for s in (-1, 1)] + [p[0] for curve in curves for p in curve]
        ys = [b.y + s * HEIGHT / 2 for b in self.boxes for s in (-1, 1)] + [p[1] for curve in curves for p in curve]
        left, right, top, bottom = min(xs) - 12, max(xs) + 12, min(ys) - 12, max(ys) + 12
        most = max((abs(g) for b in self.boxes for g in [self._grad(b)] if math.isfinite(g)), default=0.0) or 1.0
        parts = [_edge(curve) for curve in curves]
        parts += [self._box(box, most) for box in self.boxes]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{right - left:.0f}" height="{bottom - top:.0f}" '
            f'viewBox="{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}" role="img">'
            f"<title>{xml(self.graph.summary)}</title><style>{STYLE}</style>"
            f'<rect class="paper" x="{left:.1f}" y="{top:.1f}" width="100%" height="100%"/>{"".join(parts)}</svg>'
        )

    def _grad(self, box: Box) -> float:
        return _grad_of(box.slots, self.grads, isinstance(box.key, int))

    def _box(self, box: Box, most: float) -> str:
        grad, single = self._grad(box), isinstance(box.key, int)
        colour = "#6e56cf" if not single else "#16964a" if grad >= 0 else "#cd2d2d"
        strength = 0.62 * math.sqrt(min(abs(grad) / most, 1.0)) if not math.isnan(grad) else 0.0
        leaf = single and not self.graph.tape.operands[box.slots[0]]
        shape = f'width="{box.width:.0f}" height="{HEIGHT}" rx="{13 if leaf else 5}"'
        op = f'<tspan class="op" dx="7">{xml(box.op)}</tspan>' if box.op else ""
        lines = f'<text x="10" y="17" class="name">{xml(box.title)}{op}</text>'
        lines += "".join(f'<text x="10" y="{y}">{xml(words)}</text>' for y, words in ((33.5, box.second), (50, box.third)))
        return (f'<g transform="translate({box.x - box.width / 2:.1f} {box.y - HEIGHT / 2:.1f})"><rect class="box{"" if single else " group"}" '
                f'{shape}/><rect {shape} fill="{colour}" fill-opacity="{strength:.3f}"/>{lines}</g>')  # fmt: skip

    def _curve(self, t: int, h: int) -> list[Point]:
        """From box to box: Graphviz's own curve, or one piece that leaves and arrives straight."""
        if (t, h) in self.routes:
            return self.routes[t, h]
        tail, head = self.boxes[t], self.boxes[h]
        if self.direction == "LR":
            a, b, c, d = tail.x + tail.width / 2, tail.y, head.x - head.width / 2, head.y
            pull = max(18.0, abs(c - a) * 0.45)
            return [(a, b), (a + pull, b), (c - pull, d), (c, d)]
        a, b, c, d = tail.x, tail.y + HEIGHT / 2, head.x, head.y - HEIGHT / 2
        pull = max(18.0, abs(d - b) * 0.45)
        return [(a, b), (a, b + pull), (c, d - pull), (c, d)]


def _edge(curve: list[Point]) -> str:
    """A curve with an arrow's tip, in the direction in which it arrives."""
    (x, y), (u, v) = curve[-1], curve[-2]
    turn = math.degrees(math.atan2(y - v, x - u))
    start, *rest = (f"{px:.0f} {py:.0f}" for px, py in curve)
    return f'<path d="M{start}C{" ".join(rest)}"/><path class="tip" transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f})" d="M0 0l-9 -4v8z"/>'


def _tree(groups: Iterable[tuple[str, ...]]) -> tuple[list[tuple[str, int, int]], list[int]]:
    """The groups as a tree, and for each slot its innermost one (-1: none)."""
    number: dict[tuple[str, ...], int] = {}
    group, sizes = [], Counter()
    for chain in groups:
        for k in range(1, len(chain) + 1):
            number.setdefault(chain[:k], len(number))
        group.append(number.get(chain, -1))
        sizes[group[-1]] += 1
    return [(chain[-1], number.get(chain[:-1], -1), sizes[i]) for chain, i in number.items()], group


def _opened(count: int, tree: list[tuple[str, int, int]], group: list[int]) -> set[int]:
    """What is open at first: everything, or what has parts of its own (neurons show), or nothing (layers show)."""
    if count <= FEW or not tree:
        return set(range(len(tree)))
    alone = sum(g < 0 for g in group)
    inner = {parent for _, parent, _ in tree if parent >= 0}
    closed = sum(i not in inner for i in range(len(tree)))
    outermost = [i for i, (_, parent, _) in enumerate(tree) if parent < 0]
    if closed + alone <= FEW and count <= 10 * FEW:
        return inner
    return set(outermost) if len(outermost) == 1 else set()


def _visible(graph: Graph, groups: tuple[list[tuple[str, int, int]], list[int]], opened: Collection[int],
             numbers: tuple[list[float], list[float]]) -> tuple[list[Box], list[int | str]]:  # fmt: skip
    """The boxes in view, and for each slot the key of its box: what visible() in graph.js does for the page."""
    (tree, group), (data, grads) = groups, numbers
    item: list[int | str] = []
    members: dict[int | str, list[int]] = {}
    for i, innermost in enumerate(group):
        closed, g = -1, innermost
        while g >= 0:
            closed = g if g not in opened else closed
            g = tree[g][1]
        item.append(i if closed < 0 else f"g{closed}")
        members.setdefault(item[-1], []).append(i)
    boxes = []
    for key, slots in members.items():
        if isinstance(key, int):
            node = graph.order[key]
            box = Box(
                key, slots, shorten(graph.names[key], 18), f"data {short(data[key])}", f"grad {short(grads[key])}", node._op
            )
        else:
            third = f"grad ~{short(_grad_of(slots, grads, False))}"
            box = Box(key, slots, shorten(tree[int(key[1:])][0], 24), _count(graph, slots), third)
        boxes.append(box)
    return boxes, item


def _count(graph: Graph, slots: list[int]) -> str:
    leaves = sum(not graph.tape.operands[i] for i in slots)
    made = len(slots) - leaves
    counts = ((made, "op", "ops"), (leaves, "leaf", "leaves"))
    return ", ".join(f"{n} {one if n == 1 else several}" for n, one, several in counts if n)


def _grad_of(slots: list[int], grads: list[float], single: bool) -> float:
    """The gradient of a value; of a group the root mean square."""
    return grads[slots[0]] if single else math.sqrt(sum(grads[i] * grads[i] for i in slots) / len(slots))
