"""A machine that is ready to run, with the graph and the plan it was made from."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .check import alike
from .fused import FusedTape
from .plan import Plan
from .readers import listed
from .reverse_sweep import Built
from .tiers import Tier


@dataclass
class Ready:
    """A machine, with the graph and the plan it was made from; tier: when to go on with a faster one.

    whole: gives the graph with all outputs, where the plan has more than the graph.  spent: the seconds that
    many examples at a time have taken.
    """

    built: Built
    plan: Plan
    machine: Any
    tier: Tier | None = None
    whole: Callable[[], Built] | None = None
    spent: float = 0.0

    def run(self, numbers: Sequence[float]) -> Any:
        """The array of a replay with these inputs; the plan says where its results are."""
        if self.tier is not None and self.tier.interpreter_pays:
            self._to_interpreter()
        found = self.machine.numbers
        found[: len(numbers)] = listed(numbers) if isinstance(found, list) else numbers
        self.again()
        return found

    def again(self) -> None:
        """A replay with the inputs as they are.  From the next one on the machine may be another."""
        if self.tier is None:
            self.machine.run()
        else:
            self.machine = self.tier.run(self.machine)

    def _to_interpreter(self) -> None:
        """Go on with a fused tape, whose slots are others, if it gives the numbers of the last replay."""
        found = self.interpreted()
        if found:
            self.plan, self.machine = found.plan, found.machine
        elif self.tier:
            name = self.machine.name
            self.tier.notes.append(f"{name}: the interpreter gave other numbers; please report it")
        self.tier = None

    def interpreted(self) -> Ready | None:
        """The same on the interpreter, which has lanes; None if it gives other numbers than a replay."""
        from .backends.interpreter import InterpreterMachine

        built = self.whole() if self.whole else self.built
        tape = fused(built)
        found = InterpreterMachine(tape)
        found.numbers[: tape.inputs] = self.machine.numbers[: tape.inputs]
        found.run()
        if alike(found, tape, self.machine, self.plan, tape.wrt):
            return Ready(built, tape, found)  # type: ignore[arg-type]
        return None


def fused(built: Built) -> Any:
    """The fused tape of a graph."""
    return FusedTape(built.graph, built.leaves, built.outputs, built.gradients)


def finite(numbers: Any) -> bool:
    """Whether all are finite: then the sum of a list is, unless it overflows."""
    if not isinstance(numbers, list):
        import numpy as np

        return bool(np.isfinite(numbers).all())
    return math.isfinite(sum(numbers)) or all(map(math.isfinite, numbers))
