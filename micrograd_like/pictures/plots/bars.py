"""bar_plot(): lying bars, each with its name and its number."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

from ...steps import short
from ..quoting import shorten, xml
from . import on_matplotlib
from .axes import COLOURS, Plot, Scale, labelled, sheet, text, width_of
from .given import as_float, by_name

HALO = ' class="halo" stroke-width="4" paint-order="stroke"'  # hides the grid behind a number


def bar_plot(
    bars: Mapping[str, float], *, title: str = "", ylabel: str = "", log: bool = False, width: int = 640
) -> Plot:
    """Lying bars, each with its name before it and its number behind it.

    ylabel: what the numbers are, with their unit.
    log: bar lengths by powers of ten; a number <= 0 then has no bar.

    >>> bar_plot({"forward": 337, "reverse": 1}, title="Sweeps").count('class="bar"')
    2
    """
    bars = by_name(bars, "bar_plot", "numbers", '{"forward": 337, "reverse": 1}')
    numbers = {str(name): as_float(value) for name, value in bars.items()}
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
        place = f'x="{min(zero, end):.1f}" y="{y + 4}" width="{abs(end - zero):.1f}" height="18" rx="2"'
        hover = f"<title>{xml(name)}: {value!r}</title>"
        parts.append(f'<rect class="bar" {place} fill="{COLOURS[0]}">{hover}</rect>')
        parts += [
            text(left - 8, y + 17, shorten(name, 34), "end"),
            text(max(end, zero) + 6, y + 17, words[name], "start", HALO),
        ]
    parts.append(f'<path class="axis" d="M{zero:.1f} {top}V{bottom}"/>')
    if ylabel:
        parts.append(text((x.start + x.end) / 2, bottom + 36, shorten(ylabel, 70)))
    told = "; ".join(f"{name} {words[name]}" for name in numbers)
    if ylabel:
        told = f"{ylabel}: {told}"
    sketch = partial(on_matplotlib.bars, numbers=numbers, log=log)
    return sheet((width, bottom + (46 if ylabel else 26)), (title, ylabel, ""), told, parts, sketch)


def _counted(x: float) -> str:
    """A count in full, any other number in short.

    >>> _counted(46086098.0), _counted(0.25)
    ('46,086,098', '0.25')
    """
    return f"{x:,.0f}" if abs(x) < 1e12 and x == int(x) else short(x)
