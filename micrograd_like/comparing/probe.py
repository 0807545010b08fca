"""A function beside one point, in one of its numbers: its slopes over ever smaller steps, and what they say
of a derivative.

One step does where the function is smooth.  Elsewhere the steps shrink, a tenth each time, until rounding
drowns the differences.  What stays as they shrink is the kind of the point: the same gap between the slopes
on both sides is a kink, the same gap between the values a jump, a slope that grows without end an infinite
derivative.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from ..modes import trees
from ..modes.numeric import call, floats, neighbours
from ..rules.operands import held
from ..steps import short
from .kinks import kink_between

RUNGS = 9  # steps, a tenth of the one before each
EPSILON = sys.float_info.epsilon


@dataclass(frozen=True, slots=True)
class Entry:
    """One derivative by two modes.  noise: how far its steps may put the numeric one off.  kink: why it has
    none."""

    name: str
    analytic: float
    numeric: float
    noise: float
    kink: str = ""

    @property
    def error(self) -> float:
        """|a - n| / max(|a|, |n|); 0 if both are the same."""
        if self.analytic == self.numeric or (math.isnan(self.analytic) and math.isnan(self.numeric)):
            return 0.0
        error = abs(self.analytic - self.numeric) / max(abs(self.analytic), abs(self.numeric))
        return float("inf") if math.isnan(error) else error

    def agrees(self, tolerance: float) -> bool:
        return self.error <= tolerance or abs(self.analytic - self.numeric) <= self.noise

    def __str__(self) -> str:
        both = f"analytic {_digits(self.analytic)}, numeric {_digits(self.numeric)}"
        return f"{self.name}: {both}, relative error {self.error:.2g}"


@dataclass(frozen=True, slots=True)
class Slope:
    """What one step shows: the slope, those of the two sides, how much the value changes, and what rounding
    may do."""

    value: float
    left: float
    right: float
    change: float
    noise: float

    @property
    def gap(self) -> float:
        return abs(self.right - self.left)

    @property
    def straight(self) -> bool:
        return self.gap <= 1e-3 * max(abs(self.left), abs(self.right)) + 4 * self.noise


class Probe:
    """f near xs in its i-th number."""

    def __init__(self, f: Callable, args: tuple, xs: list[float], i: int, step: float):
        self.f, self.args, self.xs, self.i, self.step = f, args, xs, i, step
        self.middle = floats(call(f, args, xs))
        self.rungs: list[tuple[float, float, list, list]] = []

    def slope(self, rung: int, k: int) -> Slope:
        """Over a step of 10**-rung times the first; where the function has one side only, the slope of that
        side."""
        while len(self.rungs) <= rung:
            ahead, behind = neighbours(self.xs[self.i], self.step / 10 ** len(self.rungs))
            low, high = (trees.flatten(call(self.f, self.args, self._at(x))) for x in (behind, ahead))
            self.rungs.append((behind, ahead, low, high))
        x0, x2, low, high = self.rungs[rung]
        x, y, y0, y2 = self.xs[self.i], self.middle[k], held(low[k]), held(high[k])
        if not x0 < x < x2:
            return Slope(math.nan, math.nan, math.nan, 0.0, 0.0)
        left, right, both = (y - y0) / (x - x0), (y2 - y) / (x2 - x), (y2 - y0) / (x2 - x0)
        value = right if not math.isfinite(y0) else left if not math.isfinite(y2) else both
        sizes = [abs(v) for v in (y0, y, y2) if math.isfinite(v)]
        noise = 16 * EPSILON * max(sizes, default=0.0) / (x2 - x0)
        return Slope(value, left, right, abs(value * (x2 - x0)), noise)

    def entry(self, name: str, analytic: float, k: int, tolerance: float) -> Entry:
        """How the analytic derivative of output k compares; at a kink, any slope between those of the two
        sides will do."""
        first = self.slope(0, k)
        entry = Entry(name, analytic, first.value, first.noise)
        if first.straight and entry.agrees(tolerance):
            return entry
        slopes = [self.slope(rung, k) for rung in range(RUNGS)]
        finite = [math.isfinite(s.value) for s in slopes]
        rungs = [r for r in range(1, RUNGS) if finite[r] and finite[r - 1]]
        if not rungs:
            return entry
        kept = _kept(slopes)
        if kept > 0.8:
            return replace(entry, kink=self._why(RUNGS - 1, "the function jumps here"))
        if kept > 0.2:
            return replace(entry, numeric=math.copysign(math.inf, slopes[rungs[-1]].value))
        off = {r: slopes[r].noise + abs(slopes[r].value - slopes[r - 1].value) / 8 for r in rungs}
        best = min(rungs, key=off.__getitem__)
        s = slopes[best]
        entry = replace(entry, numeric=s.value, noise=off[best])
        slack = 4 * s.noise + 1e-4 * max(abs(s.left), abs(s.right))
        between = min(s.left, s.right) - slack <= analytic <= max(s.left, s.right) + slack
        if s.gap > 8 * s.noise and s.gap > slopes[best - 1].gap / 2 and between:
            slopes_told = f"the slopes of its two sides are {short(s.left)} and {short(s.right)}"
            return replace(entry, kink=self._why(best, slopes_told))
        return entry

    def _at(self, x: float) -> list[float]:
        return [*self.xs[: self.i], x, *self.xs[self.i + 1 :]]

    def _why(self, rung: int, otherwise: str) -> str:
        """What switches in the narrowest step that still shows it."""
        found = (kink_between(*self.rungs[r][2:]) for r in range(rung, -1, -1))
        return next(filter(None, found), otherwise)


def _kept(slopes: list[Slope]) -> float:
    """The share of its change that the value keeps from one step to the next: 0.1 if smooth, 1 at a jump, 0
    past one."""
    finite = [s for s in slopes if math.isfinite(s.value)]
    changes = [s.change for s in finite if abs(s.value) > 64 * s.noise][-3:]
    return min(b / a for a, b in pairwise(changes)) if len(changes) == 3 and finite[-1].change else 0.0


def _digits(x: float) -> str:
    return f"{x:.10g}"
