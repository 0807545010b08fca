"""A whole training step as one replay: value, gradient and the optimiser's update.

The optimiser's own ``update`` is traced, on one parameter, and filled in for all of them: nothing about it is
written twice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..engine import Value
from .filling import value
from .nodes import Graph
from .reverse_sweep import with_gradient
from .shapes import Given
from .tape import Tape
from .terms import recipe
from .tracing import Traced, trace


class TrainingStep:
    """Call it with the arguments of the program: it moves the parameters and gives the value before the move.

    The parameters and what the optimiser remembers live in the array of the replay.  write_back() puts them
    into the model and the optimiser, read() takes them from there; nothing else looks there in between,
    except for ``optimizer.lr``, which is read at each step.  Parameters have to be Values among the
    arguments, such as those of a module, or used by the function from outside.
    """

    def __init__(self, program: Any, optimizer: Any):
        self.program, self.optimizer = program, optimizer
        self.version: Any = None
        self.steps = 0

    def __call__(self, *args: Any) -> float:
        if self.version is None:
            self._prepare(args)
        numbers = self.machine.numbers
        for place, start, end in self._given:
            numbers[start:end] = Given((args[place],), frozenset()).numbers
        for k, v in self._outside:
            numbers[k] = v.data
        numbers[self._lr], numbers[self._t] = self.optimizer.lr, self._count + self.steps + 1
        self.machine.run()
        loss = float(numbers[self._loss])
        if not math.isfinite(loss) or not self._moved():
            return self._exactly()
        self.steps += 1
        return loss

    def write_back(self) -> None:
        """Put parameters and state into the model and the optimiser."""
        if self.version is None:
            return
        numbers, opt = self.machine.numbers, self.optimizer
        for k, (i, p) in zip(self._own, self._trained, strict=True):
            p.data = float(numbers[k])
            opt.counts[i] += self.steps
            at = self._states[i]
            opt.state[i] = tuple(float(numbers[k]) for k in at)
        opt.steps += self.steps
        self._count += self.steps
        self.steps = 0

    def read(self) -> None:
        """Forget the array; the next step begins with what the model and the optimiser hold then."""
        self.version = None

    def _prepare(self, args: tuple) -> None:
        """Compile for arguments of this shape, with the numbers that the model has now."""
        program, opt = self.program, self.optimizer
        self.version, run, numbers, given = program._at(args)
        program._one_number(run)
        places = {v: k for k, v in enumerate([*given.values, *run.captured]) if isinstance(v, Value)}
        trained = set(opt.trained)
        self._trained = [(i, p) for i, p in enumerate(opt.parameters) if p in trained]
        if strangers := [p for _, p in self._trained if p not in places]:
            few = f"{len(strangers)} of {len(self._trained)} parameters of the optimiser"
            raise ValueError(
                f"the program does not depend on {few}; hand it the model, or let it use the model's own"
            )
        self._own = [places[p] for _, p in self._trained]
        own = set(self._own)
        self._given = [
            (place, start, end) for place, (start, end) in enumerate(given.spans)
            if end > start and not own & set(range(start, end))
        ]  # fmt: skip
        self._outside = [(k, v) for v, k in places.items() if k not in own and k >= len(given.numbers)]
        self._build(numbers)

    def _build(self, numbers: Sequence[float]) -> None:
        opt, n = self.optimizer, len(numbers)
        built = with_gradient(self.version.tape, self.version.slots, self._own)
        graph = built.graph
        self._lr, self._t, self._count = n, n + 1, opt.counts[self._trained[0][0]] if self._trained else 0
        lr, t = graph.leaf(self._lr), graph.leaf(self._t)
        extra, built.leaves = [opt.lr, 1.0], [*built.leaves, lr, t]
        self._states, results = {}, []
        for (i, _), k, g in zip(self._trained, self._own, built.gradients, strict=True):
            at = range(n + len(extra), n + len(extra) + len(opt.state[i]))
            self._states[i] = at
            extra += opt.state[i]
            state = [graph.leaf(s) for s in at]
            built.leaves += state
            late = graph.sum([(t, -1), (graph.const(opt.counts[i] - self._count), -1)])
            gradient = graph.const(0.0) if g is None else g
            results.append(self._update(graph, [built.leaves[k], gradient, *state, lr, late]))
        built.outputs += [node for result in results for node in result]
        built.gradients = []
        ready = self.version.load(built)
        self.machine, slots = ready.machine, ready.plan.outputs
        self.machine.numbers[: n + len(extra)] = [*numbers, *extra]
        self._loss, self._new = slots[0], slots[1:]
        pairs = zip(self._own, self._states.values(), strict=True)
        self._old = [slot for k, at in pairs for slot in (k, *at)]
        self._begin = n
        if self.machine.name == "numpy":
            import numpy as np

            self._old, self._new = np.array(self._old, int), np.array(self._new, int)

    def _update(self, graph: Graph, given: Sequence[int]) -> list[int]:
        """The nodes of a parameter and its state after the step."""
        if not hasattr(self, "_tape"):
            self._tape = update_tape(self.optimizer, len(given) - 4)
        return inlined(graph, self._tape, given)

    def _moved(self) -> bool:
        """Put the new numbers in the place of the old; False, and nothing moves, where one is not finite."""
        numbers = self.machine.numbers
        if self.machine.name == "numpy":
            import numpy as np

            new = numbers[self._new]
            if not np.isfinite(new).all():
                return False
            numbers[self._old] = new
            return True
        new = [numbers[k] for k in self._new]
        if not all(map(math.isfinite, new)):
            return False
        for k, x in zip(self._old, new, strict=True):
            numbers[k] = x
        return True

    def _exactly(self) -> float:
        """A step as the engine and the optimiser do it, where something is not finite."""
        given = [float(x) for x in self.machine.numbers[: self._begin]]
        data, partials = self.version.tape.linearize(dict(enumerate(given)))
        grads, opt = self.version.tape.backward(partials), self.optimizer
        for k, (i, _) in zip(self._own, self._trained, strict=True):
            at = self._states[i]
            state = tuple(float(self.machine.numbers[s]) for s in at)
            new, state = opt.update(given[k], grads[k], state, opt.lr, opt.counts[i] + self.steps + 1)
            self.machine.numbers[k] = new
            for s, x in zip(at, state, strict=True):
                self.machine.numbers[s] = x
        self.steps += 1
        return data[self.version.tape.outputs[0]]


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
