"""A whole training step as one replay: value, gradient and the optimiser's update.

The optimiser's own ``update`` is traced, on one parameter, and filled in for all of them: nothing about it is
written twice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..engine import Value
from ..modes import trees
from .check import CompiledDiffersError, compare, same
from .filling import value
from .reverse_sweep import with_gradient
from .shapes import Given
from .shared_graph import NONE, Graph
from .tape import Tape
from .terms import recipe
from .tracing import Traced, trace


class TrainingStep:
    """Call it with the arguments of the program: it moves the parameters and gives the value before the move.

    Of a function that gives several numbers the first is made small; ``more`` has the others of the last
    call.
    The parameters and what the optimiser remembers live in the array of the replay.  write_back() puts them
    into the model and the optimiser, read() takes them from there; nothing else looks there in between,
    except for ``optimizer.lr`` and the other hyperparameters, which are read at each step.  Parameters have
    to be Values among the arguments, such as those of a module, or used by the function from outside.
    Arguments of a new shape, or other hyperparameters, are compiled anew; the numbers move along.
    """

    def __init__(self, program: Any, optimizer: Any):
        self.program, self.optimizer = program, optimizer
        self.steps, self._count = 0, 0
        self._replays: dict[Any, Any] = {}
        self._now: Any = None
        self._moving: tuple = ()

    def __call__(self, *args: Any) -> float:
        replay = self._at(args)
        loss = replay.step(args, self.optimizer, self._count + self.steps + 1)
        self.steps += 1  # a step that raises is none
        return loss

    def run(self, count: int, *args: Any) -> list[float]:
        """So many steps with the same arguments; the value before each.  ``optimizer.lr`` is read once.

        In machine code (backend "llvm") all of them are one call, without Python in the loop.
        """
        return self._many(count, args, ())

    def each(self, *args: Any) -> list[float]:
        """A step for each example of the arguments, lists or arrays of batches; modules stay as they are.

        In machine code all of them are one call, as in ``run``.

        >>> from micrograd_like import Value, compile, optim
        >>> w = Value(1.0)
        >>> step = compile(lambda x, y: (w * x - y) ** 2).training_step(optim.SGD([w], lr=0.1))
        >>> step.each([1.0, 2.0], [3.0, 6.0])
        [4.0, 10.240000000000002]
        """
        changing = [k for k, arg in enumerate(args) if not trees.is_module(arg)]
        counts = {len(args[k]) for k in changing}
        if len(counts) != 1:
            raise ValueError(f"each takes as many batches for each argument, but got {sorted(counts)}")
        return self._many(counts.pop(), args, changing)

    def _many(self, count: int, args: tuple, changing: Sequence[int]) -> list[float]:
        """So many steps; the n-th of them with the n-th part of the arguments that change."""

        def at(n: int) -> tuple:
            return tuple(arg[n] if k in changing else arg for k, arg in enumerate(args))

        found: list[float] = []
        while len(found) < count:
            here = at(len(found))
            replay = self._at(here)
            static = set(changing) - {place for place, _, _ in replay.given}  # another plan for each of them
            loop = replay.native()
            if loop is not None:
                rows = replay.rows(here, args, changing, len(found), len(found) + 1 if static else count)
                several = len(rows) if changing else count - len(found)
                done = replay.steps(loop, rows, several, self.optimizer, self._count + self.steps + 1)
                self.steps += len(done)
                found += done
            if loop is None or len(found) < count:  # something is not finite, or has another shape
                found.append(self(*at(len(found))))
        return found

    @property
    def more(self) -> list[float]:
        """What the function gave besides the value, in the last call."""
        return self._now.more if self._now else []

    @property
    def shapes(self) -> int:
        """How many replays have been compiled."""
        return len(self._replays)

    def numbers(self) -> list[tuple[Value, tuple[float, ...]]]:
        """Each parameter that moves, with its number now and what the optimiser remembers of it."""
        now = self._now
        return [(p, x) for (_, p), x in zip(now.trained, now.numbers(), strict=True)] if now else []

    def write_back(self) -> None:
        """Put parameters and state into the model and the optimiser."""
        if self._now is None:
            return
        opt = self.optimizer
        for (i, p), (x, *state) in zip(self._now.trained, self._now.numbers(), strict=True):
            p.data, opt.state[i] = x, tuple(state)
            opt.counts[i] += self.steps
        opt.steps += self.steps
        self._count += self.steps
        self.steps = 0

    def read(self) -> None:
        """Forget the numbers; the next step begins with what the model and the optimiser hold then.

        What was compiled is used again, unless other parameters are frozen now.
        """
        self._now, self.steps = None, 0

    def _at(self, args: tuple) -> _StepReplay:
        """The replay for arguments of this shape, with the parameters as the last step left them."""
        opt = self.optimizer
        hyper = tuple(getattr(opt, name) for name in opt.hyperparameters if name != "lr")
        if self._now is None:
            self._moving = _moving(opt)
        key = (self._shapes(args), hyper, self._moving)
        found = self._replays.get(key)
        if found is None:
            found = self._replays[key] = self._made(args)
        if self._now is None:
            self._count = opt.counts[found.trained[0][0]] if found.trained else 0
            found.put([(p.data, *opt.state[i]) for i, p in found.trained])
        elif found is not self._now:
            found.put(self._now.numbers())
        self._now = found
        return found

    def _shapes(self, args: tuple) -> Any:
        """What a replay depends on."""
        static = self.program.static
        return tuple(id(a) if trees.is_module(a) else Given((a,), frozenset()).shape if k not in static
                     else repr(a) for k, a in enumerate(args))  # fmt: skip

    def _made(self, args: tuple) -> Any:
        """A replay for arguments like these."""
        return _StepReplay(self.program, self.optimizer, args)


def _moving(opt: Any) -> tuple:
    """The places of the parameters that move, each with its count of steps beyond that of the first."""
    free = set(opt.trained)
    places = [i for i, p in enumerate(opt.parameters) if p in free]
    return tuple((i, opt.counts[i] - opt.counts[places[0]]) for i in places)


class _StepReplay:
    """A training step for arguments of one shape.

    trained: the optimiser's parameters that move, with their places in it.
    """

    def __init__(self, program: Any, opt: Any, args: tuple):
        self.version, run, numbers, given = program._at(args)
        places = {v: k for k, v in enumerate([*given.values, *run.captured]) if isinstance(v, Value)}
        moving = set(opt.trained)
        self.trained = [(i, p) for i, p in enumerate(opt.parameters) if p in moving]
        if strangers := [p for _, p in self.trained if p not in places]:
            few = f"{len(strangers)} of {len(self.trained)} parameters of the optimiser"
            raise ValueError(
                f"the program does not depend on {few}; hand it the model, or let it use the model's own"
            )
        self.own = [places[p] for _, p in self.trained]
        own = set(self.own)
        self.given = [
            (place, start, end) for place, (start, end) in enumerate(given.spans)
            if end > start and not own & set(range(start, end))
        ]  # fmt: skip
        self.draws, self.fresh = run.draws, True  # the first step has the numbers drawn here
        self.drawn = slice(len(given.numbers) + len(run.captured), len(numbers))
        self.outside = [(k, v) for v, k in places.items() if k not in own and k >= len(given.numbers)]
        self._build(opt, numbers)

    def _build(self, opt: Any, numbers: Sequence[float]) -> None:
        """Value, gradient and update as one graph, on a machine."""
        n = self.inputs = len(numbers)
        built = with_gradient(self.version.tape, self.version.slots, self.own)
        graph = built.graph
        lr, t = graph.leaf(n), graph.leaf(n + 1)
        states = [opt.state[i] for i, _ in self.trained]
        count, width = len(states), len(states[0]) if states else 0
        # all first numbers that are remembered side by side, then all second ones: so kernels read neighbours
        extra: list[float] = [opt.lr, 1.0, *(state[c] for c in range(width) for state in states)]
        remembered = [graph.leaf(n + 2 + k) for k in range(count * width)]
        built.leaves += [lr, t, *remembered]
        first = opt.counts[self.trained[0][0]] if self.trained else 0
        tape, self.slots = None, []
        for q, ((i, _), k, g) in enumerate(zip(self.trained, self.own, built.gradients, strict=True)):
            self.slots.append((k, *range(n + 2 + q, n + 2 + count * width, count)))
            late = graph.sum([(t, NONE), (graph.const(opt.counts[i] - first), NONE)])
            tape = tape or update_tape(opt, width)
            sent = graph.const(0.0) if g is None else g
            given = [built.leaves[k], sent, *remembered[q::count], lr, late]
            built.outputs += inlined(graph, tape, given)
        self.ready = self.version.load(built)
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

            given = [slot for _, start, end in self.given for slot in range(start, end)]
            layout = Layout(given, self.inputs + 1, self.loss, self.new, self.old)
            self._native = machine, NativeSteps(machine, layout)
        return self._native[1]

    def rows(self, here: tuple, args: tuple, changing: Sequence[int], start: int, count: int) -> Any:
        """The numbers of the batches from start on, a row for each; one row where all are the same.

        Up to the first that has another shape than the arguments here.
        """
        import numpy as np

        columns = []
        for place, first, end in self.given:
            if place in changing and isinstance(args[place], np.ndarray) and args[place].dtype != object:
                columns.append(np.asarray(args[place][start:count], float).reshape(-1, end - first))
                continue
            given = Given((here[place],), frozenset())
            found = [given.numbers]
            if place in changing:
                for other in args[place][start + 1 : count]:
                    more = Given((other,), frozenset())
                    if more.shape != given.shape:
                        break
                    found.append(more.numbers)
            columns.append(np.array(found))
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
        given = [k for _, start, end in self.given for k in range(start, end)]
        column, counts = {slot: j for j, slot in enumerate(given)}, self.version.indices
        slots = [k for k in counts if k in column]
        return slots, [column[k] for k in slots], [counts[k] for k in slots]

    def step(self, args: tuple, opt: Any, t: int) -> float:
        """One step, the t-th of the first parameter."""
        loop, numbers = self.native(), self.machine.numbers
        if loop is not None:
            done = self.steps(loop, self.rows(args, args, (), 0, 1), 1, opt, t)
            return done[0] if done else self._exactly(opt, t)
        for place, start, end in self.given:
            numbers[start:end] = Given((args[place],), frozenset()).numbers
        for k, v in self.outside:
            numbers[k] = v.data
        if self.draws and self.draws.calls and not self.fresh:
            numbers[self.drawn] = self.draws.anew()
        if self.version.indices:
            self.version.check(numbers)
        numbers[self.inputs], numbers[self.inputs + 1] = opt.lr, t
        self.ready.again()
        if self.fresh:
            self._check(opt, t)
            self.fresh = False
        loss, self.more = float(numbers[self.loss]), [float(numbers[k]) for k in self.others]
        return loss if math.isfinite(loss) and self._move() else self._exactly(opt, t)

    def _check(self, opt: Any, t: int) -> None:
        """Hold the first step against the engine: value and gradient, and the update by this gradient."""
        plan, numbers = self.ready.plan, self.machine.numbers
        compare(self.version.tape, self.ready, numbers, self.own, self.inputs)
        expected, first = [], self.trained[0][0] if self.trained else 0
        for j, ((i, _), (x, *state)) in enumerate(zip(self.trained, self.numbers(), strict=True)):
            late, g = t + opt.counts[i] - opt.counts[first], float(numbers[plan.gradients + j])
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
        """A step as the engine and the optimiser do it, where something is not finite."""
        given = [float(x) for x in self.machine.numbers[: self.inputs]]
        data, partials = self.version.tape.linearize(dict(enumerate(given)))
        grads, first = self.version.tape.backward(partials), self.trained[0][0]
        for (i, _), (k, *at), (p, *state) in zip(self.trained, self.slots, self.numbers(), strict=True):
            late = t + opt.counts[i] - opt.counts[first]
            new, kept = opt.update(p, grads[k], tuple(state), opt.lr, late)
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


def update_tape(optimizer: Any, remembered: int) -> Tape:
    """An optimiser's update as a tape: inputs p, g, the state, lr and t; outputs the new p and state."""
    inputs: list[Value] = [Traced(x) for x in (1.0, 1.0, *[1.0] * remembered, 0.1, 2.0)]

    def run() -> list[Any]:
        p, g, *state, lr, t = inputs
        new, kept = optimizer.update(p, g, tuple(state), lr, t)
        return [new, *kept]

    return trace(run, inputs, (), list).tape


def inlined(graph: Graph, tape: Tape, given: Sequence[int]) -> list[int]:
    """The outputs of a tape with these nodes for its inputs, made in another graph."""
    nodes = list(given)
    for slot in range(len(given), len(tape.data)):
        rule, operands = tape.rules[slot], tape.operands[slot]
        if rule is None:
            nodes.append(graph.const(tape.data[slot]))
        else:
            nodes.append(value(graph, recipe(rule), [nodes[k] for k in operands]))
    return [nodes[k] for k in tape.outputs]
