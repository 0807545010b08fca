"""The first replay is held against the engine: a difference is an error that names the kernel.

The tape has the numbers that the traced run computed, and its reverse sweep is the engine's.  A kernel is
compared with them result by result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .plan import Plan
from .reverse_sweep import Built
from .tape import Tape

TOLERANCE = 1e-9  # of the largest number; reassociated sums differ by 1e-15 or so


class CompiledDiffersError(ArithmeticError):
    """A compiled program gave something else than the engine."""


def compare(tape: Tape, ready: Any, numbers: Any, wrt: Sequence[int], inputs: int = 0) -> None:
    """Raise CompiledDiffersError unless a replay gives what the engine gives.

    ready: has the graph and the plan.  numbers: the array of the replay.  wrt: the inputs of which it has the
    gradient.  inputs: how many inputs may have other numbers than in the trace.
    """
    built, plan = ready.built, ready.plan
    leaves = {k: float(numbers[k]) for k in range(inputs)}
    changed = any(x != tape.data[k] for k, x in leaves.items())
    data, grads = tape.data, tape.slopes if wrt else ()
    if changed or (wrt and not grads):
        data, partials = tape.linearize(leaves)
        grads = tape.backward(partials) if wrt else ()
    expected = [data[k] for k in tape.outputs]
    got = [float(numbers[k]) for k in plan.outputs[: len(expected)]]
    slopes = [float(numbers[plan.gradients + j]) for j in range(len(wrt))]
    if not (same(got, expected) and same(slopes, [grads[k] for k in wrt])):
        raise CompiledDiffersError(_told(built, plan, numbers, data, grads))


def alike(machine: Any, plan: Any, other: Any, planned: Any, gradients: int) -> bool:
    """Whether two machines have the same outputs and so many gradients, each where its own plan says."""
    found = [
        [float(m.numbers[k]) for k in (*p.outputs, *range(p.gradients, p.gradients + gradients))]
        for m, p in ((machine, plan), (other, planned))
    ]
    return same(*found)


def same(got: Sequence[float], expected: Sequence[float]) -> bool:
    """Equal up to rounding at the scale of the largest; where something is not finite, nothing is said."""
    if not all(map(math.isfinite, (*got, *expected))):
        return True  # a replay that gives such numbers is done again by the engine
    scale = max(map(abs, expected), default=0.0)
    return all(abs(a - b) <= TOLERANCE * (scale + 1e-300) for a, b in zip(got, expected, strict=True))


def _told(built: Built, plan: Plan, numbers: Any, data: Sequence[float], grads: Sequence[float]) -> str:
    """The first kernel with a result that is not the engine's."""
    truth = {node: data[slot] for slot, node in enumerate(built.slots) if node >= 0}
    for node, (back, slot) in enumerate(built.graph.home):
        if back and grads and node in built.gradients and node not in truth:
            truth[node] = grads[slot]
    for i, kernel in enumerate(plan.kernels):
        known = [(k, node) for k, node in enumerate(kernel.nodes) if node in truth]
        got = [float(numbers[kernel.out + k]) for k, _ in known]
        expected = [truth[node] for _, node in known]
        if not same(got, expected):
            k, (a, b) = max(enumerate(zip(got, expected, strict=True)), key=lambda p: abs(p[1][0] - p[1][1]))
            slot = built.graph.home[known[k][1]][1]
            return (
                f"kernel {i} ({kernel}) gave {a!r} where the engine gave {b!r}, for step v{slot}; "
                "please report it, with .explain(), and use backend='python' or the function itself meanwhile"
            )
    return "the outputs differ from the engine's, in no kernel that can be named; use the function itself"
