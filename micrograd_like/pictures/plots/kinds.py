"""Plots as SVG text, without matplotlib: they show themselves in notebooks and save themselves to files.

>>> plot = line_plot({"training": [0.9, 0.4, 0.2]}, title="Loss", xlabel="step", ylabel="loss")
>>> plot.startswith("<svg"), plot.count("<polyline")
(True, 1)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ...steps import short
from ..quoting import shorten, xml
from . import on_matplotlib
from .axes import COLOURS, Plot, Scale, frame, labelled, legend, sheet, text, width_of

LEVELS = 6  # shades on either side of a boundary


def line_plot(series: Mapping[str, Any], *, title: str = "", xlabel: str = "", ylabel: str = "", logx: bool = False,
              logy: bool = False, width: int = 640, height: int = 400) -> Plot:  # fmt: skip
    """Lines, one for each name; a legend if there are several.

    series: for each name its y, counted 0, 1, 2, ..., or a pair (xs, ys).  logx, logy: powers of ten on that axis.
    Edges: a nan or an infinity, or a number <= 0 on a logarithmic axis, leaves a gap.

    >>> line_plot({})
    Traceback (most recent call last):
    ValueError: line_plot() got no numbers; give {"name": [y0, y1, ...]} or {"name": (xs, ys)}
    """
    lines = {str(name): _points(name, data) for name, data in series.items()}
    xs, ys = ([p[i] for points in lines.values() for p in points] for i in (0, 1))
    if not xs:
        raise ValueError('line_plot() got no numbers; give {"name": [y0, y1, ...]} or {"name": (xs, ys)}')
    for axis, wanted, numbers in (("x", logx, xs), ("y", logy, ys)):
        if wanted and not any(math.isfinite(v) and v > 0 for v in numbers):
            raise ValueError(
                f"log{axis}=True needs numbers above 0, but the largest {axis} is {max(numbers)}; leave it out"
            )
    marks = [f'<path d="M-10 0H10" stroke="{_colour(i)}" stroke-width="2.5"/>' for i in range(len(lines))]
    several = list(lines) if len(lines) > 1 else []
    key, high = legend(several, marks[: len(several)], 44 if title else 22, 60, width - 10)
    top = (34 if title else 14) + high
    y = Scale(ys, height - (48 if xlabel else 30), top, logy)
    x = Scale(xs, _left(y, ylabel), width - 16, logx, margin=0.0)
    drawn = [_line(x, y, points, _colour(i)) for i, points in enumerate(lines.values())]
    told, names = _told(lines, xlabel, ylabel), (title, xlabel, ylabel)
    sketch = partial(on_matplotlib.lines, series=lines, logx=logx, logy=logy)
    return sheet((width, height), names, told, [*frame(x, y, xlabel, ylabel), *drawn, *key], sketch)


def decision_boundary(predict: Callable[[list[float]], Any], X: Sequence, y: Sequence, *, title: str = "",  # noqa: N803
                      xlabel: str = "x1",
                      ylabel: str = "x2", threshold: float = 0.0, steps: int = 60, size: int = 480) -> Plot:  # fmt: skip
    """What a classifier of two numbers says everywhere, under the examples it was given.

    predict: takes [x1, x2]; gives a score (the boundary lies at threshold), a list of scores (the largest wins), or one of
    the labels in y.  X: rows of two numbers.  y: a label for each.  Called steps * steps times.

    >>> plot = decision_boundary(lambda p: p[0] - p[1], [[0, 1], [1, 0]], [-1, 1], title="Halves")
    >>> plot.count('class="example"')
    2
    """
    points = [[float(a), float(b)] for a, b in X]
    labels = [int(c) if float(c) == int(c) else float(c) for c in map(float, y)]
    if not points or len(points) != len(labels):
        raise ValueError(
            f"decision_boundary() got {len(points)} points and {len(labels)} labels; give one label for each point"
        )
    classes = sorted(set(labels))
    marks = [_mark(i) for i in range(len(classes))]
    key, high = legend([f"class {c}" for c in classes], marks, 44 if title else 22, 60, size - 10)
    top = (34 if title else 14) + high
    bottom = size + top - 62
    v = Scale([p[1] for p in points], bottom, top, margin=0.12)
    h = Scale([p[0] for p in points], _left(v, ylabel), size - 16, margin=0.12)
    field = [
        [predict([_middle(h, i, steps), _middle(v, j, steps)]) for i in range(steps)] for j in range(steps)
    ]
    shades, scores = _shades(field, classes, threshold)
    contour = _contour(scores, threshold, h, v) if scores else ""
    dots = [f'<g class="example" transform="translate({h(a):.1f} {v(b):.1f})">{marks[classes.index(c)]}</g>'
            for (a, b), c in zip(points, labels, strict=True)]  # fmt: skip
    told = f"{len(points)} examples of {len(classes)} classes over the regions the classifier gives to each; {xlabel} from "
    told += f"{short(h.low)} to {short(h.high)}, {ylabel} from {short(v.low)} to {short(v.high)}"
    sketch = partial(on_matplotlib.boundary, points=points, labels=labels, shades=shades, ends=(*h.bounds, *v.bounds), scores=scores,
                     threshold=threshold)  # fmt: skip
    parts = [_rectangles(shades, h, v), *frame(h, v, xlabel, ylabel), contour, *dots, *key]
    return sheet((size, bottom + 48), (title, xlabel, ylabel), told, parts, sketch)


def bar_plot(
    bars: Mapping[str, float], *, title: str = "", ylabel: str = "", log: bool = False, width: int = 640
) -> Plot:
    """Lying bars, each with its name before it and its number behind it.

    ylabel: what the numbers are, with their unit.  log: bar lengths by powers of ten; a number <= 0 then has no bar.

    >>> bar_plot({"forward": 337, "reverse": 1}, title="Sweeps").count('class="bar"')
    2
    """
    numbers = {str(name): float(value) for name, value in bars.items()}
    if not numbers:
        raise ValueError('bar_plot() got no bars; give {"name": number, ...}')
    top, left = (40 if title else 16), 16 + max(width_of(shorten(name, 34)) for name in numbers)
    bottom = top + 26 * len(numbers)
    fit = [v for v in numbers.values() if math.isfinite(v) and (v > 0 or not log)]
    ends = [min(fit, default=1.0) / 2, *fit] if log else [0.0, *fit]
    words = {name: _counted(value) for name, value in numbers.items()}
    x = Scale(ends, left, width - 20 - max(map(width_of, words.values())), log, margin=0.0)
    zero = x(ends[0]) if log else x(0.0)
    parts = []
    for at, tick in labelled(x):
        parts += [f'<path class="grid" d="M{x(at):.1f} {top}V{bottom}"/>', text(x(at), bottom + 16, tick)]
    for i, (name, value) in enumerate(numbers.items()):
        y = top + 26 * i
        end = x(value) if x.holds(value) else zero
        parts.append(f'<rect class="bar" x="{min(zero, end):.1f}" y="{y + 4}" width="{abs(end - zero):.1f}" height="18" '
                     f'rx="2" fill="{COLOURS[0]}"><title>{xml(name)}: {value!r}</title></rect>')  # fmt: skip
        parts += [
            text(left - 8, y + 17, shorten(name, 34), "end"),
            text(max(end, zero) + 6, y + 17, words[name], "start"),
        ]
    parts.append(f'<path class="axis" d="M{zero:.1f} {top}V{bottom}"/>')
    if ylabel:
        parts.append(text((x.start + x.end) / 2, bottom + 36, shorten(ylabel, 70)))
    told = "; ".join(f"{name} {words[name]}" for name in numbers)
    told = f"{ylabel}: {told}" if ylabel else told
    sketch = partial(on_matplotlib.bars, numbers=numbers, log=log)
    return sheet((width, bottom + (46 if ylabel else 26)), (title, ylabel, ""), told, parts, sketch)


def _counted(x: float) -> str:
    """A count in full, any other number in short.

    >>> _counted(46086098.0), _counted(0.25)
    ('46,086,098', '0.25')
    """
    return f"{x:,.0f}" if abs(x) < 1e12 and x == int(x) else short(x)


def _points(name: str, data: Any) -> list[tuple[float, float]]:
    pair = isinstance(data, tuple) and len(data) == 2 and all(hasattr(part, "__len__") for part in data)
    xs, ys = data if pair else (range(len(data)), data)
    if len(xs) != len(ys):
        raise ValueError(f"the line {name!r} has {len(xs)} x and {len(ys)} y; give as many of both")
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


def _colour(i: int) -> str:
    return COLOURS[i % len(COLOURS)]


def _left(y: Scale, ylabel: str) -> float:
    """Room for the tick texts, and for the name of the axis if it has one."""
    return 12 + max((width_of(words) for _, words in labelled(y)), default=0) + (20 if ylabel else 0)


def _line(x: Scale, y: Scale, points: list[tuple[float, float]], colour: str) -> str:
    """The points joined, with gaps where a number cannot be drawn; a point without neighbours is a dot."""
    runs: list[list[str]] = [[]]
    for a, b in points:
        if x.holds(a) and y.holds(b):
            runs[-1].append(f"{x(a):.1f},{y(b):.1f}")
        elif runs[-1]:
            runs.append([])
    lines = [f'<polyline points="{" ".join(run)}"/>' for run in runs if len(run) > 1]
    dots = [
        f'<circle cx="{c[0]}" cy="{c[1]}" r="3" fill="{colour}"/>'
        for c in (run[0].split(",") for run in runs if len(run) == 1)
    ]
    return f'<g fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round">{"".join(lines + dots)}</g>'


def _told(lines: Mapping[str, list[tuple[float, float]]], xlabel: str, ylabel: str) -> str:
    """The plot in words, for those who do not see it."""
    told = [
        f"{name} goes from {short(ps[0][1])} to {short(ps[-1][1])} over {len(ps)} points"
        for name, ps in lines.items()
        if ps
    ]
    return f"{ylabel or 'y'} against {xlabel or 'x'}: {'; '.join(told)}"


def _mark(i: int) -> str:
    """The sign of a class: a colour and a shape, so that either alone tells it."""
    shapes = (
        '<circle r="4.5"',
        '<path d="M-4.2 -4.2H4.2V4.2H-4.2Z"',
        '<path d="M0 -5.5L5 4H-5Z"',
        '<path d="M0 -6L5 0L0 6L-5 0Z"',
    )
    return f'{shapes[i % len(shapes)]} fill="{_colour(i)}" stroke="#fff" stroke-width="1"/>'


def _middle(scale: Scale, i: int, steps: int) -> float:
    low, high = scale.bounds
    return low + (high - low) * (i + 0.5) / steps


def _shades(
    field: list[list[Any]], classes: list, threshold: float
) -> tuple[list[list[tuple[int, float]]], list | None]:
    """For each place its class and how strongly it is coloured; and the scores, if the line between two classes is wanted."""
    if hasattr(field[0][0], "__len__"):
        several = [[list(map(float, scores)) for scores in row] for row in field]
        return [[(scores.index(max(scores)), 0.3) for scores in row] for row in several], None
    single = [[float(score) for score in row] for row in field]
    flat = [score for row in single for score in row]
    if set(flat) <= set(classes):
        return [[(classes.index(label), 0.3) for label in row] for row in single], None
    top = max((abs(score - threshold) for score in flat if math.isfinite(score)), default=0.0) or 1.0
    return [
        [(int(score > threshold), _strength(abs(score - threshold) / top)) for score in row] for row in single
    ], single


def _strength(share: float) -> float:
    """How strongly a score colours the ground: by its square root, in a few shades."""
    return 0.08 + 0.34 * math.ceil(LEVELS * math.sqrt(0.0 if math.isnan(share) else min(share, 1.0))) / LEVELS


def _rectangles(shades: list[list[tuple[int, float]]], h: Scale, v: Scale) -> str:
    """The coloured ground: one path for each shade, with a rectangle for each of its runs."""
    n = len(shades)
    columns = [
        round(h.start + (h.end - h.start) * i / n) for i in range(n + 1)
    ]  # whole pixels: no seams between them
    rows = [round(v.start + (v.end - v.start) * j / n) for j in range(n + 1)]
    paths: dict[tuple[int, float], list[str]] = {}
    for j, row in enumerate(shades):
        start = 0
        for i in range(1, n + 1):
            if i == n or row[i] != row[start]:
                wide = columns[i] - columns[start]
                paths.setdefault(row[start], []).append(
                    f"M{columns[start]} {rows[j]}h{wide}V{rows[j + 1]}h-{wide}z"
                )
                start = i
    parts = (f'<path fill="{_colour(colour)}" fill-opacity="{strength:.2f}" d="{"".join(runs)}"/>'
             for (colour, strength), runs in paths.items())  # fmt: skip
    return f'<g class="ground" shape-rendering="crispEdges">{"".join(parts)}</g>'


def _contour(scores: list[list[float]], threshold: float, h: Scale, v: Scale) -> str:
    """The line where the score crosses the threshold: marching squares."""
    wide, high = (h.end - h.start) / len(scores), (v.start - v.end) / len(scores)
    pieces = []
    for j in range(len(scores) - 1):
        for i in range(len(scores) - 1):
            corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
            cuts = []
            for (a, b), (c, d) in zip(corners, corners[1:] + corners[:1], strict=True):
                s, t = scores[b][a] - threshold, scores[d][c] - threshold
                if (s > 0) != (t > 0) and math.isfinite(s - t):
                    at = s / (s - t)
                    x, y = (
                        h.start + (a + 0.5 + (c - a) * at) * wide,
                        v.start - (b + 0.5 + (d - b) * at) * high,
                    )
                    cuts.append(f"{x:.1f} {y:.1f}")
            pieces += [f"M{cuts[k]}L{cuts[k + 1]}" for k in range(0, len(cuts) - 1, 2)]
    return f'<path class="axis" stroke-width="1.5" d="{"".join(pieces)}"/>'
