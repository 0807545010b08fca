"""A whole training step as one replay: value, gradient and the optimiser's update.

The optimiser's own ``update`` is traced, on one parameter, and filled in for all of them: nothing about it is
written twice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
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
        self._replays: dict[Any, _StepReplay] = {}
        self._now: _StepReplay | None = None
        self._moving: tuple = ()

    def __call__(self, *args: Any) -> float:
        replay = self._at(args)
        self.steps += 1
        return replay.step(args, self.optimizer, self._count + self.steps)

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
        opt, static = self.optimizer, self.program.static
        hyper = tuple(getattr(opt, name) for name in opt.hyperparameters if name != "lr")
        shapes = tuple(id(a) if trees.is_module(a) else Given((a,), frozenset()).shape if k not in static
                       else repr(a) for k, a in enumerate(args))  # fmt: skip
        if self._now is None:
            self._moving = _moving(opt)
        key = (shapes, hyper, self._moving)
        found = self._replays.get(key)
        if found is None:
            found = self._replays[key] = _StepReplay(self.program, opt, args)
        if self._now is None:
            self._count = opt.counts[found.trained[0][0]] if found.trained else 0
            found.put([(p.data, *opt.state[i]) for i, p in found.trained])
        elif found is not self._now:
            found.put(self._now.numbers())
        self._now = found
        return found


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
        extra: list[float] = [opt.lr, 1.0]
        built.leaves += [lr, t]
        first = opt.counts[self.trained[0][0]] if self.trained else 0
        tape, self.slots = None, []
        for (i, _), k, g in zip(self.trained, self.own, built.gradients, strict=True):
            at = range(n + len(extra), n + len(extra) + len(opt.state[i]))
            extra += opt.state[i]
            self.slots.append((k, *at))
            state = [graph.leaf(s) for s in at]
            built.leaves += state
            late = graph.sum([(t, NONE), (graph.const(opt.counts[i] - first), NONE)])
            tape = tape or update_tape(opt, len(state))
            sent = graph.const(0.0) if g is None else g
            built.outputs += inlined(graph, tape, [built.leaves[k], sent, *state, lr, late])
        ready = self.ready = self.version.load(built)
        count = len(self.version.tape.outputs)
        self.machine, outputs = ready.machine, ready.plan.outputs
        self.more: list[float] = []
        self.loss, self.others, new = outputs[0], outputs[1:count], outputs[count:]
        self.machine.numbers[: n + len(extra)] = [*numbers, *extra]
        self.old: Any = [slot for slots in self.slots for slot in slots]
        self.new: Any = new
        self.arrays = not isinstance(self.machine.numbers, list)
        if self.arrays:
            import numpy as np

            self.old, self.new = np.array(self.old, int), np.array(new, int)

    def step(self, args: tuple, opt: Any, t: int) -> float:
        """One step, the t-th of the first parameter."""
        numbers = self.machine.numbers
        for place, start, end in self.given:
            numbers[start:end] = Given((args[place],), frozenset()).numbers
        for k, v in self.outside:
            numbers[k] = v.data
        if self.draws and self.draws.calls and not self.fresh:
            numbers[self.drawn] = self.draws.anew()
        if self.version.indices:
            self.version.check(numbers)
        numbers[self.inputs], numbers[self.inputs + 1] = opt.lr, t
        self.machine.run()
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
        new = numbers[self.new] if self.arrays else [numbers[k] for k in self.new]
        if not math.isfinite(sum(new)):
            return False
        if self.arrays:
            numbers[self.old] = new
        else:
            for k, x in zip(self.old, new, strict=True):
                numbers[k] = x
        return True

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
        flat = found[self.old].tolist() if self.arrays else [found[k] for k in self.old]
        return [tuple(flat[k : k + width]) for k in range(0, len(flat), width)]

    def put(self, numbers: Sequence[Sequence[float]]) -> None:
        """Go on with these numbers, for each parameter its own and what is remembered of it."""
        flat = [float(x) for own in numbers for x in own]
        if self.arrays:
            self.machine.numbers[self.old] = flat
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
