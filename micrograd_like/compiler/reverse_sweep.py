"""The reverse sweep as a transformation: from a tape to one graph of the value and its gradient.

It is the chain rule of ``backward()``, done with nodes in the place of numbers.  Every ``where`` is kept, so
that a replay takes the branch of its own numbers; where a partial is a literal 0, the branch is chosen after
multiplying.

>>> from micrograd_like import Value
>>> x, y = Value(2.0, label="x"), Value(3.0, label="y")
>>> tape = Tape.of((x * y).tanh())
>>> built = with_gradient(tape, inputs=[0, 1], wrt=[0])
>>> print(built.graph)
n0 = input 0
n1 = input 1
n2 = n0*n1
n3 = tanh(a) of n2
n4 = 1.0
n5 = sech2(a) of n2
n6 = n1*n5
>>> built.outputs, built.gradients
([3], [6])
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .applications import applications
from .chains import Chains
from .filling import sent, value
from .shared_graph import NONE, Graph
from .tape import Tape


@dataclass
class Built:
    """A graph, and which of its nodes are what.

    leaves: the node of each input.  outputs: of each output.  gradients: d(the first output)/d(input), for
    each input asked for; None where nothing arrives.  slots: the node of each slot of the tape, -1 for one
    that became part of a sum.  arrived: for a node that is the gradient by a slot, that slot.
    """

    graph: Graph
    leaves: list[int]
    outputs: list[int]
    gradients: list[int | None]
    slots: list[int]
    arrived: dict[int, int] = field(default_factory=dict)


def forward(tape: Tape, inputs: Sequence[int]) -> Built:
    """The graph of the outputs alone.  inputs: the slots that may change; other leaves are constants."""
    return _forward(tape, inputs, Chains(tape, inputs))


def _forward(tape: Tape, inputs: Sequence[int], chains: Chains) -> Built:
    graph, slots, recipes = Graph(), [NONE] * len(tape.data), chains.recipes
    graph.merged = len(slots) - len(chains.apart)
    leaves = {slot: graph.leaf(k) for k, slot in enumerate(inputs)}
    for slot in chains.apart:
        graph.now, operands = (False, slot), tape.operands[slot]
        if slot in leaves:
            slots[slot] = leaves[slot]
        elif not operands:
            slots[slot] = graph.const(tape.data[slot])
        elif (row := recipes[tape.rules[slot]]).linear is not None:
            slots[slot] = graph.sum(chains.terms(graph, slots, slot))
        else:
            slots[slot] = value(graph, row, [slots[k] for k in operands])
    return Built(graph, list(leaves.values()), [slots[k] for k in tape.outputs], [], slots)


def with_gradient(tape: Tape, inputs: Sequence[int], wrt: Collection[int]) -> Built:
    """The graph of the outputs, and of the first one's gradient by the slots wrt."""
    chains = Chains(tape, inputs)
    built = _forward(tape, inputs, chains)
    sweep = Sweep(built.graph, built.slots, chains, _needed(tape, wrt))
    sweep.add([(tape.outputs[0], (built.graph.const(1.0), NONE))])
    together, grads = applications(tape), dict[int, int]()
    for slot in range(len(built.slots) - 1, -1, -1):
        if chains.whole[slot] != slot:
            if (g := grads.get(chains.whole[slot])) is not None:
                sweep.send(slot, g)
            continue
        one = together.get(slot)
        if terms := sweep.arrived[slot]:
            built.graph.now, sweep.arrived[slot] = (True, slot), None
            g = grads[slot] = built.graph.sum(terms)
            built.arrived.setdefault(g, slot)
            if one:
                one.arrived[tape.rules[slot].k] = g
            elif tape.operands[slot]:
                sweep.send(slot, g)
        if one and slot == one.first and one.arrived:  # all its results are passed
            built.graph.now = (True, slot)
            sweep.add(one.shares(built.graph, built.slots))
    built.gradients = [grads.get(slot) for slot in wrt]
    return built


class Sweep:
    """What has arrived at the slots of a tape: for each the terms of its gradient, None where none is needed.

    What arrives at a sum arrives at all its parts.
    """

    def __init__(self, graph: Graph, slots: Sequence[int], chains: Chains, needed: Sequence[int]):
        self.graph, self.slots, self.recipes = graph, slots, chains.recipes
        self.rules, self.operands = chains.tape.rules, chains.tape.operands
        self.arrived: list[list[tuple[int, int]] | None] = [None] * len(slots)
        for slot in chains.apart:
            if needed[slot]:
                self.arrived[slot] = []

    def add(self, shares: Iterable[tuple[int, Any]]) -> None:
        """Keep what slots are sent, until the sweep comes to them."""
        arrived = self.arrived
        for k, share in shares:
            if share is not None and (mine := arrived[k]) is not None:
                mine.append(share)

    def send(self, slot: int, g: int) -> None:
        """The chain rule at a step where g has arrived."""
        row, places, slots = self.recipes[self.rules[slot]], self.operands[slot], self.slots
        if row.linear is None:
            found = sent(self.graph, row, [slots[k] for k in places], slots[slot], g)
            return self.add(zip(places, found, strict=True))
        arrived = self.arrived
        for a, b in row.linear:  # g times the other factor, where there is one
            mine = arrived[places[a]]
            if type(b) is int:
                if mine is not None:
                    mine.append((slots[places[b]], g))
                if (other := arrived[places[b]]) is not None:
                    other.append((slots[places[a]], g))
            elif mine is not None:
                mine.append((g, NONE if b is None else self.graph.const(b)))
        return None


def _needed(tape: Tape, wrt: Collection[int]) -> bytearray:
    """Which slots depend on those asked for."""
    needed = bytearray(len(tape.data))
    for slot in wrt:
        needed[slot] = 1
    for slot, operands in enumerate(tape.operands):
        for k in operands:
            if needed[k]:
                needed[slot] = 1
                break
    return needed
