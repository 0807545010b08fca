"""Where the boxes of a graph go: by Graphviz if there is one, else in plain layers.

>>> spots, routes = layered([(60, 20)] * 3, [(0, 2), (1, 2)], "LR")
>>> spots[0][0] == spots[1][0] < spots[2][0], spots[0][1] != spots[1][1]
(True, True)
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from itertools import pairwise

from ..rendering import render

Point = tuple[float, float]
# For an edge the points of a Bezier curve: its start, then three for each piece.
Routes = dict[tuple[int, int], list[Point]]
GAP = {"LR": 64.0, "TB": 44.0}  # pixels between two ranks
BETWEEN = 16.0  # and between two boxes of a rank
LANE = (4.0, 4.0)  # what an edge takes among the boxes of a rank
MANY = 1500  # edges beyond which lanes would crowd out the boxes
SLOW = 1500  # boxes beyond which Graphviz takes longer than a reader waits


def lay_out(
    sizes: Sequence[Point], edges: Sequence[tuple[int, int]], rankdir: str = "LR"
) -> tuple[list[Point], Routes]:
    """The centre of each box in pixels, and the curves of the edges; sizes and edges by number, tails first.

    An edge without a curve goes straight from box to box.
    Of boxes that could change places, the lower number stands first.
    """
    if len(sizes) <= SLOW:
        try:
            return _in_order(sizes, edges, *_by_graphviz(sizes, edges, rankdir), rankdir)
        except (subprocess.SubprocessError, OSError, ValueError):
            pass
    return layered(sizes, edges, rankdir)


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


def layered(
    sizes: Sequence[Point], edges: Sequence[tuple[int, int]], rankdir: str = "LR"
) -> tuple[list[Point], Routes]:
    """Boxes in ranks, each rank sorted by the middle of its neighbours, four times there and back.

    An edge over several ranks keeps a lane free in each, so that it passes beside the boxes, unless there are
    very many edges.
    """
    ranks = _ranks(len(sizes), edges)
    rows: list[list[int]] = [[] for _ in range(max(ranks, default=0) + 1)]
    near: list[list[int]] = [[] for _ in sizes]
    chains: dict[tuple[int, int], list[int]] = {}
    for i, rank in enumerate(ranks):
        rows[rank].append(i)
    for tail, head in edges:
        chain = [tail, head]
        for rank in range(ranks[tail] + 1, ranks[head]) if len(edges) < MANY else ():
            chain.insert(-1, len(near))
            rows[rank].append(len(near))
            near.append([])
        for i, k in pairwise(chain):
            near[i].append(k)
            near[k].append(i)
        if ranks[tail] < ranks[head]:
            chains[tail, head] = chain
    _sort(rows, near)
    spots, columns = _coordinates(rows, [*sizes, *[LANE] * (len(near) - len(sizes))], rankdir)
    if len(edges) >= MANY:
        return spots[: len(sizes)], {}
    at = {i: columns[r] for r, row in enumerate(rows) for i in row}
    routes = {edge: _through(chain, spots, sizes, at, rankdir) for edge, chain in chains.items()}
    return _in_order(sizes, edges, spots[: len(sizes)], routes, rankdir)


def _in_order(
    sizes: Sequence[Point], edges: Sequence[tuple[int, int]], spots: list[Point], routes: Routes, rankdir: str
) -> tuple[list[Point], Routes]:
    """The same drawing, but boxes of one size with the same neighbours stand in their order.

    Such are the neurons of a layer.
    """
    near: list[list[tuple[bool, int]]] = [[] for _ in sizes]
    for tail, head in set(edges):
        near[tail].append((True, head))
        near[head].append((False, tail))
    alike: dict[tuple, list[int]] = {}
    for i, size in enumerate(sizes):
        alike.setdefault((size, *sorted(near[i])), []).append(i)
    stand = list(range(len(sizes)))  # in whose place each box goes
    for twins in alike.values():
        for i, k in zip(twins, sorted(twins, key=lambda i: spots[i][rankdir == "LR"]), strict=True):
            stand[i] = k
    moved = {(t, h): routes[stand[t], stand[h]] for t, h in routes if (stand[t], stand[h]) in routes}
    return [spots[k] for k in stand], moved


def _ranks(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """The depth of each box, but a leaf stands right before its first reader."""
    ranks = depth(count, edges)
    first = [count] * count
    for tail, head in edges:
        first[tail] = min(first[tail], ranks[head])
    return [max(0, first[i] - 1) if not rank and first[i] < count else rank for i, rank in enumerate(ranks)]


def _sort(rows: list[list[int]], near: list[list[int]]) -> None:
    spot = {i: float(k) for row in rows for k, i in enumerate(row)}
    for turn in range(8):
        for row in rows if turn % 2 == 0 else reversed(rows):
            middle = {i: sum(spot[j] for j in near[i]) / len(near[i]) if near[i] else spot[i] for i in row}
            row.sort(key=lambda i: middle[i])
            for k, i in enumerate(row):
                spot[i] = k - (len(row) - 1) / 2


def _coordinates(
    rows: list[list[int]], sizes: Sequence[Point], rankdir: str
) -> tuple[list[Point], list[Point]]:
    """The centres of all that stands in the rows, and where each row begins and ends."""
    along, across = (0, 1) if rankdir == "LR" else (1, 0)
    long = [sum(sizes[i][across] + BETWEEN for i in row) - BETWEEN for row in rows]
    at, spots, columns = 0.0, [(0.0, 0.0)] * len(sizes), []
    for row, length in zip(rows, long, strict=True):
        thick = max((sizes[i][along] for i in row), default=0.0)
        side = (max(long) - length) / 2
        for i in row:
            centre = (at + thick / 2, side + sizes[i][across] / 2)
            spots[i] = centre if rankdir == "LR" else (centre[1], centre[0])
            side += sizes[i][across] + BETWEEN
        columns.append((at, at + thick))
        at += thick + GAP[rankdir]
    return spots, columns


def _through(
    chain: list[int], spots: list[Point], sizes: Sequence[Point], at: dict[int, Point], rankdir: str
) -> list[Point]:
    """From border to border of the chain's ends: straight through each column, bent between them."""
    along, across = (0, 1) if rankdir == "LR" else (1, 0)
    tail, *lanes, head = chain
    start = spots[tail][along] + sizes[tail][along] / 2
    stops = [(start, at[tail][1], spots[tail][across])]
    stops += [(*at[i], spots[i][across]) for i in lanes]
    stops.append((at[head][0], spots[head][along] - sizes[head][along] / 2, spots[head][across]))
    points = [(start, stops[0][2])]
    for k, (enter, leave, side) in enumerate(stops):
        if k:
            x, y = points[-1]
            points += [((x + enter) / 2, y), ((x + enter) / 2, side), (enter, side)]
        if leave > enter:
            points += [((enter + leave) / 2, side)] * 2 + [(leave, side)]
    return points if rankdir == "LR" else [(y, x) for x, y in points]


def _by_graphviz(
    sizes: Sequence[Point], edges: Sequence[tuple[int, int]], rankdir: str
) -> tuple[list[Point], Routes]:
    boxes = (f"{i} [width={w / 72:.4f} height={h / 72:.4f}]" for i, (w, h) in enumerate(sizes))
    graph = f"digraph {{rankdir={rankdir} ranksep={GAP[rankdir] / 72:.3f} nodesep={BETWEEN / 72:.3f}"
    style = 'node [shape=box fixedsize=true label=""] edge [arrowhead=none]'
    lines = [graph, style, *boxes, *(f"{t}->{h}" for t, h in edges), "}"]
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
