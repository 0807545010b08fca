"""Gradient checking: one mode against another, with a report that says which entry is wrong and by how much.

The rules are those of the CS231n notes: the central formula, the relative error, double precision, a look for kinks between
x - h and x + h.  A relative error above 1e-2 is almost surely a wrong derivative, below 1e-7 one may be happy.

>>> report = gradcheck(lambda x, y: (x * y).tanh() + x**2, (0.3, -1.2))
>>> bool(report)
True
>>> print(gradcheck(lambda v: v[0] * v[1].relu(), [2.0, 0.0]))
1 of 2 partial derivatives agree, 1 is at a kink
worst: d/d input[0]: analytic 0, numeric 0, relative error 0
kink at d/d input[1]: ReLU at 0 has no derivative (analytic 0, numeric 1, relative error 1)
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import trees
from .forward import jvp
from .kinks import kink_between
from .numeric import STEP, arguments, call, floats, neighbours
from .reverse import grad, jacrev


@dataclass(frozen=True, slots=True)
class Entry:
    """One derivative by two modes.  noise: how far rounding alone may put the numeric one off.  kink: why it has none."""

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
        return f"{self.name}: analytic {_digits(self.analytic)}, numeric {_digits(self.numeric)}, relative error {self.error:.2g}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: truthy if no entry is wrong; as text, it names the worst.  A kink is named, but is not wrong."""

    entries: tuple[Entry, ...]
    tolerance: float

    @property
    def wrong(self) -> list[Entry]:
        return [e for e in self.entries if not e.kink and not e.agrees(self.tolerance)]

    @property
    def kinks(self) -> list[Entry]:
        return [e for e in self.entries if e.kink]

    @property
    def worst(self) -> Entry | None:
        """The entry with the largest relative error among the wrong ones, else among those at no kink."""
        return max(self.wrong or [e for e in self.entries if not e.kink], key=lambda e: e.error, default=None)

    def __bool__(self) -> bool:
        return not self.wrong

    def __str__(self) -> str:
        wrong, kinks = len(self.wrong), len(self.kinks)
        lines = [f"{len(self.entries) - wrong - kinks} of {len(self.entries)} partial derivatives agree"]
        lines[0] += f", {wrong} {'is' if wrong == 1 else 'are'} wrong" if wrong else ""
        lines[0] += f", {kinks} {'is' if kinks == 1 else 'are'} at a kink" if kinks else ""
        if self.worst:
            verdict = "worst" if not wrong else "almost surely wrong" if self.worst.error > 1e-2 else "suspicious"
            lines.append(f"{verdict}: {self.worst}")
        for e in self.kinks[:3]:
            head, numbers = str(e).split(": ", 1)
            lines.append(f"kink at {head}: {e.kink} ({numbers})")
        return "\n".join(lines)

    __repr__ = __str__


def gradcheck(f: Callable, inputs: Any, *, step: float = STEP, tolerance: float = 1e-6, gradient: Any = None) -> Report:
    """A report on f's derivatives, by reverse mode and by central differences.

    inputs: a tuple holds several arguments, anything else is the only one; f gives one number or many.  gradient: a gradient
    of your own to check, in the shape of the arguments, in place of reverse mode's.  An entry agrees if its relative error is
    at most tolerance, or its difference no more than rounding explains.  Where f has a kink between x - h and x + h, a
    smaller step is tried; if the kink is at x itself, the report names it.  Switch dropout off first.

    >>> print(gradcheck(lambda x: x**2, 3.0, gradient=7.0))
    0 of 1 partial derivatives agree, 1 is wrong
    almost surely wrong: d/d input: analytic 7, numeric 6, relative error 0.14
    """
    args = arguments(inputs)
    xs = [float(x) for x in trees.flatten(args)]
    out = call(f, args, xs)
    rows = [gradient] if gradient is not None else _rows(jacrev(f, tuple(range(len(args))))(*args), out)
    flat = [[float(x) for x in trees.flatten(row)] for row in rows]
    if len(flat[0]) != len(xs) if flat else False:
        raise ValueError(f"the gradient to check has {len(flat[0])} numbers, but the inputs have {len(xs)}; give one for each")
    names = _names(inputs)
    entries = []
    for i in range(len(xs)):
        probe = Probe(f, args, xs, i, step)
        for k, row in enumerate(flat):
            name = f"d/d {names[i]}" if len(flat) == 1 else f"d output[{k}]/d {names[i]}"
            entries.append(probe.entry(name, row[i], k))
    return Report(tuple(entries), tolerance)


