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

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .chains import Chains
from .filling import sent, sent_by_all, value
from .recipes import Recipe, recipe
from .shared_graph import NONE, Graph
from .tape import Tape

FEW = 3  # results of a softmax up to which each sends for itself


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
    graph, slots, whole, recipes = built.graph, built.slots, chains.whole, chains.recipes
    needed, together = _needed(tape, wrt), applications(tape)
    arrived: list[list[tuple[int, int]] | None] = [
        [] if need and top == slot else None
        for slot, (need, top) in enumerate(zip(needed, whole, strict=True))
    ]
    _add(arrived, [(tape.outputs[0], (graph.const(1.0), NONE))])
    grads: list[int | None] = [None] * len(slots)
    for slot in range(len(slots) - 1, -1, -1):
        rule, places = tape.rules[slot], tape.operands[slot]
        if whole[slot] != slot:
            g = grads[slot] = grads[whole[slot]]
            if g is not None:
                _add_terms(arrived, graph, recipes[rule], places, slots, g)
            continue
        terms, one = arrived[slot], together.get(slot)
        if terms:
            graph.now, arrived[slot] = (True, slot), None
            g = grads[slot] = graph.sum(terms)
            built.arrived.setdefault(g, slot)
            if one:
                one.arrived[rule.k] = g
            elif rule is None:
                pass
            elif (row := recipes[rule]).linear is not None:
                _add_terms(arrived, graph, row, places, slots, g)
            else:
                found = sent(graph, row, [slots[k] for k in places], slots[slot], g)
                _add(arrived, zip(places, found, strict=True))
        if one and slot == one.first and one.arrived:  # all its results are passed
            graph.now = (True, slot)
            _add(arrived, one.shares(graph, slots))
    built.gradients = [grads[slot] for slot in wrt]
    return built


def _add(arrived: list, shares: Iterable[tuple[int, Any]]) -> None:
    """Keep what operands are sent, until the sweep comes to them.  None in arrived: it is not needed there."""
    for k, share in shares:
        if share is not None and (mine := arrived[k]) is not None:
            mine.append(share)


def _add_terms(arrived: list, graph: Graph, row: Recipe, places: Sequence[int], slots: Sequence[int], g: int
               ) -> None:  # fmt: skip
    """The same for a sum of products: g times the other factor, where there is one."""
    for a, b in row.linear or ():
        mine = arrived[places[a]]
        if type(b) is int:
            if mine is not None:
                mine.append((g, slots[places[b]]))
            if (other := arrived[places[b]]) is not None:
                other.append((g, slots[places[a]]))
        elif mine is not None:
            mine.append((g, NONE if b is None else graph.const(b)))


@dataclass
class Application:
    """All results of one application of a row such as softmax, which send back together.

    results: the slot of each.  first: the lowest, which the sweep reaches last.  arrived: by result what has
    arrived.
    """

    row: Any
    operands: tuple[int, ...]
    results: dict[int, int] = field(default_factory=dict)
    arrived: dict[int, int] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(self.results.values())

    def shares(self, graph: Graph, slots: Sequence[int]) -> Iterator[tuple[int, tuple[int, int]]]:
        """The operands, each with a term that it is sent."""
        given = [slots[k] for k in self.operands]
        zs, zero = [slots[self.results[k]] for k in range(len(given))], graph.const(0.0)
        gs = [self.arrived.get(k, zero) for k in range(len(given))]
        found = sent_by_all(graph, recipe(self.row, 0), given, zs, gs)
        yield from ((k, term) for k, terms in zip(self.operands, found, strict=True) for term in terms)


def applications(tape: Tape) -> dict[int, Application]:
    """By slot the applications of rows whose results send back in a form of linear size, if all are there."""
    found: dict[Any, Application] = {}
    for slot, rule in enumerate(tape.rules):
        if rule is not None and rule.each:
            key = (rule.row, rule.static, tape.operands[slot])
            found.setdefault(key, Application(rule, tape.operands[slot])).results[rule.k] = slot
    return {
        slot: one
        for one in found.values()
        if len(one.results) == len(one.operands) > FEW and recipe(one.row, 0).pullback
        for slot in one.results.values()
    }


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
