"""The plots once more, on matplotlib's axes, for those who ask: ``line_plot(...).to_matplotlib()``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from .axes import COLOURS
from .field import Field

MARKERS = ("o", "s", "^", "D")  # the shapes of the SVG: a class is told by its colour and by its shape


def lines(axes: Any, series: Mapping[str, list[tuple[float, float]]], logx: bool, logy: bool) -> None:
    """One line for each name; what a logarithmic axis cannot hold is a gap."""
    for i, (name, points) in enumerate(series.items()):
        fit = [p if (p[0] > 0 or not logx) and (p[1] > 0 or not logy) else (p[0], math.nan) for p in points]
        axes.plot(*zip(*fit, strict=True), color=COLOURS[i % len(COLOURS)], label=name, linewidth=2)
    axes.set_xscale("log" if logx else "linear")
    axes.set_yscale("log" if logy else "linear")
    if len(series) > 1:
        axes.legend()


def bars(axes: Any, numbers: Mapping[str, float], log: bool) -> None:
    """Lying bars from top to bottom, each with its number behind it."""
    drawn = axes.barh(list(numbers), list(numbers.values()), color=COLOURS[0])
    axes.bar_label(drawn, fmt="{:,.12g}", padding=4)
    axes.invert_yaxis()
    if log:
        axes.set_xscale("log")
    axes.margins(x=0.15)


def boundary(
    axes: Any,
    *,
    points: Sequence[Sequence[float]],
    labels: Sequence[float],
    field: Field,
    ends: tuple[float, float, float, float],
) -> None:
    """The regions, the line between two classes and the examples.

    ends: left, right, bottom and top of the field, whose outermost nodes lie there.
    """
    left, right, bottom, top = ends
    n = field.size
    wide, high = (right - left) / (n - 1), (top - bottom) / (n - 1)  # a pixel around each node
    extent = (left - wide / 2, right + wide / 2, bottom - high / 2, top + high / 2)
    ground = [[_mixed(COLOURS[c % len(COLOURS)], strength) for c, strength in row] for row in field.nodes()]
    axes.imshow(ground, extent=extent, origin="lower", aspect="auto", interpolation="bilinear")
    if field.scores:
        xs, ys = [left + wide * i for i in range(n)], [bottom + high * j for j in range(n)]
        axes.contour(xs, ys, field.scores, levels=[0.0], colors="#666666")
    axes.set(xlim=(left, right), ylim=(bottom, top))
    for i, label in enumerate(sorted(set(labels))):
        own = [p for p, c in zip(points, labels, strict=True) if c == label]
        style = {
            "color": COLOURS[i % len(COLOURS)],
            "marker": MARKERS[i % len(MARKERS)],
            "edgecolors": "#ffffff",
        }
        axes.scatter(*zip(*own, strict=True), label=f"class {label}", zorder=3, **style)
    axes.legend()


def _mixed(colour: str, strength: float) -> tuple[float, ...]:
    """A colour on white paper, as numbers from 0 to 1."""
    return tuple(1 - (1 - int(colour[k : k + 2], 16) / 255) * strength for k in (1, 3, 5))
