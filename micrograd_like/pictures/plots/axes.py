"""Axes for plots: where a number goes on paper, which ticks are nice, and the frame around them.

>>> ticks(0.0, 0.9)
[0.0, 0.2, 0.4, 0.6, 0.8]
>>> ticks(1.0, 3000.0, log=True)
[1.0, 10.0, 100.0, 1000.0]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, Self

from ..quoting import plain, shorten, xml
from ..svg import Drawing

# Colour-blind safe (Okabe and Ito 2008), darkened where the original is too pale for thin lines.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#b0589a", "#a67c00", "#3a9bd0", "#555555", "#8a2be2")
FAR = 1e300  # axes end here, so that differences stay finite
CHARACTER = 0.6  # the width of a character in ems, on the safe side
STYLE = """text{font:12px system-ui,-apple-system,"Segoe UI","DejaVu Sans",Arial,sans-serif;fill:#222}
.title{font-size:15px;font-weight:600}.paper{fill:#fff}.grid{stroke:#ddd;fill:none}.axis{stroke:#666;fill:none}.halo{stroke:#fff}
@media(prefers-color-scheme:dark){text{fill:#e6e6e6}.paper{fill:#1b1e23}.grid{stroke:#3a3f47}.axis{stroke:#9aa0a8}
.halo{stroke:#1b1e23}}"""


class Plot(Drawing):
    """A drawing that matplotlib can draw once more."""

    __slots__ = ("_names", "_size", "_sketch")
    instead = "let matplotlib write it: plot.to_matplotlib().savefig(...)"

    def __new__(
        cls, svg: str, sketch: Callable[[Any], None], names: tuple[str, str, str], size: tuple[float, float]
    ) -> Self:
        """sketch: draws the same on matplotlib's axes.  names: title, x axis, y axis.  size: in pixels."""
        new = super().__new__(cls, svg)
        new._sketch, new._names, new._size = sketch, names, size
        return new

    def __getnewargs__(self) -> tuple:  # type: ignore[override]  # str's own knows of the text alone
        return str(self), self._sketch, self._names, self._size

    def to_matplotlib(self, axes: Any = None) -> Any:
        """The same plot as a matplotlib Figure: a new one, or the one of the axes given.

        Raises ImportError without matplotlib, which only the extra ``notebooks`` brings.
        """
        if axes is None:
            try:
                from matplotlib.figure import Figure  # pyright: ignore[reportMissingImports]
            except ImportError:
                said = "to_matplotlib() needs matplotlib, which is not installed"
                raise ImportError(f"{said}; pip install 'micrograd-like[notebooks]' brings it") from None
            axes = Figure(
                figsize=(self._size[0] / 100, self._size[1] / 100), layout="constrained"
            ).add_subplot()
        self._sketch(axes)
        title, xlabel, ylabel = self._names
        axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
        return axes.figure

    def __repr__(self) -> str:
        return f"<a plot in {len(self):,} characters of SVG; .save('plot.svg') writes it>"


class Scale:
    """Maps the numbers from low to high onto the paper from start to end."""

    def __init__(
        self, numbers: Iterable[float], start: float, end: float, log: bool = False, margin: float = 0.04
    ):
        fit = [x for x in numbers if math.isfinite(x) and (x > 0 or not log)] or [1.0]
        fit = [max(-FAR, min(FAR, x)) for x in fit]
        low, high = min(fit), max(fit)
        if log:
            low, high = math.log10(low), math.log10(high)
        room = (
            (high - low) * margin if high - low > max(abs(high) * 1e-12, 1 / FAR) else abs(low) * 0.05 or 0.5
        )
        low, high = low - room, high + room
        self.start, self.end, self.log, self.bounds = start, end, log, (low, high)
        self.whole = all(x == math.floor(x) for x in fit)
        self.low, self.high = (10.0 ** max(low, -307.0), 10.0 ** min(high, 308.0)) if log else (low, high)

    def __call__(self, x: float) -> float:
        low, high = self.bounds
        x = math.log10(x) if self.log else x
        return self.start + (max(-FAR, min(FAR, x)) - low) / (high - low) * (self.end - self.start)

    def holds(self, x: float) -> bool:
        return math.isfinite(x) and (x > 0 or not self.log)


def ticks(low: float, high: float, log: bool = False, about: int = 5, whole: bool = False) -> list[float]:
    """Round numbers between low and high: steps of 1, 2 or 5 times a power of ten.

    log: the powers of ten; where there are three of them or fewer, also twice and five times a power.
    whole: no fractions, for axes that count.
    """
    if log:
        first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
        every = max(1, math.ceil((last - first + 1) / 8))
        powers = [10.0**k for k in range(first, last + 1, every)]
        if len(powers) > 3:
            return powers
        fine = [m * 10.0**k for k in range(first - 1, last + 1) for m in (1, 2, 5)]
        fine = [float(f"{x:.1g}") for x in fine if low * (1 - 1e-9) <= x <= high * (1 + 1e-9)]
        return fine if len(fine) > 2 else ticks(low, high)
    raw = (high - low) / about
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 5, 10) if size * m >= raw * 0.75)
    step = max(1.0, step) if whole else step
    first = math.ceil(low / step - 1e-9)
    return [float(f"{k * step:.14g}") for k in range(first, math.floor(high / step + 1e-9) + 1)]


def between(low: float, high: float) -> list[float]:
    """The multiples of the powers of ten between low and high, for fine lines; none if they would be many.

    >>> between(1.0, 30.0)
    [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 20.0, 30.0]
    """
    first, last = math.floor(math.log10(low)), math.floor(math.log10(high))
    if last - first > 5:
        return []
    fine = (m * 10.0**k for k in range(first, last + 1) for m in range(2, 10))
    return [float(f"{x:.1g}") for x in fine if low <= x <= high * (1 + 1e-9)]


def tick_text(x: float, step: float = 0.0) -> str:
    """A tick as one writes it by hand.

    >>> tick_text(0.30000000000000004, 0.1), tick_text(1e-7), tick_text(250000.0, 50000.0)
    ('0.3', '10⁻⁷', '250,000')
    """
    if x == 0:
        return "0"
    if (step or abs(x)) >= 1e-3 and abs(x) < (1e9 if step else 1e6):
        decimals = max(0, -math.floor(math.log10(step or abs(x)) + 1e-9))
        return f"{x:,.{decimals}f}"
    return power_text(x, step)


def power_text(x: float, step: float = 0.0) -> str:
    """A number with its power of ten, to the decimals that a step shows."""
    decimals = max(0, math.floor(math.log10(abs(x))) - math.floor(math.log10(step) + 1e-9)) if step else 0
    digits, power = f"{x:.{min(decimals, 15)}e}".split("e")
    power = str(int(power)).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
    sign = "-" if digits.startswith("-") else ""
    return f"{sign}10{power}" if digits.lstrip("-").rstrip("0").rstrip(".") == "1" else f"{digits}·10{power}"


def labelled(scale: Scale) -> list[tuple[float, str]]:
    """The ticks of a scale with their texts."""
    whole = scale.whole and scale.high - scale.low > 2
    at = ticks(scale.low, scale.high, scale.log, whole=whole)
    at = [x for x in at if scale.low * (1 - 1e-12) <= x <= scale.high * (1 + 1e-12)] if scale.log else at
    if scale.log and len(at) > 1 and at[1] / at[0] > 1.5:  # all written the same way
        plainly = at[0] >= 1e-3 and at[-1] < 1e6
        return [(x, tick_text(x) if plainly else power_text(x)) for x in at]
    step = at[1] - at[0] if len(at) > 1 else 0.0
    return [(x, tick_text(x, step)) for x in at]


def width_of(text: str, size: float = 12) -> float:
    """About how wide a text is."""
    return len(plain(text)) * size * CHARACTER


def text(x: float, y: float, words: str, anchor: str = "middle", extra: str = "") -> str:
    """Words at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{xml(words)}</text>'


def colour_of(i: int) -> str:
    """The colour of the i-th line or class."""
    return COLOURS[i % len(COLOURS)]


def room_beside(y: Scale, ylabel: str) -> float:
    """Room for the tick texts, and for the name of the axis if it has one."""
    return 12 + max((width_of(words) for _, words in labelled(y)), default=0) + (20 if ylabel else 0)


def frame(x: Scale, y: Scale, xlabel: str, ylabel: str) -> list[str]:
    """The grid, the axes with their ticks, and the axes' names."""
    parts = [*_fine_lines(x, y)]
    for at, words in labelled(y):
        parts.append(f'<path class="grid" d="M{x.start:.1f} {y(at):.1f}H{x.end:.1f}"/>')
        parts.append(text(x.start - 7, y(at) + 4, words, "end"))
    last = -math.inf
    for at, words in labelled(x):
        parts.append(f'<path class="grid" d="M{x(at):.1f} {y.start:.1f}V{y.end:.1f}"/>')
        if x(at) - width_of(words) / 2 > last:
            parts.append(text(min(x(at), x.end + 14 - width_of(words) / 2), y.start + 17, words))
            last = x(at) + width_of(words) / 2 + 4
    parts.append(f'<path class="axis" d="M{x.start:.1f} {y.end:.1f}V{y.start:.1f}H{x.end:.1f}"/>')
    if xlabel:
        parts.append(text((x.start + x.end) / 2, y.start + 36, shorten(xlabel, int((x.end - x.start) / 7))))
    if ylabel:
        middle = (y.start + y.end) / 2
        turned = f' transform="rotate(-90 14 {middle:.1f})"'
        parts.append(text(14, middle, shorten(ylabel, int((y.start - y.end) / 7)), extra=turned))
    return parts


def _fine_lines(x: Scale, y: Scale) -> list[str]:
    """What shows that an axis is logarithmic: lines that come closer towards each power of ten."""
    rows = [f"M{x.start:.1f} {y(at):.1f}H{x.end:.1f}" for at in between(y.low, y.high)] if y.log else []
    rows += [f"M{x(at):.1f} {y.start:.1f}V{y.end:.1f}" for at in between(x.low, x.high)] if x.log else []
    return [f'<path class="grid" stroke-opacity=".45" d="{"".join(rows)}"/>'] if rows else []


def legend(
    names: list[str], marks: list[str], top: float, left: float, right: float
) -> tuple[list[str], float]:
    """Rows of a mark and a name, and how high they are; a mark is SVG around the origin."""
    parts, x, y = [], left, top
    for name, mark in zip(names, marks, strict=True):
        words = shorten(name, 30)
        wide = 40 + width_of(words)
        if x + wide > right and x > left:
            x, y = left, y + 18
        parts.append(
            f'<g transform="translate({x + 10:.1f} {y - 4:.1f})">{mark}</g>' + text(x + 24, y, words, "start")
        )
        x += wide
    return parts, (y - top + 18 if names else 0.0)


def sheet(
    size: tuple[float, float],
    names: tuple[str, str, str],
    description: str,
    parts: Iterable[str],
    sketch: Callable[[Any], None],
) -> Plot:
    """The finished drawing on paper of its own colour, so that it reads on light and on dark pages.

    size, names, sketch: as a Plot has them.  description: the drawing in words.
    """
    (width, height), title = size, names[0]
    name = xml(title or "plot")
    head = shorten(title, int(width / 9))
    titled = text(width / 2, 22, head, extra=' class="title"') if title else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{name}"><title>{name}</title>'
        f"<desc>{xml(description)}</desc><style>{STYLE}</style>"
        f'<rect class="paper" width="100%" height="100%" rx="6"/>{titled}{"".join(parts)}</svg>'
    )
    return Plot(svg, sketch, names, size)
