"""Gradient checking: one mode against another, with a report that says which entry is wrong and by how much.

The rules are those of the CS231n notes: the central formula, the relative error, double precision, a look for
kinks between x - h and x + h.  A relative error above 1e-2 is almost surely a wrong derivative, below 1e-7
one may be happy.

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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..engine import ByHand, Value, topological_order
from ..modes import trees
from ..modes.forward import jvp
from ..modes.numeric import STEP, arguments, call, floats, plain_numbers
from ..modes.reverse import grad, jacrev
from ..rules.operands import held
from ..steps import backprop_steps
from .probe import Entry, Probe


@dataclass(frozen=True, slots=True)
class GradcheckReport:
    """What a check found: truthy if no entry is wrong; as text, it names the worst.  A kink is named, but is
    not wrong."""

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
        for number, what in ((wrong, "wrong"), (kinks, "at a kink")):
            if number:
                lines[0] += f", {number} {'is' if number == 1 else 'are'} {what}"
        if self.worst:
            verdict = "worst"
            if wrong:
                verdict = "almost surely wrong" if self.worst.error > 1e-2 else "suspicious"
                if not math.isfinite(self.worst.numeric):
                    verdict = "no finite difference to compare with"
            lines.append(f"{verdict}: {self.worst}")
        for e in self.kinks[:3]:
            head, numbers = str(e).split(": ", 1)
            lines.append(f"kink at {head}: {e.kink} ({numbers})")
        return "\n".join(lines)

    __repr__ = __str__


def gradcheck(
    f: Callable[..., Any], inputs: Any, *, step: float = STEP, tolerance: float = 1e-6, gradient: Any = None
) -> GradcheckReport:
    """A report on f's derivatives, by reverse mode and by central differences.

    inputs: a tuple holds several arguments, anything else is the only one; f gives one number or many, and
    may use operations with a _backward of the lecture's kind.  gradient: a gradient of your own to check, in
    the shape of the arguments (for several outputs: in place of each of them), in place of reverse mode's.
    An entry agrees if its relative error is at most tolerance, or its difference no more than the steps
    explain; where one step is not clear, smaller ones follow.  If f has a kink or a jump at the point, the
    report names it.  Raises ValueError if f gives different results at one point.

    >>> print(gradcheck(lambda x: x**2, 3.0, gradient=7.0))
    0 of 1 partial derivatives agree, 1 is wrong
    almost surely wrong: d/d input: analytic 7, numeric 6, relative error 0.14
    """
    args = arguments(inputs)
    xs = plain_numbers(args)
    out = _twice(f, args, xs)
    if gradient is not None:
        flat = [list(map(held, trees.flatten_like(inputs, row))) for row in _rows(gradient, out)]
    else:
        flat = _gradients(f, args, out)
    for row in flat:
        if len(row) != len(xs):
            raise ValueError(
                f"the gradient to check has {len(row)} numbers, but the inputs have {len(xs)}; "
                "give one for each"
            )
    names = _names(inputs)
    entries = []
    for i in range(len(xs)):
        probe = Probe(f, args, xs, i, step)
        for k, row in enumerate(flat):
            name = f"d/d {names[i]}" if len(flat) == 1 else f"d output[{k}]/d {names[i]}"
            entries.append(probe.entry(name, row[i], k, tolerance))
    return GradcheckReport(tuple(entries), tolerance)


def check_grads(
    f: Callable[..., Any],
    inputs: Any,
    order: int = 2,
    modes: str | Sequence[str] = ("forward", "reverse"),
    *,
    tolerance: float = 1e-5,
    seed: int = 0,
) -> GradcheckReport:
    """A report on the derivatives of every order up to order, by each mode, each along a random direction.

    Order k by a mode is compared with central differences of order k - 1 by that mode; several outputs are
    added up with random weights.

    >>> print(check_grads(lambda x: x.exp() * x, 0.5, order=3, modes=["reverse"]))
    3 of 3 partial derivatives agree
    worst: reverse, order ...
    """
    modes = [modes] if isinstance(modes, str) else modes
    if unknown := [m for m in modes if m not in ("forward", "reverse")]:
        raise ValueError(f"there is no mode {unknown[0]!r}; choose among 'forward' and 'reverse'")
    args, rng = arguments(inputs), random.Random(seed)
    xs = plain_numbers(args)
    weights = [rng.uniform(0.5, 1.5) for _ in floats(_twice(f, args, xs))]
    entries = []
    for mode in modes:
        rng.seed(seed + 1)
        g: Callable = lambda *point: _weighted(f(*point), weights)  # noqa: E731
        for k in range(1, order + 1):
            v = [rng.uniform(-1, 1) for _ in xs]
            lower, g = g, _along(g, v, args, mode)
            probe = Probe(_line(lower, args, xs, v), (0.0,), [0.0], 0, STEP)
            entries.append(probe.entry(f"{mode}, order {k}", held(g(*args)), 0, tolerance))
    return GradcheckReport(tuple(entries), tolerance)


def _twice(f: Callable, args: tuple, xs: list[float]) -> Any:
    """f at xs, which must be the same a second time."""
    out, again = call(f, args, xs), call(f, args, xs)
    for a, b in zip(floats(out), floats(again), strict=True):
        if a != b and not (math.isnan(a) and math.isnan(b)):
            raise ValueError(
                f"the function gave {a:.6g} and then {b:.6g} at the same point; "
                "switch dropout off or seed it each time"
            )
    return out


def _gradients(f: Callable, args: tuple, out: Any) -> list[list[float]]:
    """For each output, its gradient by reverse mode; by steps of backward() where an operation has a closure
    of its own."""
    if not any(isinstance(y, Value) and has_closures(y) for y in trees.flatten(out)):
        rows = _rows(jacrev(f, tuple(range(len(args))))(*args), out)
        return [list(map(held, trees.flatten(row))) for row in rows]
    inputs = [Value(x) for x in plain_numbers(args)]
    outs = trees.flatten(f(*trees.replace(args, inputs)))
    steps = [backprop_steps(y, names={}) for y in outs]
    sent = [{c.parent: c.after for step in sweep for c in step.contributions} for sweep in steps]
    return [[after.get(x, float(x is y)) for x in inputs] for y, after in zip(outs, sent, strict=True)]


def has_closures(y: Value) -> bool:
    """Whether an operation behind y was made by hand, and has nothing but its _backward."""
    return any(isinstance(node.rule, ByHand) for node in topological_order(y))


def _weighted(out: Any, weights: list[float]) -> Any:
    return sum((w * y for w, y in zip(weights, trees.flatten(out), strict=True)), 0.0)


def _along(g: Callable, v: list[float], args: tuple, mode: str) -> Callable:
    """The derivative of g along v as a function of the point."""
    if mode == "forward":
        return lambda *point: jvp(g, point, (v,))[1]
    slope = grad(g, tuple(range(len(args))))
    return lambda *point: _weighted(slope(*point), v)


def _line(g: Callable, args: tuple, xs: list[float], v: list[float]) -> Callable:
    return lambda t: g(*trees.replace(args, [Value(x + held(t) * u) for x, u in zip(xs, v, strict=True)]))


def _rows(jacobian: Any, out: Any) -> list:
    """The gradients that stand in place of the numbers of out."""
    if isinstance(out, dict):
        return [row for key in out for row in _rows(jacobian[key], out[key])]
    if isinstance(out, (list, tuple)):
        return [row for part, o in zip(jacobian, out, strict=True) for row in _rows(part, o)]
    if trees.is_array(out):
        return [jacobian[place] for place in places(out)]
    return [jacobian]


def _names(inputs: Any) -> list[str]:
    """What each number is called: input, input[0], input['w'][2], input[0, 1] in an array, or a parameter's
    name."""
    found: list[str] = []

    def visit(tree: Any, name: str) -> None:
        if trees.is_module(tree):
            found.extend(place for place, _ in trees.named(tree))
        elif isinstance(tree, dict):
            for key, part in tree.items():
                visit(part, f"{name}[{key!r}]")
        elif isinstance(tree, (list, tuple)):
            for i, part in enumerate(tree):
                visit(part, f"{name}[{i}]")
        elif trees.is_array(tree):
            found.extend(f"{name}[{', '.join(map(str, place))}]" for place in places(tree))
        else:
            found.append(name)

    visit(inputs, "input")
    return found


def places(array: Any) -> Iterator[tuple[int, ...]]:
    """The index of each element of an array, the last axis fastest."""
    return product(*map(range, array.shape))
