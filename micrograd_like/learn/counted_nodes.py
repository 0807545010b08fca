"""Nodes that count the looks at them, and lose patience with walks that look far too often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from micrograd_like import topological_order

from .zoo import local


class PatienceError(RuntimeError):
    """A walk looks at the nodes of a graph far more often than there are nodes."""


class Patience:
    """How many looks a graph puts up with, all its nodes together."""

    def __init__(self, looks: float, nodes: int):
        self.looks, self.left, self.nodes = looks, looks, nodes

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise PatienceError(
                f"stopped after {self.looks:,} looks at a graph of {self.nodes:,} nodes; "
                "each of them needs only one turn"
            )


class Node:
    """A bare node.  It counts the reads of its parents and the comparisons with other nodes, and may lose
    patience.
    """

    __slots__ = ("_parents", "comparisons", "data", "grad", "label", "partials", "patience", "reads")

    def __init__(self, parents: Sequence[Node] = (), label: str = "", patience: Patience | None = None):
        self._parents, self.label, self.data, self.grad = tuple(parents), label, 0.0, 0.0
        self.partials: tuple[float, ...] = ()
        self.reads = self.comparisons = 0
        self.patience = patience

    @property
    def parents(self) -> tuple[Node, ...]:
        self.reads += 1
        if self.patience:
            self.patience.spend()
        return self._parents

    def __eq__(self, other: object) -> bool:
        self.comparisons += 1
        if self.patience:
            self.patience.spend()
        return self is other

    __hash__ = object.__hash__


def counting(root: Any, looks: float = 0) -> tuple[Node, dict[Any, Node]]:
    """The same graph made of counting nodes, and which of them stands for which.  looks: how many it puts up
    with, 0 for any number.
    """
    order = topological_order(root)
    patience = Patience(looks, len(order)) if looks else None
    made: dict[Any, Node] = {}
    for v in order:
        made[v] = node = Node([made[p] for p in v.parents], v.label, patience)
        node.data, node.partials = v.data, local(v)
    return made[root], made


class Edges(tuple):
    """The operands of a node, which count how often somebody goes through them."""

    patience: Patience

    def __new__(cls, operands: Iterable[Any], patience: Patience) -> Edges:
        made = super().__new__(cls, operands)
        made.patience = patience
        return made

    def __iter__(self) -> Iterator[Any]:
        self.patience.spend()
        return super().__iter__()


class Term:
    """A node with nothing but operands; it loses patience with those who compare it to every other."""

    __slots__ = ("parents", "patience")

    def __init__(self, parents: tuple[Term, ...], patience: Patience):
        self.parents, self.patience = parents, patience

    def __eq__(self, other: object) -> bool:
        self.patience.spend()
        return self is other

    __hash__ = object.__hash__


def long_sum(terms: int, looks: float) -> Term:
    """x + x + ... + x, from left to right."""
    patience = Patience(looks, terms)
    x = out = Term((), patience)
    for _ in range(terms - 1):
        out = Term((out, x), patience)
    return out
