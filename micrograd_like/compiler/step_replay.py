"""A training step for arguments of one shape: one plan of the value, its gradient and all updates.

The numbers of a replay lie in one array: the inputs of the program, the learning rate, the number of the
step, and what the optimizer remembers of each parameter.  After each replay the new numbers of the
parameters, and what is remembered anew, are moved to where the next replay reads them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any

from ..engine import Value
from .check import CompiledDiffersError, compare, same
from .known_call import Known
from .reverse_sweep import with_gradient
from .updates import Updates


class StepReplay:
    """A training step for arguments of one shape.

    trained: the optimizer's parameters that move, with their places in it.  own: the input that each of them
    is.  Those that the program does not use come after the inputs of the program.  Their gradient is 0, as
    ``zero_grad`` leaves it, and so they move by what is remembered of them and by weight decay.
    given: the inputs that are read anew for each step, by argument: its place, where its inputs begin, and
    which of them.
    """

    def __init__(self, known: Known, opt: Any, args: tuple, numbers: Sequence[float]):
        self.known, self.version = known, known.version
        places = {v: k for k, v in enumerate(known.values(args)) if isinstance(v, Value)}
        moving = set(opt.trained)
        self.trained = [(i, p) for i, p in enumerate(opt.parameters) if p in moving]
        unused = [p for _, p in self.trained if p not in places]
        if unused and len(unused) == len(self.trained):
            raise ValueError(
                f"the program uses none of the {len(unused)} parameters that {type(opt).__name__} moves; "
                "hand it the model of which the optimizer was made, or let the function use that model"
            )
        places.update((p, len(numbers) + j) for j, p in enumerate(unused))
        self.own = [places[p] for _, p in self.trained]
        own = set(self.own)
        spans = enumerate(known.given.spans)
        read = [
            (place, start, [k for k in range(start, end) if k not in own]) for place, (start, end) in spans
        ]
        self.given = [(place, start, slots) for place, start, slots in read if slots]
        self.draws, self.fresh = known.run.draws, True  # the first step has the numbers drawn here
        self.outside = [(k, v) for v, k in places.items() if k not in own and k >= len(known.given.numbers)]
        self._build(opt, [*numbers, *(p.data for p in unused)])

    def _build(self, opt: Any, numbers: Sequence[float]) -> None:
        """Value, gradient and update as one graph, on a machine."""
        n = self.inputs = len(numbers)
        self.wrt = [k for k in self.own if k < self.version.inputs]
        built = with_gradient(self.version.tape, self.version.slots, self.wrt)
        gradients = dict(zip(self.wrt, built.gradients, strict=True))
        whole, more = None, None
        extra: list[float] = [opt.lr, 1.0]
        if self.trained:
            updates = Updates(opt, [i for i, _ in self.trained], self.own, n)
            whole, more = (
                partial(updates.inlined, built, gradients),
                partial(updates.add_to, gradients=gradients),
            )
            extra = updates.numbers
        self.slots = updates.slots if self.trained else []
        built.leaves += map(built.graph.leaf, range(self.version.inputs, n + len(extra)))
        self.ready = self.version.load(built, whole, more)
        count = len(self.version.tape.outputs)
        outputs = self.ready.plan.outputs
        self.more: list[float] = []
        self.loss, self.others, new = outputs[0], outputs[1:count], outputs[count:]
        self.machine.numbers[: n + len(extra)] = [*numbers, *extra]
        self.old: list[int] = [slot for slots in self.slots for slot in slots]
        self.new = new
        self._arrays: Any = None
        self._native: tuple[Any, Any] = (None, None)

    @property
    def machine(self) -> Any:
        """What runs now; with the tiers of "auto" it may become another."""
        return self.ready.machine

    def native(self) -> Any:
        """The loop over many steps in machine code; None where the machine is another.

        Nor for the first step, which is checked, and where numbers are drawn for each step.
        """
        machine = self.machine
        drawing = self.draws and self.draws.calls
        if machine.name != "llvm" or self.fresh or drawing:
            return None
        if self._native[0] is not machine:
            from .backends.llvm_steps import Layout, NativeSteps

            given = [slot for _, _, slots in self.given for slot in slots]
            layout = Layout(given, self.inputs + 1, self.loss, self.new, self.old)
            self._native = machine, NativeSteps(machine, layout)
        return self._native[1]

    def rows(self, here: tuple, args: tuple, changing: Sequence[int], start: int, count: int) -> Any:
        """The numbers of the batches from start on, a row for each; one row where all are the same.

        Up to the first that has another shape than the arguments here.
        """
        import numpy as np

        columns = []
        for place, begin, slots in self.given:
            at = [slot - begin for slot in slots]
            if place in changing and isinstance(args[place], np.ndarray) and args[place].dtype != object:
                rows = np.asarray(args[place][start:count], float)
                columns.append(rows.reshape(len(rows), -1)[:, at])
                continue
            found = [self.known.part(place, here[place])]
            if place in changing:
                for other in args[place][start + 1 : count]:
                    if (part := self.known.part(place, other)) is None:
                        break
                    found.append(part)
            columns.append(np.array(found)[:, at])
        fewest = min((len(x) for x in columns if len(x) > 1), default=1)
        same = [np.broadcast_to(x, (fewest, x.shape[1])) if len(x) == 1 else x[:fewest] for x in columns]
        return np.concatenate(same, axis=1) if same else np.empty((1, 0))

    def steps(self, loop: Any, rows: Any, count: int, opt: Any, t: int) -> list[float]:
        """Steps in machine code, the first of them the t-th; as many as could be done."""
        import numpy as np

        numbers = self.machine.numbers
        for k, v in self.outside:
            numbers[k] = v.data
        numbers[self.inputs], numbers[self.inputs + 1] = opt.lr, t
        if self.version.indices:
            good = self._with_indices(rows)
            rows, count = rows[:good], min(good, count) if len(rows) > 1 else count
        losses = np.empty(count)
        done = loop.run(rows, losses)
        self.more = [float(numbers[k]) for k in self.others]
        return losses[:done].tolist()

    def _with_indices(self, rows: Any) -> int:
        """How many of these rows come before the first in which a number that picks is no index.

        Raises IndexError if that is the first row.
        """
        import numpy as np

        slots, columns, counts = self._picking
        found = rows[:, columns]
        fine = (found >= 0) & (found < counts) & (found == np.floor(found))
        good = int(np.argmin([*fine.all(axis=1), False]))
        if not good:
            fixed = {k: float(self.machine.numbers[k]) for k in self.version.indices}
            self.version.check(fixed | dict(zip(slots, found[0].tolist(), strict=True)))
        return good

    @cached_property
    def _picking(self) -> tuple[list[int], list[int], list[int]]:
        """The given inputs that pick an element; the column of each in a row; of how many it picks."""
        given = [k for _, _, slots in self.given for k in slots]
        column, counts = {slot: j for j, slot in enumerate(given)}, self.version.indices
        slots = [k for k in counts if k in column]
        return slots, [column[k] for k in slots], [counts[k] for k in slots]

    def step(self, parts: Sequence, opt: Any, t: int) -> float:
        """One step, the t-th of the first parameter.  parts: the numbers of each argument."""
        loop, numbers = self.native(), self.machine.numbers
        if loop is not None:
            done = self.steps(loop, self._row(parts), 1, opt, t)
            return done[0] if done else self._exactly(opt, t)
        for place, start, slots in self.given:
            part = parts[place]
            if len(slots) == len(part):
                numbers[start : start + len(part)] = part
            else:
                for slot in slots:
                    numbers[slot] = part[slot - start]
        for k, v in self.outside:
            numbers[k] = v.data
        if self.draws and self.draws.calls and not self.fresh:
            numbers[self.known.drawn] = self.draws.anew()
        if self.version.indices:
            self.version.check(numbers)
        numbers[self.inputs], numbers[self.inputs + 1] = opt.lr, t
        self.ready.again()
        if self.fresh:
            self._check(opt, t)
            self.fresh = False
        loss, self.more = float(numbers[self.loss]), [float(numbers[k]) for k in self.others]
        return loss if math.isfinite(loss) and self._move() else self._exactly(opt, t)

    def _row(self, parts: Sequence) -> Any:
        """The numbers of one step as a row for the loop in machine code."""
        import numpy as np

        found = []
        for place, start, slots in self.given:
            part = parts[place]
            whole = len(slots) == len(part)
            found.append(part if whole else [part[slot - start] for slot in slots])
        return np.concatenate(found)[None] if found else np.empty((1, 0))

    def _check(self, opt: Any, t: int) -> None:
        """Hold the first step against the engine: value and gradient, and the update by this gradient."""
        plan, numbers = self.ready.plan, self.machine.numbers
        compare(self.version.tape, self.ready, numbers, self.wrt, self.version.inputs)
        slopes = {k: float(numbers[plan.gradients + j]) for j, k in enumerate(self.wrt)}
        expected, first = [], self.trained[0][0] if self.trained else 0
        for (i, _), k, (x, *state) in zip(self.trained, self.own, self.numbers(), strict=True):
            late, g = t + opt.counts[i] - opt.counts[first], slopes.get(k, 0.0)
            new, kept = opt.update(x, g, tuple(state), opt.lr, late)
            expected += [new, *kept]
        got = [float(numbers[k]) for k in self.new]
        if not same(got, expected):
            k = max(range(len(got)), key=lambda k: abs(got[k] - expected[k]))
            raise CompiledDiffersError(
                f"the update gave {got[k]!r} where {type(opt).__name__}.update gives {expected[k]!r}; please "
                "report it, and take steps by loss.backward() and optimizer.step() meanwhile"
            )

    def _move(self) -> bool:
        """Put the new numbers in the place of the old; where one is not finite, nothing moves: False."""
        numbers = self.machine.numbers
        if isinstance(numbers, list):
            new = [numbers[k] for k in self.new]
            if not math.isfinite(sum(new)):
                return False
            for k, x in zip(self.old, new, strict=True):
                numbers[k] = x
            return True
        old, at = self._as_arrays()
        found = numbers[at]
        if not math.isfinite(found.sum()):
            return False
        numbers[old] = found
        return True

    def _as_arrays(self) -> Any:
        """The slots of the old and of the new numbers as arrays of NumPy."""
        if self._arrays is None:
            import numpy as np

            self._arrays = np.array(self.old, int), np.array(self.new, int)
        return self._arrays

    def _exactly(self, opt: Any, t: int) -> float:
        """A step as the engine and the optimizer do it, where something is not finite."""
        given = [float(x) for x in self.machine.numbers[: self.version.inputs]]
        data, partials = self.version.tape.linearize(dict(enumerate(given)))
        found, first = self.version.tape.backward(partials), self.trained[0][0]
        grads = {k: found[k] for k in self.wrt}
        for (i, _), (k, *at), (p, *state) in zip(self.trained, self.slots, self.numbers(), strict=True):
            late = t + opt.counts[i] - opt.counts[first]
            new, kept = opt.update(p, grads.get(k, 0.0), tuple(state), opt.lr, late)
            for slot, x in zip((k, *at), (new, *kept), strict=True):
                self.machine.numbers[slot] = x
        self.more = [data[k] for k in self.version.tape.outputs[1:]]
        return data[self.version.tape.outputs[0]]

    def numbers(self) -> list[tuple[float, ...]]:
        """For each parameter its number and what is remembered of it."""
        found, width = self.machine.numbers, len(self.slots[0]) if self.slots else 1
        flat = (
            [found[k] for k in self.old] if isinstance(found, list) else found[self._as_arrays()[0]].tolist()
        )
        return [tuple(flat[k : k + width]) for k in range(0, len(flat), width)]

    def put(self, numbers: Sequence[Sequence[float]]) -> None:
        """Go on with these numbers, for each parameter its own and what is remembered of it."""
        flat = [float(x) for own in numbers for x in own]
        if not isinstance(self.machine.numbers, list):
            self.machine.numbers[self._as_arrays()[0]] = flat
            return
        for slot, x in zip(self.old, flat, strict=True):
            self.machine.numbers[slot] = x
