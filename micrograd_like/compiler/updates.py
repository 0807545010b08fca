"""An optimizer's update for all parameters of a training step: nothing about it is written twice.

``update`` is traced once, on one parameter, as a tape.  Where the step becomes a plan, each operation of that
tape is one kernel over all parameters (repeated.py); where it has to be one graph, for the interpreter, the
tape is inlined for each of them.

>>> from micrograd_like import optim
>>> from micrograd_like import Value
>>> print(update_tape(optim.SGD([Value(1.0)], lr=0.1), 0))
v0 = 1.0
v1 = 1.0
v2 = 0.1
v3 = 2.0
v4 = mul(v2, v1)
v5 = sub(v0, v4)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..engine import Value
from .filling import value
from .plan import Plan
from .recipes import recipe
from .repeated import repeat
from .reverse_sweep import Built
from .shared_graph import NONE, Graph
from .tape import Tape
from .tracing import Traced, trace


class Updates:
    """The updates of some parameters of an optimizer.

    places: of the parameters in it.  own: the input that each of them is.  lr: the input of the learning
    rate; t, the number of the step, comes next, and then what is remembered: all first numbers side by side,
    then all second ones, so that kernels read neighbours.
    numbers: what these inputs begin with.  slots: for each parameter its input and those of what is
    remembered.  late: how many more steps each has taken than the first one.
    """

    def __init__(self, opt: Any, places: Sequence[int], own: Sequence[int], lr: int):
        self.own, self.lr, self.count = own, lr, len(own)
        states = [opt.state[i] for i in places]
        self.width = len(states[0]) if states else 0
        self.numbers: list[float] = [opt.lr, 1.0, *(state[c] for c in range(self.width) for state in states)]
        self.end = lr + len(self.numbers)
        self.slots = [(k, *range(lr + 2 + q, self.end, self.count)) for q, k in enumerate(own)]
        self.late = [opt.counts[i] - opt.counts[places[0]] for i in places]
        self.tape = update_tape(opt, self.width)

    def inlined(self, built: Built, gradients: Mapping[int, int | None]) -> Built:
        """A graph of value and gradient, with the updates as outputs.  gradients: the node for each input."""
        graph, leaves, outputs = built.graph, built.leaves, list(built.outputs)
        for q, (k, *state) in enumerate(self.slots):
            g = gradients.get(k)
            step = graph.sum([(leaves[self.lr + 1], NONE), (graph.const(self.late[q]), NONE)])
            sent = graph.const(0.0) if g is None else g
            given = [leaves[k], sent, *(leaves[s] for s in state), leaves[self.lr], step]
            outputs += inlined(graph, self.tape, given)
        return replace(built, outputs=outputs)

    def add_to(self, plan: Plan, gradients: Mapping[int, int | None]) -> None:
        """Kernels and outputs for all updates at once, behind the kernels of the gradient."""
        small = Graph()
        p, g, *state, lr, t, late = [small.leaf(k) for k in range(self.width + 5)]
        step = small.sum([(t, NONE), (late, NONE)]) if any(self.late) else t
        outs = inlined(small, self.tape, [p, g, *state, lr, step])
        nodes = [gradients.get(k) for k in self.own]
        sent = tuple(plan.zero if node is None else plan.slot[node] for node in nodes)
        own, *remembered = zip(*self.slots, strict=True)
        shared = [(slot,) * self.count for slot in (self.lr, self.lr + 1)]
        found = repeat(plan, small, outs, [own, sent, *remembered, *shared, plan.numbers_of(self.late)])
        plan.outputs += [slot for new in zip(*found, strict=True) for slot in new]


def update_tape(optimizer: Any, remembered: int) -> Tape:
    """An optimizer's update as a tape: inputs p, g, the state, lr and t; outputs the new p and state."""
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
