"""Which boxes a picture begins with, and where they stand.

Up to about 60 values are all shown; graphs of up to about 600 begin with their neurons closed, larger ones with their layers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ..compiler import Tape
from ..engine import Value
from ..steps import short
from .folds import reading_order
from .layout import Routes, depth, place
from .names import FEW
from .text import shorten

HEIGHT, NARROWEST, CHARACTER = 58, 134, 7.25


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
        chars = max(
            len(self.title) + (len(self.op) + 1 if self.op else 0),
            0 if isinstance(self.key, int) else len(self.second),
        )
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

    def grad(self, box: Box) -> float:
        """The gradient of a box: of a group the root mean square."""
        return _grad_of(box.slots, self.grads, isinstance(box.key, int))


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
                key,
                slots,
                shorten(graph.names[key], 18),
                f"data {short(data[key])}",
                f"grad {short(grads[key])}",
                node._op,
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
