"""A tape: the graph as numbered slots, each a leaf or a rule applied to earlier slots.

It holds no Values, so it can be replayed with other numbers, kept, and spelled in another language.  Slot i
stands for the i-th node of ``topological_order(*roots)``; values and gradients come out as the engine's own,
bit for bit.

>>> from micrograd_like import Value
>>> a, b = Value(2.0), Value(-3.0)
>>> tape = Tape.of((a * b).tanh())
>>> print(tape)
v0 = -3.0
v1 = 2.0
v2 = mul(v1, v0)
v3 = tanh(v2)
>>> tape.forward({1: 0.5})[-1] == (Value(0.5) * b).tanh().data
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..engine import ByHand, Value, topological_order
from ..modes.branches import branching
from ..rules.operands import held, rank_of
from ..steps import closure_partials
from .node_order import creation_order, places, places_of, slopes, swept

number_of: Any = Value.data.__get__  # type: ignore[attr-defined]  of a traced Value too, without a warning


class NoFormulaError(ValueError):
    """An operation that no row describes, so that it cannot be computed anew with other numbers."""


@dataclass(frozen=True)
class Tape:
    """Straight-line code over slots.

    data: the number in each slot when the tape was made.  rules: for each slot its row of the table, None for
    a leaf. operands: for each slot the slots it reads, in order.  outputs: the slots of the roots. frozen:
    partials of operations that no row describes (a closure of one's own): these keep their number in a
    replay.  names: what slots are called, such as those of inputs.
    slopes: d(output)/d(slot) for each slot when the tape was made, if they are known.
    """

    data: tuple[float, ...]
    rules: tuple[Any, ...]
    operands: tuple[tuple[int, ...], ...]
    outputs: tuple[int, ...]
    frozen: Mapping[int, tuple[float | None, ...]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    slopes: tuple[float, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, *roots: Value) -> Tape:
        """The tape of everything the roots depend on; gradients among it keep their branches."""
        roots = tuple(branching(*roots))
        return cls.of_nodes(topological_order(*roots), roots)

    @classmethod
    def in_order(cls, inputs: Sequence[Value], nodes: Sequence[Value], roots: Sequence[Value]) -> Tape:
        """The tape of what the roots depend on among nodes, in their order: that of creation.

        inputs: they have the first slots, whether the roots depend on them or not; what they were computed
        from is left out.
        """
        return cls.of_nodes(creation_order(inputs, nodes, roots), roots, len(inputs))

    @classmethod
    def of_nodes(cls, order: Sequence[Value], roots: Sequence[Value], inputs: int = 0) -> Tape:
        """The tape of these nodes; the first few are inputs, whatever their parents."""
        order = list(order)
        operands = places(order, inputs)
        labels = ((i, order[i]) for i, own in enumerate(operands) if not own)
        names = {i: v.label for i, v in labels if v.label and not v.parents}
        written = [""] * inputs + [v.rule for v in order[inputs:]]
        row = {rule: rule if hasattr(rule, "linearize") else None for rule in set(written)}
        rules = tuple(map(row.__getitem__, written))
        frozen = {i: _frozen(order[i]) for i, rule in enumerate(rules) if rule is None and operands[i]}
        data, outputs = tuple(map(number_of, order)), tuple(places_of(roots, order))
        known = inputs and not frozen and len(roots) == 1
        found = slopes(order, inputs, roots[0]) if known else ()
        return cls(data, rules, operands, outputs, frozen, names, found)

    @property
    def leaves(self) -> list[int]:
        """The slots that nothing computes."""
        return [i for i, parents in enumerate(self.operands) if not parents]

    def forward(self, leaves: Mapping[int, float] = {}) -> list[float]:
        """The number in every slot, with other numbers in some leaves."""
        return self.linearize(leaves)[0]

    def run(self, inputs: Sequence[Any]) -> list[Any]:
        """The outputs for other numbers in the first slots: floats, Values, Duals.

        Each step is the row's own operation, so what comes out can be differentiated like any function.
        """
        found: list[Any] = list(self.data)
        found[: len(inputs)] = inputs
        for i, rule in enumerate(self.rules):
            if rule is not None and i >= len(inputs):
                found[i] = _operation(rule, [found[k] for k in self.operands[i]])
        return [found[k] for k in self.outputs]

    def linearize(
        self, leaves: Mapping[int, float] = {}
    ) -> tuple[list[float], list[tuple[float | None, ...]]]:
        """The number in every slot, and the partials by its operands (None where nothing is sent)."""
        data = list(self.data)
        partials: list[tuple[float | None, ...]] = [()] * len(data)
        for slot, number in leaves.items():
            data[slot] = float(held(number))
        for i, rule in enumerate(self.rules):
            if rule is not None:
                data[i], partials[i] = _apply(rule, [data[k] for k in self.operands[i]])
            elif i in self.frozen:
                partials[i] = self.frozen[i]
        return data, partials

    def backward(
        self, partials: Sequence[tuple[float | None, ...]], output: int | None = None
    ) -> list[float]:
        """d(output)/d(slot) for every slot, by one reverse sweep over the live edges."""
        return list(swept(self.operands, partials, self.outputs[0] if output is None else output))

    def __str__(self) -> str:
        return "\n".join(self.line(i) for i in range(len(self.data)))

    def name(self, i: int) -> str:
        """What slot i is called: its label, else v and its number."""
        return self.names.get(i, f"v{i}")

    def line(self, i: int) -> str:
        """A step, as it is printed."""
        rule, parents = self.rules[i], self.operands[i]
        if not parents:
            return f"{self.name(i)} = {self.data[i]!r}"
        given = [self.name(k) for k in parents]
        if rule:
            given += [f"{p:g}" for p in rule.static] + ([] if rule.k is None else [str(rule.k)])
        return f"v{i} = {rule.name if rule else 'frozen'}({', '.join(given)})"


def _apply(rule: Any, numbers: Sequence[float]) -> tuple[float, tuple[float | None, ...]]:
    """z and the partials of one step; of a row with one result per element, the step's own element."""
    if rule.each:
        return rule.linearize(*rule.split(numbers))[rule.k]
    return rule.linearize(*rule.split(numbers))


def _operation(rule: Any, numbers: Sequence[Any]) -> Any:
    """One step on numbers of any type."""
    kind = type(max(numbers, key=rank_of))
    if not rank_of(max(numbers, key=rank_of)):
        return _apply(rule, numbers)[0]
    found = kind.apply(rule.row, rule.row.split(numbers), rule.static)
    return found[rule.k] if rule.each else found


def _frozen(node: Value) -> tuple[float | None, ...]:
    """The partials of an operation made by hand, one for each parent; a parent named twice sends once."""
    if type(node.partials) is tuple:
        return node.partials
    if isinstance(node.rule, str) and not isinstance(node.rule, ByHand):
        return (None,) * len(node.parents)  # nobody has assigned a closure
    once = dict(zip(*closure_partials(node), strict=True))
    return tuple(once.pop(p, None) for p in node.parents)
