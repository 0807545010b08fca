"""The plan as jax.numpy: one pure function of the inputs, for jit, vmap, several devices and export.

Each kernel becomes an array of its own; what a kernel reads is a slice of another one, or is gathered from
it.  Nothing is distributed by hand: the cost is an average over examples, so the examples are laid out over
the devices, jax adds up what each of them found, and the same program runs on one device or on many.

A program computes in double precision, as the engine does.  jax has it switched off; it is switched on
around each call (``jax.enable_x64``), and what the user has set for jax stays as it is.  XLA takes subnormal
numbers for 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import jax  # type: ignore[import-not-found]  an extra
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec  # type: ignore[import-not-found]

from ..plan import Plan
from .jax_replay import Replay


def doubles() -> AbstractContextManager:
    """A block in which jax has 64-bit floats, whatever the user's own setting."""
    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    from jax.experimental import enable_x64  # type: ignore[import-not-found]

    return enable_x64()


class JaxMachine:
    """A replay in jax.  numbers: inputs first, with the outputs and gradients at their slots after run().

    replay: the pure function, from the array of inputs to outputs and gradients in one array.  It can be
    handed to jax.jit, jax.vmap and jax.export like any other.  text: its formulas.
    """

    name = "jax"

    def __init__(self, plan: Plan):
        self.plan = plan
        self.numbers = np.full(plan.size, np.nan)
        for slot, x in plan.constants.items():
            self.numbers[slot] = x
        self.wanted = np.array([*plan.outputs, *range(plan.gradients, plan.gradients + plan.wrt)], int)
        own = Replay(plan, ())
        self.text = "\n".join(own.lines)

        def replay(x: Any) -> Any:
            return own(x, None)

        self.replay = replay
        self._jitted = jax.jit(self.replay)
        self._over: dict[tuple[int, ...], tuple[Callable, Callable]] = {}

    def run(self) -> None:
        """Compute outputs and gradients from the inputs."""
        with doubles():
            self.numbers[self.wanted] = self._jitted(self.numbers[: self.plan.inputs])

    def many(self, inputs: Any, columns: Sequence[int], batch: Any) -> Any:
        """A row of outputs and gradients for each example, the examples shared out over all devices.

        inputs: the numbers that all examples have.  columns: the inputs that each has of its own, which are
        the columns of batch.
        """
        with doubles():
            spread, _ = _spread(batch)
            return np.asarray(self._functions(columns)[0](np.delete(inputs, columns), spread))[: len(batch)]

    def mean(self, inputs: Any, columns: Sequence[int], batch: Any) -> Any:
        """The mean over the examples of the rows that many() gives; devices add up what each has found."""
        with doubles():
            return np.asarray(self._functions(columns)[1](np.delete(inputs, columns), *_spread(batch)))

    def _functions(self, columns: Sequence[int]) -> tuple[Callable, Callable]:
        """The rows of all examples, and their mean, as functions of what is shared and of the examples."""
        key = tuple(columns)
        if key not in self._over:
            rows = jax.vmap(Replay(self.plan, key), (None, 0))

            def mean(shared: Any, batch: Any, weights: Any) -> Any:
                return weights @ rows(shared, batch) / weights.sum()

            self._over[key] = jax.jit(rows), jax.jit(mean)
        return self._over[key]

    def exported(self) -> Any:
        """The replay as jax.export has it: ``.mlir_module()`` is StableHLO."""
        from jax import export  # type: ignore[import-not-found]

        with doubles():
            return export.export(self._jitted)(jax.ShapeDtypeStruct((self.plan.inputs,), np.float64))


def _spread(batch: Any) -> tuple[Any, Any]:
    """The examples laid out over all devices, and the weight of each: 0 for those added to make it even."""
    devices = np.array(jax.devices())
    by_example = NamedSharding(Mesh(devices, ("examples",)), PartitionSpec("examples"))
    missing = -len(batch) % len(devices)
    whole = np.concatenate([batch, np.repeat(batch[-1:], missing, axis=0)])
    weights = np.repeat([1.0, 0.0], [len(batch), missing])
    return jax.device_put(whole, by_example), jax.device_put(weights, by_example)
