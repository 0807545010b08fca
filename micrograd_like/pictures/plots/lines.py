"""line_plot(): lines on axes.

>>> plot = line_plot({"training": [0.9, 0.4, 0.2]}, title="Loss", xlabel="step", ylabel="loss")
>>> plot.startswith("<svg"), plot.count("<polyline")
(True, 1)
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

from ...steps import short
from . import on_matplotlib
from .axes import Plot, Scale, colour_of, frame, legend, room_beside, sheet
from .given import as_float, by_name, of_line


def line_plot(
    series: Mapping[str, Any],
    *,
    title: str = "",
    xlabel: str = "",
    ylabel: str = "",
    logx: bool = False,
    logy: bool = False,
    width: int = 640,
    height: int = 400,
) -> Plot:
    """Lines, one for each name; a legend if there are several.

    series: for each name its y, counted 0, 1, 2, ..., or a pair (xs, ys).
    logx, logy: powers of ten on that axis.
    Edges: a nan or an infinity, or a number <= 0 on a logarithmic axis, leaves a gap.

    >>> line_plot({})
    Traceback (most recent call last):
    ValueError: line_plot() got no numbers; give {"name": [y0, y1, ...]} or {"name": (xs, ys)}
    """
    series = by_name(series, "line_plot", "lines", '{"loss": [0.9, 0.5]}')
    lines = {str(name): _points(str(name), data) for name, data in series.items()}
    xs, ys = ([p[i] for points in lines.values() for p in points] for i in (0, 1))
    _check(xs, ys, logx, logy)
    marks = [f'<path d="M-10 0H10" stroke="{colour_of(i)}" stroke-width="2.5"/>' for i in range(len(lines))]
    several = list(lines) if len(lines) > 1 else []
    key, high = legend(several, marks[: len(several)], 44 if title else 22, 60, width - 10)
    top = (34 if title else 14) + high
    y = Scale(ys, height - (48 if xlabel else 30), top, logy)
    x = Scale(xs, room_beside(y, ylabel), width - 16, logx, margin=0.0)
    drawn = [_line(x, y, points, colour_of(i)) for i, points in enumerate(lines.values())]
    told, names = _told(lines, xlabel, ylabel), (title, xlabel, ylabel)
    sketch = partial(on_matplotlib.lines, series=lines, logx=logx, logy=logy)
    return sheet((width, height), names, told, [*frame(x, y, xlabel, ylabel), *drawn, *key], sketch)


def _check(xs: list[float], ys: list[float], logx: bool, logy: bool) -> None:
    """Refuse what no line can be drawn of, and say what to give."""
    if not xs:
        raise ValueError('line_plot() got no numbers; give {"name": [y0, y1, ...]} or {"name": (xs, ys)}')
    for axis, wanted, numbers in (("x", logx, xs), ("y", logy, ys)):
        if wanted and not any(math.isfinite(v) and v > 0 for v in numbers):
            given = f"the largest {axis} is {max(numbers)}"
            raise ValueError(f"log{axis}=True needs numbers above 0, but {given}; leave it out")


def _points(name: str, data: Any) -> list[tuple[float, float]]:
    """The points of one line."""
    pair = isinstance(data, tuple) and len(data) == 2 and all(hasattr(part, "__len__") for part in data)
    xs, ys = data if pair else (range(len(of_line(data, name))), data)
    if len(xs) != len(ys):
        raise ValueError(f"the line {name!r} has {len(xs)} x and {len(ys)} y; give as many of both")
    return [(as_float(x), as_float(y)) for x, y in zip(xs, ys, strict=True)]


def _line(x: Scale, y: Scale, points: list[tuple[float, float]], colour: str) -> str:
    """The points joined, with gaps where a number cannot be drawn; a point without neighbours is a dot."""
    runs: list[list[str]] = [[]]
    for a, b in points:
        if x.holds(a) and y.holds(b):
            runs[-1].append(f"{x(a):.1f},{y(b):.1f}")
        elif runs[-1]:
            runs.append([])
    drawn = [f'<polyline points="{" ".join(run)}"/>' for run in runs if len(run) > 1]
    for x_y in (run[0] for run in runs if len(run) == 1):
        a, b = x_y.split(",")
        drawn.append(f'<circle cx="{a}" cy="{b}" r="3" fill="{colour}"/>')
    style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"'
    return f"<g {style}>{''.join(drawn)}</g>"


def _told(lines: Mapping[str, list[tuple[float, float]]], xlabel: str, ylabel: str) -> str:
    """The plot in words, for those who do not see it."""
    told = [
        f"{name} goes from {short(ps[0][1])} to {short(ps[-1][1])} over {len(ps)} points"
        for name, ps in lines.items()
        if ps
    ]
    return f"{ylabel or 'y'} against {xlabel or 'x'}: {'; '.join(told)}"