def check_grads(
    f: Callable,
    inputs: Any,
    order: int = 2,
    modes: Sequence[str] = ("forward", "reverse"),
    *,
    tolerance: float = 1e-5,
    seed: int = 0,
) -> Report:
    """A report on the derivatives of every order up to order, by each mode, each along a random direction.

    Order k by a mode is compared with central differences of order k - 1 by that mode; several outputs are added up with
    random weights.

    >>> print(check_grads(lambda x: x.exp() * x, 0.5, order=3, modes=["reverse"]))
    3 of 3 partial derivatives agree
    worst: reverse, order ...
    """
    if unknown := [m for m in modes if m not in ("forward", "reverse")]:
        raise ValueError(f"there is no mode {unknown[0]!r}; choose among 'forward' and 'reverse'")
    args, rng = arguments(inputs), random.Random(seed)
    xs = [float(x) for x in trees.flatten(args)]
    weights = [rng.uniform(0.5, 1.5) for _ in floats(call(f, args, xs))]
    entries = []
    for mode in modes:
        rng.seed(seed + 1)
        g: Callable = lambda *point: _weighted(f(*point), weights)  # noqa: E731
        for k in range(1, order + 1):
            v = [rng.uniform(-1, 1) for _ in xs]
            lower, g = g, _along(g, v, args, mode)
            probe = Probe(_line(lower, args, xs, v), (0.0,), [0.0], 0, STEP)
            entries.append(probe.entry(f"{mode}, order {k}", float(g(*args)), 0))
    return Report(tuple(entries), tolerance)


def _weighted(out: Any, weights: list[float]) -> Any:
    return sum((w * y for w, y in zip(weights, trees.flatten(out), strict=True)), 0.0)


def _along(g: Callable, v: list[float], args: tuple, mode: str) -> Callable:
    """The derivative of g along v as a function of the point."""
    if mode == "forward":
        return lambda *point: jvp(g, point, (v,))[1]
    slope = grad(g, tuple(range(len(args))))
    return lambda *point: _weighted(slope(*point), v)


def _line(g: Callable, args: tuple, xs: list[float], v: list[float]) -> Callable:
    return lambda t: g(*trees.replace(args, [x + t * u for x, u in zip(xs, v, strict=True)]))


class Probe:
    """f beside x, in one number: central differences, the slopes on either side, and a kink that stands between."""

    def __init__(self, f: Callable, args: tuple, xs: list[float], i: int, step: float):
        for h in (step, step / 50, step):  # the first again, if the smaller one is no way round the kink
            points = [neighbours(xs[i], h)[1], xs[i], neighbours(xs[i], h)[0]]
            outs = [trees.flatten(call(f, args, [*xs[:i], x, *xs[i + 1 :]])) for x in points]
            self.kink = kink_between(outs[0], outs[2])
            if not self.kink:
                break
        self.points, self.values = points, [floats(out) for out in outs]

    def entry(self, name: str, analytic: float, k: int) -> Entry:
        """How the analytic derivative of output k compares; at a kink, any slope between those of the two sides will do."""
        (x0, x1, x2), (y0, y1, y2) = self.points, (values[k] for values in self.values)
        noise = 16 * sys.float_info.epsilon * max(abs(y0), abs(y2)) / (x2 - x0)
        entry = Entry(name, analytic, (y2 - y0) / (x2 - x0), noise)
        sides = sorted([(y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1)])
        slack = 4 * noise + 1e-4 * max(map(abs, sides))
        excused = self.kink and sides[0] - slack <= analytic <= sides[1] + slack
        return replace(entry, kink=self.kink) if excused else entry


def _rows(jacobian: Any, out: Any) -> list:
    """The gradients that stand in place of the numbers of out."""
    if isinstance(out, dict):
        return [row for key in out for row in _rows(jacobian[key], out[key])]
    if isinstance(out, (list, tuple)):
        return [row for part, o in zip(jacobian, out, strict=True) for row in _rows(part, o)]
    return [jacobian]


def _names(inputs: Any) -> list[str]:
    """What each number is called: input, input[0], input['w'][2], or a parameter's name."""
    found: list[str] = []

    def visit(tree: Any, name: str) -> None:
        if hasattr(tree, "named_parameters"):
            found.extend(place for place, _ in tree.named_parameters())
        elif isinstance(tree, dict):
            for key, part in tree.items():
                visit(part, f"{name}[{key!r}]")
        elif isinstance(tree, (list, tuple)):
            for i, part in enumerate(tree):
                visit(part, f"{name}[{i}]")
        else:
            found.append(name)

    visit(inputs, "input")
    return found


def _digits(x: float) -> str:
    return f"{x:.10g}"
