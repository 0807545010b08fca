"""What a picture says about a graph, found once: its values, what they are called, their neurons and layers.

``draw``, ``draw_dot`` and ``film`` all begin with a survey.

>>> from micrograd_like import Value
>>> a, b = Value(2.0), Value(-3.0)
>>> survey = Survey.of((a * b).tanh())
>>> survey.names
['b', 'a', 'a*b', 'tanh(a*b)']
>>> survey.summary
'graph of tanh(a*b) = -1: 2 operations on 2 leaves'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...comparing.first_nan import first_nan
from ...comparing.newer_data import holds
from ...comparing.stored import Stored
from ...compiler import Tape
from ...engine import Value, topological_order
from ...modes.branches import with_branches
from ...naming import Place, called, callers_variables, check_names, grouped, places
from ...nn import Module
from ...steps import short
from ..quoting import plain, shorten


@dataclass
class Survey:
    """A graph for a picture.

    order: parents before children.  found: where Values stand in the user's program.
    """

    order: list[Value]
    found: dict[Value, Place]

    @classmethod
    def of(cls, root: Value, names: Mapping[str, Any] | None = None, drawer: str = "draw") -> Survey:
        """Everything root depends on.

        names: what Values are called (``locals()``); without it the caller's own variables are read.
        drawer: who refuses what is no graph.  For "draw", which has sliders, a gradient among the Values is
        the graph that keeps its branches: relu is computed anew on the side of 0 where it is then.
        """
        check(root, names, drawer)
        variables = callers_variables() if names is None else names
        order = topological_order(root)
        found = places(variables, set(order))
        kept = with_branches([root]) if drawer == "draw" else {}
        if root not in kept:
            return cls(order, found)
        survey = cls(topological_order(kept[root]), {kept.get(v, v): place for v, place in found.items()})
        if root.grad:  # backward() has run over the graph as it was
            new = set(survey.order) - set(order)
            for v, grad in zip(survey.order, survey.swept[2], strict=True):
                v.grad = grad if v in new else v.grad
        return survey

    @cached_property
    def groups(self) -> dict[Value, tuple[str, ...]]:
        """The layer and the neuron of each node, or other groups, from the outside in."""
        return grouped(self.order, self.found)

    @cached_property
    def inputs(self) -> set[Value]:
        """A network's inputs that only naming has named; all other leaves without a name are numbers."""
        if not self.neurons():
            return set()
        leaves = (v for v in self.order if not v.parents and not v.label and v not in self.found)
        return {v for v in leaves if self.called[v].split(" (")[0] != short(v.data)}

    @cached_property
    def called(self) -> dict[Value, str]:
        """A name for every node, fit to be shown."""
        names = called(self.order, self.found, self.groups, [self.order[i] for i in self.reading])
        if plain(text := "\n".join(names.values())) == text:
            return names
        return {v: plain(name) for v, name in names.items()}

    @cached_property
    def reading(self) -> list[int]:
        """The slots in the order in which one writes the expression, as naming.reading_order() has it."""
        operands, order = self.tape.operands, []
        seen, waiting = bytearray(len(operands)), [len(operands) - 1]
        while waiting:
            i = waiting.pop()
            if i < 0:  # all that it reads has been read
                order.append(~i)
            elif not seen[i]:
                seen[i] = 1
                waiting.append(~i)
                waiting += [k for k in operands[i][::-1] if not seen[k]]
        return order

    @cached_property
    def names(self) -> list[str]:
        """The names by slot."""
        return [self.called[v] for v in self.order]

    @cached_property
    def tape(self) -> Tape:
        """The graph as slots in this order."""
        return Tape.of_nodes(self.order, [self.order[-1]])

    @cached_property
    def swept(self) -> tuple[list[float], list[tuple[float | None, ...]], list[float]]:
        """data, partials and grads by slot, by a forward and a reverse sweep over the graph as it stands."""
        if self.is_held:
            data, partials = list(self.tape.data), self._recorded
        else:
            data, partials = self.tape.linearize()
        return data, partials, self.tape.backward(partials)

    @cached_property
    def is_held(self) -> bool:
        """Whether the Values hold what a forward sweep over the graph as it stands gives."""
        tape = self.tape
        plain_numbers = not tape.frozen and set(map(type, tape.data)) == {float}
        return plain_numbers and holds(tape.rules, tape.operands, tape.data, self._recorded)

    @cached_property
    def _recorded(self) -> list[tuple[float | None, ...]]:
        return [(v.partials or ()) if v.parents else () for v in self.order]

    @cached_property
    def stored(self) -> Stored:
        """What Python's Values hold where that is something else."""
        return Stored.of(self.order, self.names, *self.swept, held=self.is_held)

    @cached_property
    def nan(self) -> tuple[int, str] | None:
        """The slot where the first nan begins, and a sentence about it."""
        return first_nan(self.order, self.names, *self.swept)

    @cached_property
    def doubts(self) -> list[str]:
        """What a reader of the numbers should know: other numbers in Python, and where a nan comes from."""
        return [*self.stored.causes, *([self.nan[1]] if self.nan else [])]

    @cached_property
    def summary(self) -> str:
        """One line about the whole graph."""
        root, operations = self.order[-1], sum(map(bool, self.tape.operands))
        leaves = len(self.order) - operations
        title = f"graph of {self.called[root]} = {short(root.data)}"
        return f"{title}: {operations:,} operations on {leaves:,} leaves"

    def full_names(self) -> dict[int, str]:
        """By number, the names in full that say more than the short ones."""
        full = {i: self.found[v].full for i, v in enumerate(self.order) if v in self.found}
        return {i: name for i, name in full.items() if name != self.called[self.order[i]]}

    def neurons(self) -> set[str]:
        """The groups that are neurons: they compute one number for each example."""
        return {place.groups[-1] for place in self.found.values() if place.module and place.groups}

    def modules(self) -> set[tuple[str, ...]]:
        """The groups that are neurons, and those around them, from the outside in."""
        neurons = {place.groups for place in self.found.values() if place.module}
        return {groups[:k] for groups in neurons for k in range(1, len(groups) + 1)}


def check(root: Any, names: Any, drawer: str) -> None:
    """Refuse what draw(root, names=...) and its like cannot draw, and say what to give."""
    if not isinstance(root, Value):
        raise TypeError(f"{drawer}() takes a Value, but got {_instead(root, drawer)}")
    check_names(names)


def _instead(given: Any, drawer: str) -> str:
    """What was given in place of a Value, and what to give."""
    if isinstance(given, Module):
        return f"the module {shorten(repr(given))}; give what it computes, {drawer}(model(x))"
    if isinstance(given, (list, tuple, set)) and any(isinstance(part, Value) for part in given):
        cure = f"give one of them, or their sum, {drawer}(total(values))"
        return f"a {type(given).__name__} of {len(given)} things; {cure}"
    if given is None:
        return "None; backward() and print() give nothing back: write y.backward() first, then draw y"
    return f"{type(given).__name__} {shorten(repr(given))}; give the result of an expression of Values"
