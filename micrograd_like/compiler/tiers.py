"""From a replay that is there at once to machine code, when it has been called often enough to pay.

Machine code has to be compiled first, which takes a tenth of a second to a second; it is worth that as soon
as the replays so far have taken as long.  So asking for it never costs more than twice the time that the
better choice would have taken, and a short loop never waits.

>>> from .shared_graph import Graph
>>> Tier(Plan(Graph(), [], []), []).price
0.2
"""

from __future__ import annotations

import importlib.util
from functools import cache
from time import perf_counter
from typing import Any

from .check import alike
from .plan import Plan

ROOMY = 12.0  # results per kernel from which on arrays and machine code of its own pay
FEW = 60  # kernels; of so few, machine code is made quickly enough, however small they are
# Seconds of compiling, as measured on moons, digits, a GPT and a chain; a kernel of one number has no loop.
START, PER_KERNEL, PER_NUMBER, PER_SLOT = 0.2, 7e-3, 1e-3, 4e-6


class Tier:
    """What a replay has cost so far.  price: seconds that machine code for it would take to make.

    notes: where it says what it decided, and why.  gradients: how many there are.  interpreter_pays: whether
    a program of many small kernels has been called often enough to go on with the interpreter (fused.py),
    which compiles nothing.
    """

    def __init__(self, plan: Plan, notes: list[str], gradients: int = 0):
        self.plan, self.notes, self.gradients = plan, notes, gradients
        slots = sum(len(part.A) * len(part.A[0]) for kernel in plan.kernels for part in kernel.parts)
        single = sum(kernel.n == 1 for kernel in plan.kernels)
        self.price = (
            START + PER_KERNEL * (len(plan.kernels) - single) + PER_NUMBER * single + PER_SLOT * slots
        )
        results = sum(kernel.n for kernel in plan.kernels)
        self.sparse = len(plan.kernels) > FEW and results < ROOMY * len(plan.kernels)
        if self.sparse:
            self.price = START
        self.interpreter_pays = False
        self.spent, self.calls, self.over = 0.0, 0, not has_llvmlite()

    def run(self, machine: Any) -> Any:
        """A replay; the machine for the next one."""
        if self.over:
            machine.run()
            return machine
        start = perf_counter()
        machine.run()
        self.spent += perf_counter() - start
        self.calls += 1
        return machine if self.spent < self.price else self.promoted(machine)

    def promoted(self, machine: Any) -> Any:
        """The plan in machine code, with the same numbers; the machine itself where that cannot be."""
        self.over = True
        told = f"{self.calls} replays on {machine.name} took {self.spent:.2g} s"
        if self.sparse:
            self.interpreter_pays = True
            self.notes.append(f"interpreter: {told}, and of {len(self.plan.kernels)} small kernels none "
                              "is worth code of its own")  # fmt: skip
            return machine
        from ..rules.formula import FormulaError
        from .backends.on_llvm import LLVMMachine

        start = perf_counter()
        try:
            found = LLVMMachine(self.plan)
        except FormulaError as reason:
            self.notes.append(f"{machine.name}: {told}, but there is no machine code: {reason}")
            return machine
        found.numbers[: self.plan.size] = machine.numbers
        found.run()
        if not alike(found, self.plan, machine, self.plan, self.gradients):
            self.notes.append(
                f"{machine.name}: {told}, but machine code gave other numbers; please report it"
            )
            return machine
        kept = "read from the disk" if found.code.cached else "compiled"
        self.notes.append(f"llvm: {told}; machine code was {kept} in {perf_counter() - start:.2g} s")
        return found


@cache
def has_llvmlite() -> bool:
    """Whether machine code can be made here."""
    return all(importlib.util.find_spec(name) is not None for name in ("llvmlite", "numpy"))
