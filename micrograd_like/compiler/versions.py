"""A program for arguments of one shape: its tape, and the machines for what has been asked of it so far.

Where a replay gives something that is not finite, it is done again exactly as the engine would, on the tape:
there, and only there, it matters that a branch not taken sends nothing rather than 0.
"""

from __future__ import annotations

import gc
import importlib.util
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..modes import reverse
from .backends.on_python import PythonMachine
from .check import alike, compare
from .fused import FusedTape
from .plan import SMALL, Plan, planned
from .readers import has_numpy, listed
from .reverse_sweep import Built, forward, with_gradient
from .rewriting import NoDerivativeError
from .tangent import Forward
from .tape import NoFormulaError, Tape
from .tiers import PER_NUMBER, ROOMY, Tier, has_llvmlite

STRAIGHT = 1_000  # runs of a few steps up to which machine code is made of them: it takes a second or two
BACKENDS = ("auto", "python", "numpy", "llvm", "interpreter", "jax")


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
        numbers = listed(numbers)
        ready = self._get(("hvp", count), lambda: self._second(range(count), whole=False))
        if ready is not None:
            found, at = ready.run([*numbers, *direction]), ready.plan.gradients
            result = found[at : at + count]
            if finite(result):
                return listed(result)
        x = list(numbers[:count])
        return reverse.hvp(self._rerun(numbers), (x,), (list(direction),))[0]

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
        if self._interprets(built):
            from .backends.interpreter import InterpreterMachine

            built = whole() if whole else built
            tape = fused(built)
            return Ready(built, tape, InterpreterMachine(tape))
        plan = planned(built.graph, built.leaves, built.outputs, built.gradients)
        if more:
            more(plan)
        tier = Tier(plan, self.notes, len(built.gradients)) if self.backend == "auto" else None
        return Ready(built, plan, self._machine(plan), tier, whole)

    def _interprets(self, built: Built) -> bool:
        """Whether the interpreter is to run it at once: a big graph whose runs are small.

        For "llvm" only where machine code of its own would take many seconds to make: it would be faster by
        half, but no loop of a usual length makes up for that.
        """
        if self.backend == "interpreter":
            return True
        least = {"auto": SMALL, "llvm": STRAIGHT}.get(self.backend)
        if least is None or not has_llvmlite() or len(built.graph.nodes) <= least:
            return False
        tape = fused(built)
        if tape.regular >= ROOMY or (self.backend == "llvm" and len(tape.runs) <= STRAIGHT):
            return False
        why = f"{tape.regular:.1f} steps of one form are there at once, on average"
        if self.backend == "llvm":
            more = "; fast_math changes nothing there" if self.fast_math else ""
            self.notes.append(f"interpreter: {why}; machine code of {len(tape.runs)} such runs would take "
                              f"{len(tape.runs) * PER_NUMBER:.0f} s or more to make{more}")  # fmt: skip
        else:
            self.notes.append(f"interpreter: {why}; kernels pay from {ROOMY:g} on")
        return True

    def _machine(self, plan: Plan) -> Any:
        if self.backend == "llvm":
            from .backends.on_llvm import LLVMMachine

            return LLVMMachine(plan, fast_math=self.fast_math)
        size = sum(kernel.n for kernel in plan.kernels) / max(len(plan.kernels), 1)
        if self.backend == "python" or (self.backend == "auto" and (size < ROOMY or not has_numpy())):
            if self.backend == "auto":
                few = f"kernels have {size:.1f} results on average; arrays pay from {ROOMY:g} on"
                self.notes.append(
                    f"python: {few}"
                    if has_numpy()
                    else "python: pip install 'micrograd-like[jit]' brings NumPy"
                )
            return PythonMachine(plan)
        if self.backend == "jax":
            from .backends.on_jax import JaxMachine

            return JaxMachine(plan)
        from .backends.on_numpy import NumPyMachine

        return NumPyMachine(plan)

    @cached_property
    def names(self) -> list[str]:
        """What each input is called."""
        return [self.tape.name(k) for k in self.slots]


def fused(built: Built) -> Any:
    """The fused tape of a graph."""
    return FusedTape(built.graph, built.leaves, built.outputs, built.gradients)


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


def finite(numbers: Any) -> bool:
    """Whether all are finite: then the sum of a list is, unless it overflows."""
    if not isinstance(numbers, list):
        import numpy as np

        return bool(np.isfinite(numbers).all())
    return math.isfinite(sum(numbers)) or all(map(math.isfinite, numbers))


WORTH = 10_000  # new objects for which the collector's next walks would be felt


@contextmanager
def collector_off() -> Iterator[None]:
    """Without Python's collector, which would walk over all the tuples of a graph again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made is old at once, and not walked over either.  Little of it is not worth the look at
            # what is frozen already, which takes the longer the more there is.
            if gc.get_count()[0] > WORTH and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def check_backend(backend: str, fast_math: bool = False) -> str:
    """The backend, if there is one of that name and it can run here, as fast_math asks if it does."""
    if backend not in BACKENDS:
        raise ValueError(f"backend is one of {', '.join(BACKENDS)}, but got {backend!r}")
    if fast_math and backend != "llvm":
        raise ValueError(
            f"fast_math=True is for backend='llvm', but got backend={backend!r}, which has no less accurate "
            "functions; leave fast_math out, or use backend='llvm'"
        )
    if backend == "numpy" and not has_numpy():
        raise ImportError(
            "backend='numpy' needs NumPy; install it, or use backend='python', which needs nothing"
        )
    if backend in ("llvm", "interpreter") and not has_llvmlite():
        raise ImportError(
            f"backend={backend!r} needs llvmlite and NumPy: pip install 'micrograd-like[jit]'; "
            "or use backend='python', which needs nothing"
        )
    if backend == "jax" and importlib.util.find_spec("jax") is None:
        raise ImportError("backend='jax' needs jax; pip install 'micrograd-like[jax]' brings it")
    return backend
