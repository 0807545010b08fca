"""A program over many examples: traced for one of them, run for all.

Which arguments each example has of its own is said like ``in_axes`` of jax.vmap: 0 for an argument that is
a list or array of examples, None for one that all share, such as a model.  Examples of one shape are run
together, by a machine that can (it has ``many``), else one after the other.

>>> from micrograd_like import compile
>>> program = compile(lambda w, x: (w * x) ** 2)
>>> program.map(3.0, [1.0, 2.0], axes=(None, 0))
[9.0, 36.0]
>>> program.mean_value_and_grad(3.0, [1.0, 2.0], axes=(None, 0))
(22.5, 15.0)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from ..modes import trees
from .calls_in_words import count_of
from .plan import Plan
from .readers import has_numpy, listed
from .ready import Ready
from .shapes import Given
from .tiers import START, has_llvmlite

FEW = 4  # examples up to which each is a replay of its own, unless the machine has lanes
LONG = 60  # terms of a kernel, on average, from which on kernels take less time than lanes: 0.6 times at 600


@dataclass
class Group:
    """Examples that one version serves.

    places: which ones.  known: the trace and its arguments.  numbers: the inputs of the first.
    columns: the inputs that each has of its own.  rows: these numbers, a row for each example.
    """

    places: Sequence[int]
    version: Any
    known: Any
    numbers: Any
    columns: list[int]
    rows: Any

    def results(self, wrt: range | None) -> Any:
        """For each example a row: the outputs, and the derivatives of the first of them by wrt."""
        ready = self._ready(wrt)
        if ready is None or not hasattr(ready.machine, "many"):
            return [self._alone(row, wrt) for row in self.rows]
        import numpy as np

        start = perf_counter()
        found = ready.machine.many(np.array(self.numbers), self.columns, np.array(self.rows, float))
        ready.spent += perf_counter() - start
        for k in np.flatnonzero(~np.isfinite(found).all(axis=1)).tolist():
            found[k] = self._alone(self.rows[k], wrt)
        return found

    def mean(self, wrt: range) -> list[float]:
        """The mean of the rows that results() gives."""
        ready, count = self._ready(wrt), len(self.rows)
        if ready is not None and hasattr(ready.machine, "mean"):
            import numpy as np

            rows = np.array(self.rows, float)
            found = ready.machine.mean(np.array(self.numbers), self.columns, rows).tolist()
            if all(map(math.isfinite, found)):
                return found
        rows = self.results(wrt)
        if not isinstance(rows, list):
            return rows.mean(axis=0).tolist()
        return [sum(column) / count for column in zip(*rows, strict=True)]

    def _ready(self, wrt: range | None) -> Ready | None:
        """What runs the examples: a machine that takes many, where there is one and there are enough of them.

        The first run makes the machine of one example, and is compared with the engine's.
        """
        key = "value" if wrt is None else ("gradient", wrt)
        made = self.version.made
        if key not in made:
            self._alone(self.rows[0], wrt)
        ready = made[key]
        arrays = has_numpy() and self.version.backend != "python" and len(self.rows) >= FEW
        if ready is None or ready.machine.name in ("interpreter", "jax") or not arrays:
            return ready
        own = made.get(("map", key))
        if own is None:
            own = made["map", key] = self._together(ready)
        elif own.machine.name == "numpy" and own.spent > START and self.version.backend == "auto":
            own.spent = -math.inf  # asked once
            own = made["map", key] = (has_llvmlite() and self._compiled(ready)) or own
        return own

    def _together(self, ready: Ready) -> Ready:
        """The same on a machine that takes many examples: arrays, which are there at once; or machine code.

        With "auto" machine code follows, when the arrays have taken as long as making it will.
        """
        if self.version.backend == "llvm" and (found := self._compiled(ready)):
            return found
        if ready.machine.name == "numpy":
            return ready
        from .backends.on_numpy import NumPyMachine

        return Ready(ready.built, ready.plan, NumPyMachine(ready.plan))

    def _compiled(self, ready: Ready) -> Ready | None:
        """Kernels for one example after the other, where these are long; else the interpreter's lanes."""
        if ready.machine.name == "llvm" and _terms(ready.plan) > LONG * len(ready.plan.kernels):
            return ready
        return ready.interpreted()

    def _alone(self, row: Any, wrt: range | None) -> list[float]:
        """The outputs of one example, and the gradient of the first."""
        numbers = list(self.numbers)
        for k, x in zip(self.columns, row, strict=True):
            numbers[k] = float(x)
        if wrt is None:
            return self.version.value(numbers)
        value, grads = self.version.gradient(numbers, wrt)
        several = len(self.version.tape.outputs) > 1
        return [*(self.version.value(numbers) if several else [value]), *listed(grads)]


def _terms(plan: Plan) -> int:
    """How many terms all kernels add up; a formula counts as one."""
    return sum(k.n * (sum(len(part.A[0]) for part in k.parts) or 1) for k in plan.kernels)


def values(program: Any, batches: Sequence[Any], axes: Any) -> list[Any]:
    """The value for each example."""
    found = {}
    for group in groups(program, batches, axes):
        rows = group.results(None)
        for place, row in zip(group.places, rows if isinstance(rows, list) else rows.tolist(), strict=True):
            found[place] = trees.fill(group.known.run.out, row)
    return [found[k] for k in range(len(found))]


