"""decision_boundary(): what a classifier of two numbers says everywhere, under the examples it was given."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ...steps import short
from . import on_matplotlib
from .axes import Plot, Scale, as_float, colour_of, frame, legend, room_beside, sheet

LEVELS = 6  # shades on either side of a boundary


def decision_boundary(
    predict: Callable[[list[float]], Any],
    X: Sequence,  # noqa: N803
    y: Sequence,
    *,
    title: str = "",
    xlabel: str = "x1",
    ylabel: str = "x2",
    threshold: float = 0.0,
    steps: int = 60,
    size: int = 480,
) -> Plot:
    """What a classifier of two numbers says everywhere, under the examples it was given.

    predict: takes [x1, x2], steps * steps times; gives a score (the boundary lies at threshold), a list of
        scores (the largest wins), or one of the labels in y.
    X: rows of two numbers.
    y: a label for each.

    >>> plot = decision_boundary(lambda p: p[0] - p[1], [[0, 1], [1, 0]], [-1, 1], title="Halves")
    >>> plot.count('class="example"')
    2
    """
    points = [[as_float(a), as_float(b)] for a, b in X]
    labels = [int(c) if float(c) == int(c) else float(c) for c in map(as_float, y)]
    if not points or len(points) != len(labels):
        given = f"{len(points)} points and {len(labels)} labels"
        raise ValueError(f"decision_boundary() got {given}; give one label for each point")
    classes = sorted(set(labels))
    marks = [_mark(i) for i in range(len(classes))]
    key, high = legend([f"class {c}" for c in classes], marks, 44 if title else 22, 60, size - 10)
    top = (34 if title else 14) + high
    bottom = size + top - 62
    v = Scale([p[1] for p in points], bottom, top, margin=0.12)
    h = Scale([p[0] for p in points], room_beside(v, ylabel), size - 16, margin=0.12)
    across, up = ([_middle(scale, i, steps) for i in range(steps)] for scale in (h, v))
    said = [[predict([a, b]) for a in across] for b in up]
    shades, scores = _shades(said, classes, threshold)
    contour = _contour(scores, threshold, h, v) if scores else ""
    dots = [
        f'<g class="example" transform="translate({h(a):.1f} {v(b):.1f})">{marks[classes.index(c)]}</g>'
        for (a, b), c in zip(points, labels, strict=True)
    ]
    told = f"{len(points)} examples of {len(classes)} classes over the regions the classifier gives to each; "
    told += (
        f"{xlabel} from {short(h.low)} to {short(h.high)}, {ylabel} from {short(v.low)} to {short(v.high)}"
    )
    examples = {"points": points, "labels": labels}
    field = {"shades": shades, "scores": scores, "threshold": threshold, "ends": (*h.bounds, *v.bounds)}
    sketch = partial(on_matplotlib.boundary, **examples, **field)
    parts = [_rectangles(shades, h, v), *frame(h, v, xlabel, ylabel), contour, *dots, *key]
    return sheet((size, bottom + 48), (title, xlabel, ylabel), told, parts, sketch)


def _mark(i: int) -> str:
    """The sign of a class: a colour and a shape, so that either alone tells it."""
    shapes = (
        '<circle r="4.5"',
        '<path d="M-4.2 -4.2H4.2V4.2H-4.2Z"',
        '<path d="M0 -5.5L5 4H-5Z"',
        '<path d="M0 -6L5 0L0 6L-5 0Z"',
    )
    return f'{shapes[i % len(shapes)]} fill="{colour_of(i)}" stroke="#fff" stroke-width="1"/>'


def _middle(scale: Scale, i: int, steps: int) -> float:
    low, high = scale.bounds
    return low + (high - low) * (i + 0.5) / steps


def _shades(
    field: list[list[Any]], classes: list, threshold: float
) -> tuple[list[list[tuple[int, float]]], list | None]:
    """For each place its class and the strength of its colour; the scores, if a line goes through them."""
    if hasattr(field[0][0], "__len__"):
        several = [[list(map(as_float, scores)) for scores in row] for row in field]
        return [[(scores.index(max(scores)), 0.3) for scores in row] for row in several], None
    single = [[as_float(score) for score in row] for row in field]
    flat = [score for row in single for score in row]
    if set(flat) <= set(classes):
        return [[(classes.index(label), 0.3) for label in row] for row in single], None
    top = max((abs(score - threshold) for score in flat if math.isfinite(score)), default=0.0) or 1.0
    sides = [[(int(s > threshold), _strength(abs(s - threshold) / top)) for s in row] for row in single]
    return sides, single


def _strength(share: float) -> float:
    """How strongly a score colours the ground: by its square root, in a few shades."""
    share = 0.0 if math.isnan(share) else min(share, 1.0)
    return 0.08 + 0.34 * math.ceil(LEVELS * math.sqrt(share)) / LEVELS


def _rectangles(shades: list[list[tuple[int, float]]], h: Scale, v: Scale) -> str:
    """The coloured ground: one path for each shade, with a rectangle for each of its runs."""
    n = len(shades)
    # whole pixels: no seams between them
    columns = [round(h.start + (h.end - h.start) * i / n) for i in range(n + 1)]
    rows = [round(v.start + (v.end - v.start) * j / n) for j in range(n + 1)]
    paths: dict[tuple[int, float], list[str]] = {}
    for j, row in enumerate(shades):
        start = 0
        for i in range(1, n + 1):
            if i == n or row[i] != row[start]:
                left, wide = columns[start], columns[i] - columns[start]
                run = f"M{left} {rows[j]}h{wide}V{rows[j + 1]}h-{wide}z"
                paths.setdefault(row[start], []).append(run)
                start = i
    parts = (
        f'<path fill="{colour_of(i)}" fill-opacity="{strength:.2f}" d="{"".join(runs)}"/>'
        for (i, strength), runs in paths.items()
    )
    return f'<g class="ground" shape-rendering="crispEdges">{"".join(parts)}</g>'


def _contour(scores: list[list[float]], threshold: float, h: Scale, v: Scale) -> str:
    """The line where the score crosses the threshold: marching squares."""
    wide, high = (h.end - h.start) / len(scores), (v.start - v.end) / len(scores)
    pieces = []
    for j in range(len(scores) - 1):
        for i in range(len(scores) - 1):
            cuts = [
                f"{h.start + (a + 0.5) * wide:.1f} {v.start - (b + 0.5) * high:.1f}"
                for a, b in _cuts(scores, threshold, i, j)
            ]
            pieces += [f"M{cuts[k]}L{cuts[k + 1]}" for k in range(0, len(cuts) - 1, 2)]
    return f'<path class="axis" stroke-width="1.5" d="{"".join(pieces)}"/>'


def _cuts(scores: list[list[float]], threshold: float, i: int, j: int) -> list[tuple[float, float]]:
    """Where the line crosses the sides of the square that begins at column i of row j."""
    corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
    cuts = []
    for (a, b), (c, d) in zip(corners, corners[1:] + corners[:1], strict=True):
        s, t = scores[b][a] - threshold, scores[d][c] - threshold
        if (s > 0) != (t > 0) and math.isfinite(s - t):
            at = s / (s - t)
            cuts.append((a + (c - a) * at, b + (d - b) * at))
    return cuts
