"""Where the boxes of a graph go: by Graphviz if there is one, else in plain layers.

>>> spots = layered([(60, 20)] * 3, [(0, 2), (1, 2)], "LR")
>>> spots[0][0] == spots[1][0] < spots[2][0], spots[0][1] != spots[1][1]
(True, True)
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

import graphviz

from .render import render

Point = tuple[float, float]
Routes = dict[tuple[int, int], list[Point]]  # for an edge the points of a Bezier curve: its start, then three for each piece
GAP = {"LR": 64.0, "TB": 44.0}  # pixels between two ranks
BETWEEN = 16.0  # and between two boxes of a rank
SLOW = 1500  # boxes beyond which Graphviz takes longer than a reader waits


def place(sizes: Sequence[Point], edges: Sequence[tuple[int, int]], rankdir: str = "LR") -> tuple[list[Point], Routes]:
    """The centre of each box in pixels, and the curves of the edges; sizes and edges by number, tails first.

    Without Graphviz there are no curves: edges go straight from box to box.
    """
    if len(sizes) <= SLOW:
        try:
            return _by_graphviz(sizes, edges, rankdir)
        except (graphviz.ExecutableNotFound, subprocess.CalledProcessError, OSError, ValueError):
            pass
    return layered(sizes, edges, rankdir), {}


def depth(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """The rank of each box: one more than the deepest before it.  An edge that closes a cycle is left out."""
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for tail, head in edges:
        after[tail].append(head)
        waiting[head] += 1
    ranks, left = [0] * count, set(range(count))
    ready = [i for i in range(count) if not waiting[i]]
    while left:
        if not ready:  # a cycle: begin with the box that fewest others wait before
            ready.append(min(left, key=lambda i: (waiting[i], i)))
        i = ready.pop()
        if i not in left:
            continue
        left.discard(i)
        for head in after[i]:
            if head in left:
                ranks[head] = max(ranks[head], ranks[i] + 1)
                waiting[head] -= 1
                if not waiting[head]:
                    ready.append(head)
    return ranks


def layered(sizes: Sequence[Point], edges: Sequence[tuple[int, int]], rankdir: str = "LR") -> list[Point]:
    """Boxes in ranks, each rank sorted by the middle of its neighbours, four times there and back."""
    ranks = depth(len(sizes), edges)
    rows: list[list[int]] = [[] for _ in range(max(ranks, default=0) + 1)]
    near: list[list[int]] = [[] for _ in sizes]
    for tail, head in edges:
        near[tail].append(head)
        near[head].append(tail)
    for i in range(len(sizes)):
        if not any(ranks[j] < ranks[i] for j in near[i]) and near[i]:  # a leaf stands right before its first reader
            ranks[i] = max(ranks[i], min(ranks[j] for j in near[i]) - 1)
        rows[ranks[i]].append(i)
    spot = {i: float(k) for row in rows for k, i in enumerate(row)}
    for turn in range(8):
        for row in rows if turn % 2 == 0 else reversed(rows):
            middle = {i: sum(spot[j] for j in near[i]) / len(near[i]) if near[i] else spot[i] for i in row}
            row.sort(key=lambda i: middle[i])
            for k, i in enumerate(row):
                spot[i] = k - (len(row) - 1) / 2
    return _coordinates(rows, sizes, rankdir)


def _coordinates(rows: list[list[int]], sizes: Sequence[Point], rankdir: str) -> list[Point]:
    along, across = (0, 1) if rankdir == "LR" else (1, 0)
    long = [sum(sizes[i][across] + BETWEEN for i in row) - BETWEEN for row in rows]
    at, spots = 0.0, [(0.0, 0.0)] * len(sizes)
    for row, length in zip(rows, long, strict=True):
        thick = max((sizes[i][along] for i in row), default=0.0)
        side = (max(long) - length) / 2
        for i in row:
            centre = (at + thick / 2, side + sizes[i][across] / 2)
            spots[i] = centre if rankdir == "LR" else (centre[1], centre[0])
            side += sizes[i][across] + BETWEEN
        at += thick + GAP[rankdir]
    return spots


def _by_graphviz(sizes: Sequence[Point], edges: Sequence[tuple[int, int]], rankdir: str) -> tuple[list[Point], Routes]:
    boxes = (f"{i} [width={w / 72:.4f} height={h / 72:.4f}]" for i, (w, h) in enumerate(sizes))
    lines = [f"digraph {{rankdir={rankdir} ranksep={GAP[rankdir] / 72:.3f} nodesep={BETWEEN / 72:.3f}",
             'node [shape=box fixedsize=true label=""] edge [arrowhead=none]', *boxes, *(f"{t}->{h}" for t, h in edges), "}"]  # fmt: skip
    spots, height, routes = {}, 0.0, {}
    for line in render("\n".join(lines), "plain").decode().splitlines():
        kind, *words = line.split()
        if kind == "graph":
            height = float(words[2])
        elif kind == "node":
            spots[int(words[0])] = (float(words[1]) * 72, (height - float(words[2])) * 72)
        elif kind == "edge":
            numbers = [float(x) * 72 for x in words[3 : 3 + 2 * int(words[2])]]
            points = list(zip(numbers[::2], (height * 72 - y for y in numbers[1::2]), strict=True))
            routes[int(words[0]), int(words[1])] = points
    return [spots[i] for i in range(len(sizes))], routes
