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
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

import jax  # type: ignore[import-not-found]  an extra
import jax.numpy as jnp  # type: ignore[import-not-found]
import numpy as np
from jax.scipy import special  # type: ignore[import-not-found]
from jax.sharding import Mesh, NamedSharding, PartitionSpec  # type: ignore[import-not-found]

from ...rules import RULES
from ...rules.printer import define
from ..plan import Kernel, Part, Plan
from ..rewriting import written_out
from ..shared_graph import parsed
from ..tape import NoFormulaError
from .on_numpy import DefiningWords, is_formula


def doubles() -> AbstractContextManager:
    """A block in which jax has 64-bit floats, whatever the user's own setting."""
    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    from jax.experimental import enable_x64  # type: ignore[import-not-found]

    return enable_x64()


def round_to(x: Any, digits: Any = 0.0) -> Any:
    """x to so many digits after the point; half of the last digit goes to the even one."""
    scale = 10.0**digits
    return jnp.where(jnp.isfinite(x), jnp.round(x * scale) / scale, x)


def quotient(x: Any, y: Any) -> Any:
    """x // y as Python has it: nan for y == 0 and infinite x."""
    whole = jnp.round((x - jnp.mod(x, y)) / y)
    return jnp.where((y == 0) | jnp.isinf(x), jnp.nan, jnp.where(jnp.isinf(y), jnp.floor(x / y), whole))


def polygamma(m: Any, x: Any) -> Any:
    """The m-th derivative of digamma; nan for x < 0 and m > 0, where zeta() has no series."""
    sign = jnp.where(jnp.mod(m, 2) == 0, -1.0, 1.0)
    found = sign * jnp.exp(special.gammaln(m + 1.0)) * special.zeta(m + 1.0, x)
    return jnp.where(m == 0, special.digamma(x), found)


OWN = {"erf": special.erf, "erfc": special.erfc, "lgamma": special.gammaln, "digamma": special.digamma,
       "polygamma": polygamma, "round": round_to, "floordiv": quotient, "mod": jnp.mod}  # fmt: skip


class JaxWords(DefiningWords):
    """Formulas on jax arrays."""

    def function(self, f: str) -> Callable:
        row = RULES.get(f)
        if f in OWN:
            return OWN[f]
        if row is None or not is_formula(row, f):
            raise NoFormulaError(f"jax has no {f!r}, and its row is no formula; use another backend")
        return self.of_formulas(row, f)


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


class Replay:
    """The kernels as one function of jax arrays.  columns: the inputs that come as an array of their own."""

    def __init__(self, plan: Plan, columns: Sequence[int]):
        self.plan = plan
        self.names: dict[str, Any] = {**vars(jnp), "nan": np.nan, "inf": np.inf, "pi": np.pi}
        self.words = JaxWords(self.names)
        self.lines: list[str] = []
        self._arrays = _Arrays(plan, columns)
        self._steps = [self._step(kernel) for kernel in plan.kernels]
        at = {to: here for here, to in plan.moves}
        wanted = [*plan.outputs, *range(plan.gradients, plan.gradients + plan.wrt)]
        known = [at.get(k, k) if self._arrays.array[at.get(k, k)] >= 0 else plan.zero for k in wanted]
        self._results = self._arrays.read(np.array(known, int))

    def __call__(self, inputs: Any, own: Any) -> Any:
        """Outputs and gradients in one array of one axis."""
        found: list[Any] = [inputs, own, jnp.asarray(self._arrays.constants)]
        for step in self._steps:
            found.append(step(found))
        return self._results(found)

    def _step(self, kernel: Kernel) -> Callable:
        """A kernel as a function of the arrays before it."""
        self.lines.append(f"# {kernel}")
        made = {"map": self._map, "fold": self._fold, "sum": self._sum}[kernel.kind](kernel)
        self._arrays.add(range(kernel.out, kernel.out + kernel.n))
        return made

    def _map(self, kernel: Kernel) -> Callable:
        letters = ", ".join(LETTERS[: len(kernel.args)])
        text = self.words.spell(parsed(written_out(kernel.word)))
        own = define(f"def formula({letters}):\n    return {text}", self.names, "a formula in jax")
        reads = [self._arrays.read(np.array(row)) for row in kernel.args]
        self.lines.append(text)
        return lambda found: jnp.broadcast_to(own(*(read(found) for read in reads)), (kernel.n,))

    def _fold(self, kernel: Kernel) -> Callable:
        read = self._arrays.read(np.array(kernel.args))
        own = {"max": jnp.max, "min": jnp.min, "prod": jnp.prod, "norm2": _norm2}[kernel.word]
        self.lines.append(kernel.word)
        return lambda found: own(read(found), axis=1)

    def _sum(self, kernel: Kernel) -> Callable:
        parts = [self._part(part, kernel.dims) for part in kernel.parts]

        def total(found: list) -> Any:
            whole = parts[0](found)
            for part in parts[1:]:
                whole = whole + part(found)
            return whole.reshape(-1)

        return total

    def _part(self, part: Part, dims: tuple[int, int]) -> Callable:
        product, width = part.kind == "matmul", len(part.A[0])
        a = self._arrays.read(np.array(part.A).reshape(*(dims[:1] if product else dims), width))
        self.lines.append(part.kind)
        summed = (lambda x: x[..., 0]) if width == 1 else (lambda x: x.sum(-1))
        if not part.B:
            return lambda found: summed(a(found))
        b = self._arrays.read(np.array(part.B).reshape(*(dims[1:] if product else dims), width))
        if product:
            return lambda found: jnp.matmul(a(found), b(found).T, precision="highest")
        return lambda found: summed(a(found) * b(found))


