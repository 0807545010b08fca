"""Which boxes a picture begins with, and where they stand.

Up to about 60 values are all shown; graphs of up to about 600 begin with their neurons closed, larger ones
with their layers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from operator import add

from ...steps import short
from ..quoting import shorten
from .folding import Folding
from .layout import Routes, depth, lay_out
from .survey import Survey

STRIP = 10  # what the strip of its gradients adds to a group's height
HEIGHT, NARROWEST, CHARACTER = 58, 134, 7.25
HELD = ", Python "  # before the number that Python holds, where it is another than the sweep gives


@dataclass
class Box:
    """A value, a closed group (g3), or the rest of an open one (r3).

    Lines that end in "Python ..." say what Python holds where that differs.
    """

    key: int | str
    slots: list[int]
    title: str
    second: str
    third: str
    op: str = ""
    x: float = 0.0
    y: float = 0.0

    @property
    def height(self) -> float:
        return HEIGHT if isinstance(self.key, int) else HEIGHT + STRIP

    @property
    def width(self) -> float:
        first = len(self.title) + (len(self.op) + 1 if self.op else 0)
        others = [line for line in (self.second, self.third) if HELD in line]
        if not isinstance(self.key, int):
            others.append(self.second)
        return max(NARROWEST, max(first, *map(len, others), 0) * CHARACTER + 24)


@dataclass
class Boxes:
    """The first view of a graph.

    folding: the groups, and which of them are open.
    edges: by the numbers of the boxes; between two values one for each operand, so x * x has two.
    """

    survey: Survey
    folding: Folding
    boxes: list[Box]
    edges: list[tuple[int, int]]
    routes: Routes
    direction: str

    @classmethod
    def of(cls, survey: Survey) -> Boxes:
        """The boxes of what is open at first, in their places."""
        folding = Folding.of(survey.groups.get(v, ()) for v in survey.order)
        item = folding.items()
        boxes = _boxes(survey, folding.tree, item)
        edges = _edges(survey.tape.operands, boxes, item)
        direction = "LR" if max(depth(len(boxes), edges), default=0) < 7 else "TB"
        pairs = list(dict.fromkeys(edges))
        spots, routes = lay_out([(box.width, box.height) for box in boxes], pairs, direction)
        for box, (x, y) in zip(boxes, spots, strict=True):
            box.x, box.y = x, y
        return cls(survey, folding, boxes, edges, routes, direction)

    def grad(self, box: Box) -> float:
        """The gradient of a box: of a group the root mean square."""
        return _grad_of(box.slots, self.survey.swept[2], isinstance(box.key, int))

    @property
    def others(self) -> list[int]:
        """The outermost groups that hold no neuron or matrix of the user's, such as the loss."""
        own = {place.groups[0] for place in self.survey.found.values() if place.groups}
        return [g for g, (name, parent, _) in enumerate(self.folding.tree) if parent < 0 and name not in own]

    def darkest(self) -> float:
        """The largest gradient in the strips of layers; of all strips where there are no layers."""
        groups = [box for box in self.boxes if not isinstance(box.key, int)]
        others = {self.folding.tree[g][0] for g in self.others}
        layers = [box for box in groups if self.folding.chain(int(str(box.key)[1:]))[0] not in others]
        cells = (cell for box in layers or groups for cell in self.strip(box))
        return max(filter(math.isfinite, cells), default=0.0) or 1.0

    def strip(self, box: Box, most: int = 24) -> list[float]:
        """The gradients of a group in at most so many cells, each a root mean square, as in cellsOf().

        They are those of its leaves, or of its operations where it has none; a value has no strip, nor has a
        group of one of them, such as the strength of a penalty.
        """
        leaves = [i for i in box.slots if not self.survey.tape.operands[i]]
        own = [] if isinstance(box.key, int) else leaves or box.slots
        n = min(most, len(own)) if len(own) > 1 else 0
        parts = (own[k * len(own) // n : (k + 1) * len(own) // n] for k in range(n))
        return [_grad_of(part, self.survey.swept[2], single=False) for part in parts]

    def is_nan(self, box: Box) -> bool:
        """Whether a number in the box is nan."""
        if self.survey.nan is None:
            return False
        data, _, grads = self.survey.swept
        return any(math.isnan(data[i]) or math.isnan(grads[i]) for i in box.slots)


def _boxes(survey: Survey, tree: list[tuple[str, int, int]], item: list[int | str]) -> list[Box]:
    """A box for every key, in the order in which one reads the graph."""
    data, _, grads = survey.swept
    members: dict[int | str, list[int]] = {}
    for i, key in enumerate(item):
        members.setdefault(key, []).append(i)
    boxes = []
    for key, slots in members.items():
        grad = short(_grad_of(slots, grads, isinstance(key, int))) + _held_grad(survey, key, slots)
        if isinstance(key, int):
            name, op = shorten(survey.names[key], 18), str(survey.order[key]._op)
            number = short(data[key]) + _held(survey.stored.data.get(key), "")
            boxes.append(Box(key, slots, name, f"data {number}", f"grad {grad}", op))
        else:
            name = shorten(tree[int(key[1:])][0], 24)
            boxes.append(Box(key, slots, name, count_of(survey, slots), f"grad ~{grad}"))
    place = [0] * len(item)
    for at, i in enumerate(survey.reading):
        place[i] = at
    return sorted(boxes, key=lambda box: min(map(place.__getitem__, box.slots)))


def _held_grad(survey: Survey, key: int | str, slots: list[int]) -> str:
    """What Python's grad is where it differs, of a group the root mean square."""
    other, grads = survey.stored.grads, survey.swept[2]
    if not any(i in other for i in slots):
        return ""
    held = {i: other.get(i, grads[i]) for i in slots}
    return _held(_grad_of(slots, held, isinstance(key, int)), "" if isinstance(key, int) else "~")


def _held(number: float | None, about: str) -> str:
    return "" if number is None else f"{HELD}{about}{short(number)}"


def _edges(
    operands: Sequence[tuple[int, ...]], boxes: list[Box], item: list[int | str]
) -> list[tuple[int, int]]:
    """From box to box: between two values one for each operand, else one."""
    number = {box.key: i for i, box in enumerate(boxes)}
    box_of = [number[key] for key in item]
    # a pair as one number, tail + count * head, which is quicker to find again
    starts = [len(boxes) * head for head in box_of]
    heads = chain.from_iterable(map(repeat, starts, map(len, operands)))
    tails = map(box_of.__getitem__, chain.from_iterable(operands))
    found = []
    for pair in dict.fromkeys(map(add, tails, heads)):
        head, tail = divmod(pair, len(boxes))
        if tail != head:
            times = _times(boxes[tail].key, boxes[head].key, operands)
            found += [(tail, head)] * times
    return found


def _times(tail: int | str, head: int | str, operands: Sequence[tuple[int, ...]]) -> int:
    """How many edges lead from one box to another."""
    if isinstance(tail, int) and isinstance(head, int):
        return operands[head].count(tail)
    return 1


def count_of(survey: Survey, slots: list[int]) -> str:
    """How many operations and leaves are in a group."""
    leaves = sum(not survey.tape.operands[i] for i in slots)
    made = len(slots) - leaves
    counts = ((made, "op", "ops"), (leaves, "leaf", "leaves"))
    return ", ".join(f"{n} {one if n == 1 else several}" for n, one, several in counts if n)


def _grad_of(slots: list[int], grads: Sequence[float] | Mapping[int, float], single: bool) -> float:
    """The gradient of a value; of a group the root mean square."""
    return grads[slots[0]] if single else math.sqrt(sum(grads[i] * grads[i] for i in slots) / len(slots))
