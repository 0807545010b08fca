"""What a classifier says at the nodes of a grid, as coloured regions with smooth borders.

Between two nodes the border lies where the score crosses it, by a straight line through both; of plain
labels, which have no scores, a few more questions halve the piece until it is short.

>>> h, v = Scale([0, 1], 0, 100, margin=0.0), Scale([0, 1], 100, 0, margin=0.0)
>>> field = Field.of(lambda p: p[0] - 0.3, [0.0, 1.0], [0.0, 1.0], [-1, 1], 0.0)
>>> field.line(h, v)
'M30.0 100.0L30.0 0.0'
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .axes import Scale, colour_of
from .given import as_float

LEVELS = 6  # shades on either side of a boundary
WEAKEST, STRONGEST, PLAIN = 0.08, 0.42, 0.3  # opacities of a region
HALVINGS = 4
Grid = list[list[float]]
Spot = tuple[float, float]


@dataclass
class Field:
    """The answers, row by row from below.

    scores: less the threshold, if a line goes through them.  margins: else for each class by how much it
    wins.  labels: the classes, where nothing else is known.
    """

    size: int
    scores: Grid | None
    margins: list[Grid]
    labels: list[list[int]] | None
    asked: Callable[[float, float], int]
    cuts: dict[tuple, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        predict: Callable[[list[float]], Any],
        across: list[float],
        up: list[float],
        classes: list,
        threshold: float,
    ) -> Field:
        """across, up: the nodes.  classes: the labels that predict may give."""
        said = [[predict([a, b]) for a in across] for b in up]
        if hasattr(said[0][0], "__len__"):
            several = [[[*map(as_float, scores)] for scores in row] for row in said]
            count = len(several[0][0])
            return cls(len(across), None, [_margin(several, c) for c in range(count)], None, lambda x, y: 0)
        single = [[as_float(score) for score in row] for row in said]
        if {score for row in single for score in row} <= set(classes):
            labels = [[classes.index(label) for label in row] for row in single]

            def asked(x: float, y: float) -> int:
                point = [_at(across, x), _at(up, y)]
                return classes.index(as_float(predict(point)))

            return cls(len(across), None, [], labels, asked)
        return cls(len(across), [[s - threshold for s in row] for row in single], [], None, lambda x, y: 0)

    def ground(self, h: Scale, v: Scale) -> str:
        """The regions: of scores in shades, each laid over the weaker one; else one for each class."""
        parts = []
        if self.scores:
            for side, sign in ((1, 1.0), (0, -1.0)):
                before = 0.0
                for level, strength in self.shades():
                    grid = [[sign * s - level for s in row] for row in self.scores]
                    own = 1 - (1 - strength) / (1 - before)
                    parts.append(_painted(side, own, self._region(grid, h, v)))
                    before = strength
        elif self.labels:
            for c in sorted({c for row in self.labels for c in row}):
                grid = [[1.0 if label == c else -1.0 for label in row] for row in self.labels]
                parts.append(_painted(c, PLAIN, self._region(grid, h, v)))
        else:
            parts += [_painted(c, PLAIN, self._region(grid, h, v)) for c, grid in enumerate(self.margins)]
        return f'<g class="ground">{"".join(parts)}</g>'

    def shades(self) -> list[tuple[float, float]]:
        """From which score on, and how strongly, by the square root of its share in the largest."""
        sizes = (abs(s) for row in self.scores or [] for s in row)
        top = max(filter(math.isfinite, sizes), default=0.0) or 1.0
        step = (STRONGEST - WEAKEST) / LEVELS
        return [(top * (k / LEVELS) ** 2, WEAKEST + step * (k + 1)) for k in range(LEVELS)]

    def nodes(self) -> list[list[tuple[int, float]]]:
        """For each node its class, and how strongly it is coloured."""
        if self.labels:
            return [[(c, PLAIN) for c in row] for row in self.labels]
        if self.scores:
            shades = self.shades()
            return [
                [(int(s > 0), max(a for low, a in shades if not abs(s) < low)) for s in row]
                for row in self.scores
            ]
        rows = zip(*self.margins, strict=True)
        return [
            [(max(range(len(own)), key=own.__getitem__), PLAIN) for own in zip(*row, strict=True)]
            for row in rows
        ]

    def line(self, h: Scale, v: Scale) -> str:
        """The border of a single score, as the data of a path."""
        pieces = []
        for i, j in self._cells():
            cuts = [_spot(p, h, v, self.size) for p in self._crossings(self.scores or [], i, j)]
            pieces += [f"M{cuts[k]}L{cuts[k + 1]}" for k in range(0, len(cuts) - 1, 2)]
        return "".join(pieces)

    def _cells(self) -> Iterator[tuple[int, int]]:
        return ((i, j) for j in range(self.size - 1) for i in range(self.size - 1))

    def _region(self, grid: Grid, h: Scale, v: Scale) -> str:
        """The outline of where a grid is 0 or more: what two cells share is no part of it."""
        edges: set[tuple[Spot, Spot]] = set()
        for i, j in self._cells():
            inside = [grid[b][a] >= 0 for (a, b), _ in _sides(i, j)]
            if not any(inside):
                continue
            own = [place for place, _ in _sides(i, j)] if all(inside) else self._clipped(grid, i, j)
            for start, end in pairwise([*own, own[0]]):
                if (end, start) in edges:
                    edges.remove((end, start))
                elif start != end:
                    edges.add((start, end))
        loops = (_straightened(loop) for loop in _loops(edges))
        return "".join(f"M{'L'.join(_spot(place, h, v, self.size) for place in loop)}z" for loop in loops)

    def _clipped(self, grid: Grid, i: int, j: int) -> list[Spot]:
        """The part of a cell where the grid is 0 or more."""
        found: list[Spot] = []
        for (a, b), (c, d) in _sides(i, j):
            if grid[b][a] >= 0:
                found.append((a, b))
            found += self._cut(grid, (a, b), (c, d))
        return found

    def _crossings(self, grid: Grid, i: int, j: int) -> list[Spot]:
        return [cut for one, other in _sides(i, j) for cut in self._cut(grid, one, other)]

    def _cut(self, grid: Grid, one: tuple[int, int], other: tuple[int, int]) -> list[Spot]:
        """Where the border crosses a side of a cell; nowhere if it does not."""
        one, other = sorted((one, other))
        (a, b), (c, d) = one, other
        s, t = grid[b][a], grid[d][c]
        if (s >= 0) == (t >= 0) or math.isnan(s - t):
            return []
        at = self._halved(one, other) if self.labels else s / (s - t) if math.isfinite(s - t) else 0.5
        return [(a + (c - a) * at, b + (d - b) * at)]

    def _halved(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """How far along a side its label changes."""
        if (one, other) not in self.cuts:
            (a, b), (c, d) = one, other
            first = (self.labels or [])[b][a]
            low, high = 0.0, 1.0
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                same = self.asked(a + (c - a) * middle, b + (d - b) * middle) == first
                low, high = (middle, high) if same else (low, middle)
            self.cuts[one, other] = (low + high) / 2
        return self.cuts[one, other]


def _margin(several: list[list[list[float]]], c: int) -> Grid:
    """By how much a class is ahead of the best other one."""
    return [
        [scores[c] - max((s for k, s in enumerate(scores) if k != c), default=0.0) for scores in row]
        for row in several
    ]


def _at(nodes: list[float], place: float) -> float:
    """The coordinate between two nodes."""
    k = min(int(place), len(nodes) - 2)
    return nodes[k] + (nodes[k + 1] - nodes[k]) * (place - k)


def _sides(i: int, j: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    around = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
    return [*zip(around, [*around[1:], around[0]], strict=True)]


def _spot(place: Spot, h: Scale, v: Scale, size: int) -> str:
    x = h.start + (h.end - h.start) * place[0] / (size - 1)
    y = v.start + (v.end - v.start) * place[1] / (size - 1)
    return f"{x:.1f} {y:.1f}"


def _loops(edges: set[tuple[Spot, Spot]]) -> Iterator[list[Spot]]:
    """The edges joined end to end."""
    after: dict[Spot, list[Spot]] = {}
    for start, end in sorted(edges):
        after.setdefault(start, []).append(end)
    for first in [*after]:
        while after[first]:
            loop = [first]
            while after.get(loop[-1]):
                loop.append(after[loop[-1]].pop())
            yield loop[:-1]


def _straightened(loop: list[Spot]) -> list[Spot]:
    """Without the places in the middle of a straight piece."""
    kept: list[Spot] = []
    for k, (x, y) in enumerate(loop):
        (a, b), (c, d) = loop[k - 1], loop[(k + 1) % len(loop)]
        if abs((x - a) * (d - y) - (y - b) * (c - x)) > 1e-9:
            kept.append((x, y))
    return kept


def _painted(c: int, strength: float, path: str) -> str:
    return f'<path fill="{colour_of(c)}" fill-opacity="{strength:.3f}" d="{path}"/>'