class _Arrays:
    """Where each slot is found: in the inputs, the constants, or the result of a kernel."""

    def __init__(self, plan: Plan, columns: Sequence[int]):
        self.array = np.full(plan.size, -1)  # of each slot: in which array
        self.place = np.zeros(plan.size, int)  # and where in it
        self.sizes: list[int] = []
        own = set(columns)
        self.add([k for k in range(plan.inputs) if k not in own])
        self.add(columns)
        self.add(list(plan.constants))
        self.constants = np.array(list(plan.constants.values()))

    def add(self, slots: Sequence[int]) -> None:
        """The next array, which has these slots."""
        at = np.array(slots, int)
        self.array[at], self.place[at] = len(self.sizes), np.arange(len(at))
        self.sizes.append(len(at))

    def read(self, slots: Any) -> Callable[[list], Any]:
        """A function from the arrays made so far to the numbers in these slots, in their shape."""
        sources = np.unique(self.array[slots])
        if len(sources) == 1:
            (k,) = map(int, sources)
            only = _getter(self.place[slots])
            return lambda found: only(found[k])
        starts = dict(zip(sources.tolist(), np.cumsum([0, *(self.sizes[k] for k in sources)]), strict=False))
        start = np.vectorize(starts.__getitem__, otypes=[int])(self.array[slots])
        get = _getter(self.place[slots] + start)
        return lambda found: get(jnp.concatenate([found[k] for k in sources]))


def _getter(places: Any) -> Callable[[Any], Any]:
    """A function from an array of one axis to the numbers at these places: a slice where they are even."""
    flat = places.reshape(-1)
    if not len(flat) or (flat == flat[0]).all():
        return lambda x: jnp.broadcast_to(x[int(flat[0])], places.shape) if len(flat) else x[:0]
    for axes in _orders(places.ndim):
        turned = places.transpose(axes)
        line = turned.reshape(-1)
        if (np.diff(line) == 1).all():
            low, back, shape = int(line[0]), np.argsort(axes).tolist(), turned.shape
            return lambda x: x[low : low + len(line)].reshape(shape).transpose(back)
    return lambda x: x[places]


def _orders(axes: int) -> Sequence[tuple[int, ...]]:
    return [(0,)] if axes == 1 else [(0, 1), (1, 0)] if axes == 2 else [(0, 1, 2), (1, 0, 2), (0, 2, 1)]


def _norm2(x: Any, axis: int) -> Any:
    """The length of each row, without overflow on the way."""
    top = jnp.max(jnp.abs(x), axis=axis, keepdims=True)
    scale = jnp.where((top > 0) & (top < jnp.inf), top, 1.0)
    return scale[:, 0] * jnp.sqrt(jnp.sum((x / scale) ** 2, axis=axis))
