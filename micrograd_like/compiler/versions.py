"""A program for arguments of one shape: its tape, and the machines for what has been asked of it so far.

Where a replay gives something that is not finite, it is done again exactly as the engine would, on the tape:
there, and only there, it matters that a branch not taken sends nothing rather than 0.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from ..collector import paused_collector
from ..modes import reverse
from .check import compare
from .choosing import interprets, machine_for
from .plan import Plan, planned
from .readers import listed
from .ready import Ready, finite, fused
from .reverse_sweep import Built, forward, with_gradient
from .rewriting import NoDerivativeError
from .tangent import Forward
from .tape import NoFormulaError, Tape
from .tiers import Tier


class Version:
    """One trace, and what was made of it.

    inputs: how many numbers it takes, the captured ones last.  backend, fast_math: see compile().
    """

    def __init__(self, tape: Tape, inputs: int, backend: str, fast_math: bool = False):
        if tape.frozen:
            raise NoFormulaError(
                f"step v{min(tape.frozen)} is an operation made by hand, which has no formula to compute it "
                "anew with other numbers; write it with rule(), or with custom()"
            )
        self.tape, self.inputs, self.backend, self.fast_math = tape, inputs, backend, fast_math
        self.slots = range(inputs)
        self.notes: list[str] = []
        self.made: dict[Any, Ready | None] = {}
        self.indices = indices(tape)

    def check(self, numbers: Sequence[float] | dict[int, float]) -> None:
        """Raise IndexError where an input that picks is no index.  numbers: of these inputs, or of all."""
        for slot, count in self.indices.items():
            x = numbers[slot]
            if not (0 <= x < count and x == int(x)):
                raise IndexError(
                    f"{self.tape.name(slot)} picks one of {count} elements, so it is a whole number from 0 "
                    f"to {count - 1}, but got {x:g}"
                )

    def value(self, numbers: Sequence[float]) -> list[float]:
        """The outputs at these inputs."""
        ready = self._get("value", lambda: forward(self.tape, self.slots))
        if ready is not None:
            found = ready.run(numbers)
            outs = [float(found[k]) for k in ready.plan.outputs]
            if finite(outs):
                return outs
        data = self.tape.forward(dict(enumerate(listed(numbers))))
        return [data[k] for k in self.tape.outputs]

    def gradient(self, numbers: Sequence[float], wrt: range) -> tuple[float, Any]:
        """The output and its derivatives by the inputs wrt: in what the next replay may write to."""
        ready = self._get(("gradient", wrt), lambda: with_gradient(self.tape, self.slots, wrt), wrt)
        if ready is not None:
            found, at = ready.run(numbers), ready.plan.gradients
            value, grads = float(found[ready.plan.outputs[0]]), found[at : at + len(wrt)]
            if math.isfinite(value) and finite(grads):
                return value, grads
        data, partials = self.tape.linearize(dict(enumerate(listed(numbers))))
        found = self.tape.backward(partials)
        return data[self.tape.outputs[0]], [found[k] for k in wrt]

    def along(self, numbers: Sequence[float], direction: Sequence[float]) -> list[float]:
        """The Hessian times a direction, by the inputs that have one; the captured have none."""
        count = len(direction)
        numbers, direction = listed(numbers), listed(direction)
        ready = self._get(("hvp", count), lambda: self._second(range(count), whole=False))
        if ready is not None:
            found, at = ready.run([*numbers, *direction]), ready.plan.gradients
            result = found[at : at + count]
            if finite(result):
                return listed(result)
        x = list(numbers[:count])
        return reverse.hvp(self._rerun(numbers), (x,), (direction,))[0]

    def hessian(self, numbers: Sequence[float], wrt: range) -> list[list[float]]:
        """All second derivatives by the inputs wrt, a row for each."""
        numbers = listed(numbers)
        ready, n = self._get(("hessian", wrt), lambda: self._second(wrt, whole=True)), len(wrt)
        if ready is not None:
            found, at = ready.run(numbers), ready.plan.gradients
            whole = found[at : at + n * n]
            if finite(whole):
                whole = listed(whole)
                return [whole[i * n : (i + 1) * n] for i in range(n)]
        return reverse.hessian(self._rerun(numbers, wrt.start))([numbers[k] for k in wrt])

    def _second(self, wrt: range, whole: bool) -> Built:
        """The graph of the Hessian by wrt, or of its product with a direction that is an input too."""
        built = with_gradient(self.tape, self.slots, wrt)
        graph, n = built.graph, len(built.leaves)
        own = [built.leaves[k] for k in wrt]
        grads = [graph.const(0.0) if g is None else g for g in built.gradients]
        mode = Forward(graph, range(len(graph.nodes)))
        if whole:
            one = graph.const(1.0)
            rows = [mode.along(grads, {leaf: one}) for leaf in own]
            built.gradients = [entry for row in rows for entry in row]
        else:
            directions = [graph.leaf(n + j) for j in range(len(own))]
            built.gradients = mode.along(grads, dict(zip(own, directions, strict=True)))
            built.leaves += directions
        return built

    def _rerun(self, numbers: Sequence[float], start: int = 0) -> Callable:
        """The tape as a function of the first inputs, for numbers of any type."""

        def run(x: Sequence) -> Any:
            return self.tape.run([*numbers[:start], *x, *numbers[start + len(x) :]])[0]

        return run

    def _get(self, key: Any, build: Callable[[], Built], wrt: Sequence[int] = ()) -> Ready | None:
        """The machine for what is asked; None where something has no formula: then the tape is replayed."""
        if key not in self.made:
            try:
                with collector_off():
                    ready = self.load(build())
            except (NoFormulaError, NoDerivativeError) as reason:
                self.notes.append(f"not compiled: {reason}")
                self.made[key] = None
                return None
            if key == "value" or wrt:
                numbers = ready.run(self.tape.data[: self.inputs])
                compare(self.tape, ready, numbers, wrt)
            self.made[key] = ready
        return self.made[key]

    def load(self, built: Built, whole: Callable[[], Built] | None = None,
             more: Callable[[Plan], None] | None = None) -> Ready:  # fmt: skip
        """The plan of a graph, on the machine that suits it.

        more: adds kernels and outputs to the plan; whole: gives the graph that has them too.
        """
        if interprets(built, self.backend, self.fast_math, self.notes):
            from .backends.interpreter import InterpreterMachine

            built = whole() if whole else built
            tape = fused(built)
            return Ready(built, tape, InterpreterMachine(tape))
        plan = planned(built.graph, built.leaves, built.outputs, built.gradients)
        if more:
            more(plan)
        tier = Tier(plan, self.notes, len(built.gradients)) if self.backend == "auto" else None
        return Ready(built, plan, machine_for(plan, self.backend, self.fast_math, self.notes), tier, whole)

    @cached_property
    def names(self) -> list[str]:
        """What each input is called."""
        return [self.tape.name(k) for k in self.slots]


def indices(tape: Tape) -> dict[int, int]:
    """The inputs that pick an element, each with the number of elements.

    Raises ValueError for an index that is computed.
    """
    found: dict[int, int] = {}
    for rule, operands in zip(tape.rules, tape.operands, strict=True):
        if rule is not None and rule.name == "picked":
            *xs, k = operands
            if tape.operands[k]:
                raise ValueError(
                    f"the index of pick is computed, as {tape.line(k)}, and could leave the list unnoticed; "
                    "compute it before, and hand it over as an argument"
                )
            found[k] = min(found.get(k, len(xs)), len(xs))
    return found


WORTH = 10_000  # new objects for which the collector's next walks would be felt


@contextmanager
def collector_off() -> Iterator[None]:
    """Without Python's collector; and what was made is old at once, so that it is not walked over either.

    Little of it is not worth the look at what is frozen already, which takes the longer the more there is.
    """
    was_on = gc.isenabled()
    with paused_collector():
        try:
            yield
        finally:
            if was_on and gc.get_count()[0] > WORTH and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
