"""The kernels of a plan as one pure function of jax arrays, and where in these each slot is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

import jax.numpy as jnp  # type: ignore[import-not-found]  an extra
import numpy as np

from ...rules.printer import define
from ..plan import Kernel, Part, Plan
from ..rewriting import written_out
from ..shared_graph import parsed
from .jax_words import JaxWords


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
