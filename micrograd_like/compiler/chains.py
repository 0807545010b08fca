"""Chains of + and * on a tape: a step whose result is read once, as a term of a sum, is part of that sum.

A neuron written with Python's ``sum()`` is n products and n additions.  As a graph it is one sum of n
products, and neither the way to it nor the way back needs to make a node for each step.

>>> from micrograd_like import Value
>>> x, y = Value(2.0, label="x"), Value(3.0, label="y")
>>> tape = Tape.of((x * y + x) * x)
>>> print(tape)
x = 2.0
y = 3.0
v2 = mul(x, y)
v3 = add(v2, x)
v4 = mul(v3, x)
>>> Chains(tape, [0, 1]).whole
[0, 1, 3, 3, 4]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

from .recipes import Recipe, recipe
from .shared_graph import NONE, Graph
from .tape import NoFormulaError, Tape


class Chains:
    """The steps of a tape, by the sums that they are part of.

    recipes: of each row.  whole: for each slot the sum that it is part of in the end; itself where it is part
    of none.  apart: the slots of the latter.
    """

    def __init__(self, tape: Tape, inputs: Sequence[int]):
        self.tape, self.recipes = tape, recipes_of(tape)
        self.whole = _wholes(tape, inputs, self.recipes)
        self.apart = [slot for slot, top in enumerate(self.whole) if slot == top]

    def terms(self, graph: Graph, nodes: Sequence[int], slot: int) -> list[tuple[int, int]]:
        """The terms of a sum, with those of its parts in their places.  nodes: of the slots apart."""
        rules, operands, whole = self.tape.rules, self.tape.operands, self.whole
        found: list[tuple[int, int]] = []
        rest: list[Any] = [slot]
        while rest:  # the last first: a chain may be of any length
            last = rest.pop()
            if type(last) is tuple:
                found.append(last)
                continue
            own = operands[last]
            for a, b in self.recipes[rules[last]].linear or ():
                k = own[a]
                if b is not None:
                    rest.append((nodes[k], nodes[own[b]] if type(b) is int else graph.const(b)))
                else:
                    rest.append((nodes[k], NONE) if whole[k] == k else k)
        found.reverse()
        return found


def recipes_of(tape: Tape) -> dict[Any, Recipe]:
    """The recipe of each row on a tape.  Raises NoFormulaError for a Python function, such as custom()'s."""
    found: dict[Any, Recipe] = {}
    for rule in set(tape.rules) - {None}:
        if not hasattr(rule, "let"):
            raise NoFormulaError(f"{rule.name!r} is a Python function, no formula; write it with rule()")
        found[rule] = recipe(rule)
    return found


def _wholes(tape: Tape, inputs: Sequence[int], recipes: dict[Any, Recipe]) -> list[int]:
    """For each slot the sum that it is part of; itself where it is none.

    A step that is computed a second time, or from constants alone, is made once, so it stays itself.
    """
    found, reader = list(range(len(tape.data))), [NONE] * len(tape.data)
    kept = [*tape.outputs, *inputs]  # they are read by somebody else too
    uses, apart = Counter(chain(kept, kept, *tape.operands)), _apart(tape, inputs)
    singles = {rule: _singles(one) for rule, one in recipes.items()} | {None: None}
    for slot, rule, own in zip(reversed(found), reversed(tape.rules), reversed(tape.operands), strict=True):
        alone = singles[rule]
        if alone is not None:
            if uses[slot] == 1 and reader[slot] != NONE and not apart[slot]:
                found[slot] = found[reader[slot]]
            for i in alone:
                reader[own[i]] = slot
    return found


def _singles(row: Recipe) -> list[int] | None:
    """The operands that are terms of a row by themselves; None for a row that is no sum of products."""
    return None if row.linear is None else [a for a, b in row.linear if b is None]


def _apart(tape: Tape, inputs: Sequence[int]) -> bytearray:
    """Which slots are constant, or are the same as another one: the same row of the same operands."""
    apart, same = bytearray(len(tape.data)), dict[int, int]()
    constants = {slot for slot, own in enumerate(tape.operands) if not own}.difference(inputs)
    first: dict[Any, dict[Any, int]] = {rule: {} for rule in set(tape.rules)}
    for slot in constants:
        same[slot] = first[None].setdefault(tape.data[slot], slot)
    known = set(constants)  # the slots that stand in same
    for slot, (rule, own) in enumerate(zip(tape.rules, tape.operands, strict=True)):
        if not own:
            continue
        key = own
        if not known.isdisjoint(own):
            if constants.issuperset(own):
                constants.add(slot)
                apart[slot] = True
            key = tuple([same.get(k, k) for k in own])
        at = first[rule].setdefault(key, slot)
        if at != slot:
            same[slot], apart[slot], apart[at] = at, True, True
            known.add(slot)
    return apart