def values_and_grads(program: Any, batches: Sequence[Any], axes: Any) -> tuple[Any, Any]:
    """Value and gradient for each example; arrays where all the batches are arrays."""
    found = {}
    for group in groups(program, batches, axes):
        wrt, fill = program._wrt(group.known)
        rows = group.results(wrt)
        if not isinstance(rows, list) and all(map(trees.is_array, batches)):
            chosen = group.known.given.args[program.argnums] if isinstance(program.argnums, int) else None
            if chosen is not None and group.known.given.args:
                shape = chosen.shape if trees.is_array(chosen) else ()
                return rows[:, 0].copy(), rows[:, 1:].reshape(len(rows), *shape)
        for place, row in zip(group.places, rows if isinstance(rows, list) else rows.tolist(), strict=True):
            found[place] = row[0], fill(row[1:])
    both = [found[k] for k in range(len(found))]
    return [value for value, _ in both], [grads for _, grads in both]


def mean_value_and_grad(program: Any, batches: Sequence[Any], axes: Any) -> tuple[float, Any]:
    """The mean of the value, and its gradient by the argument that the examples share."""
    total: list[float] = []
    count, fill = 0, None
    for group in groups(program, batches, axes):
        wrt, fill = program._wrt(group.known)
        if set(wrt) & set(group.columns):
            raise ValueError(
                f"the gradient of a mean is by what the examples share, but argument {program.argnums} "
                "is another one for each; use map_value_and_grad, or argnums= of a shared argument"
            )
        part, n = group.mean(wrt), len(group.rows)
        total = [a + n * b for a, b in zip(total or [0.0] * len(part), part, strict=True)]
        count += n
    if not count:
        raise ValueError("there are no examples, so there is no mean; give one at least")
    value, *grads = [x / count for x in total]
    return value, fill(grads)  # type: ignore[misc]


def groups(program: Any, batches: Sequence[Any], axes: Any) -> list[Group]:
    """The examples by their shape.  Raises ValueError unless each argument has as many."""
    own = _own(program, batches, axes)
    count = count_of(batches, own, "map")
    if not count:
        return []
    if all(_even(batches[k]) for k in own):
        return [_together(program, batches, own, range(count))]
    alike: dict[Any, list[int]] = {}
    for place in range(count):
        args = tuple(batches[k][place] for k in own)
        static = frozenset(i for i, k in enumerate(own) if k in program.static)
        alike.setdefault(Given(args, static).shape, []).append(place)
    return [_together(program, batches, own, places) for places in alike.values()]


def _own(program: Any, batches: Sequence[Any], axes: Any) -> list[int]:
    """The arguments of which each example has its own."""
    if axes is None:
        shared = [
            trees.is_module(x) or x is None or isinstance(x, (str, bytes)) or callable(x) for x in batches
        ]
        return [k for k, x in enumerate(shared) if not x]
    chosen = tuple(axes) if isinstance(axes, (tuple, list)) else (axes,) * len(batches)
    if len(chosen) != len(batches) or not set(map(repr, chosen)) <= {"0", "None"} or 0 not in chosen:
        raise ValueError(
            f"axes has 0 (one for each example) or None (shared) for each of {len(batches)} arguments, and "
            f"a 0 at least, but got {axes!r}"
        )
    return [k for k, axis in enumerate(chosen) if axis == 0]


def _even(batch: Any) -> bool:
    """Whether the examples are plain numbers of one shape for sure: an array of numbers, or floats."""
    if trees.is_array(batch):
        return batch.dtype.kind == "f"
    return type(batch) is list and set(map(type, batch)) == {float}


def _together(program: Any, batches: Sequence[Any], own: list[int], places: Sequence[int]) -> Group:
    """The group of the examples in these places."""
    first = [batch[places[0]] if k in own else batch for k, batch in enumerate(batches)]
    known, numbers = program._at(tuple(first), draw=False)
    version, run, given = known.version, known.run, known.given
    columns = [k for place in own for k in range(*given.spans[place])]
    taken = [k for k in own if given.spans[k][1] > given.spans[k][0]]
    if all(_even(batches[k]) for k in taken) and len(places) == len(batches[own[0]]):
        rows = _beside([batches[k] for k in taken])
    else:
        rows = [Given(tuple(batches[k][p] for k in taken), frozenset()).numbers for p in places]
    for slot in version.indices:
        if slot in columns:
            for x in {float(row[columns.index(slot)]) for row in rows}:
                version.check([*numbers[:slot], x, *numbers[slot + 1 :]])
    if run.draws and run.draws.calls:  # each example has its own
        columns += range(len(given.numbers) + len(run.captured), version.inputs)
        rows = [[*row, *run.draws.anew()] for row in rows]
    return Group(places, version, known, listed(numbers), columns, rows)


def _beside(batches: list[Any]) -> Any:
    """Batches of numbers side by side: a row for each example."""
    if not any(map(trees.is_array, batches)):
        return list(map(list, zip(*batches, strict=True)))
    import numpy as np

    return np.concatenate([np.asarray(x, float).reshape(len(x), -1) for x in batches], axis=1)
