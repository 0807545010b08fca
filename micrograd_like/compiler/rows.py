"""What the sums of a graph read, as rows of nodes, each row once.

The weights of a neuron are read by its sum for every example, and the numbers of an example by every neuron.
So a graph has many sums and few rows.  What a plan has to know about each term of a sum (whether it is there
already, which kernel it comes from, where it lies) is found out for each row instead.

>>> g = Graph()
>>> w, x, y = [g.leaf(0), g.leaf(1)], [g.leaf(2), g.leaf(3)], [g.leaf(4), g.leaf(5)]
>>> sums = [g.sum(zip(w, x)), g.sum(zip(w, y))]
>>> rows = Rows(g.nodes, range(8), [0] * 8, [5, 4, 3, 2, 1, 0, -1, -1])
>>> rows.members
[(0, 1), (2, 3), (), (4, 5)]
>>> rows.of_sum
{6: (0, 1, 2), 7: (0, 3, 2)}
>>> rows.by_source(7)
{(0, 0): ((0, 1), (4, 5))}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import gt, lt
from typing import Any, NamedTuple

from .shared_graph import NONE, Graph
from .slots import Row

__all__ = ["Graph", "Rows"]

Source = tuple[int, int]  # the kernels of the first factors and of the second, or NONE
Terms = dict[Source, tuple[Row, Row]]  # of a sum: the slots of the factors from each source, side by side


class Rows:
    """The rows of the sums among some nodes.

    members: the nodes of each row.  of_sum: for each sum three rows: the first factors of its products, the
    second ones, and its single terms.  kernel_of, slot: of each node; they are read when it has been computed.
    """

    def __init__(self, nodes: Sequence[tuple], alive: Sequence[int], kernel_of: Sequence[int],
                 slot: Sequence[int]):  # fmt: skip
        self.nodes, self.alive, self.kernel_of, self.slot = nodes, alive, kernel_of, slot
        number: dict[Row, int] = {}
        self.of_sum: dict[int, tuple[int, int, int]] = {}
        for i in alive:
            kind, _, args = nodes[i]
            if kind == "sum":
                first, second, single = _split(args)
                self.of_sum[i] = (number.setdefault(first, len(number)), number.setdefault(second, len(number)),
                                  number.setdefault(single, len(number)))  # fmt: skip
        self.members = list(number)
        self._kernels: dict[int, tuple[int, Row]] = {}
        self._number_of: dict[Row, int] = {}
        self._ways: dict[tuple[int, int], list[Way]] = {}
        self._placed: dict[Any, Placed] = {}

    def sources(self, i: int) -> frozenset[Source]:
        """The kernels that the factors of each term come from."""
        first, second, single = [self._kernels_of(row)[1] for row in self.of_sum[i]]
        return frozenset(zip(first, second, strict=True)).union([(k, NONE) for k in single])

    def by_source(self, i: int) -> Terms:
        """The terms of a sum by the kernels that their factors come from, in the order of their slots.

        So a sum that was written in another order is the same sum.
        """
        first, second, single = self.of_sum[i]
        found: Terms = {}
        for way in self._ways_of(first, second):
            found[way.source] = _in_order(self._at(first, way), self._at(second, way), way)
        for way in self._ways_of(single, NONE):
            found[way.source] = tuple(sorted(self._at(single, way).slots)), ()
        return found

    def _kernels_of(self, row: int) -> tuple[int, Row]:
        """The kernel of each node in a row, and a number for these kernels."""
        found = self._kernels.get(row)
        if found is None:
            kernels = tuple(map(self.kernel_of.__getitem__, self.members[row]))
            number = self._number_of.setdefault(kernels, len(self._number_of))
            found = self._kernels[row] = number, kernels
        return found

    def _ways_of(self, first: int, second: int) -> list[Way]:
        """How rows of these kernels are divided by source.  second: a row, or NONE for single terms."""
        number, left = self._kernels_of(first)
        other, right = (NONE, (NONE,) * len(left)) if second == NONE else self._kernels_of(second)
        found = self._ways.get((number, other))
        if found is None:
            places: dict[Source, list[int]] = {}
            for place, (j, k) in enumerate(zip(left, right, strict=True)):
                places.setdefault((j, k) if j <= k or second == NONE else (k, j), []).append(place)
            found = self._ways[number, other] = [
                Way(
                    source,
                    None if len(own) == len(left) else tuple(own),
                    tuple([left[p] > right[p] for p in own]),
                )
                for source, own in places.items()
            ]
        return found

    def _at(self, row: int, way: Way) -> Placed:
        """The slots of a row that go one way."""
        found = self._placed.get((row, way.places))
        if found is None:
            slots = tuple(map(self.slot.__getitem__, self.members[row]))
            own = slots if way.places is None else tuple(map(slots.__getitem__, way.places))
            found = self._placed[row, way.places] = Placed(
                own, own[::-1], min(own), max(own), _direction(own)
            )
        return found


class Way(NamedTuple):
    """Some terms of a sum.  places: which of its products these are, or None for all of them.

    turned: for each whether its second factor comes from the earlier kernel of the source.
    """

    source: Source
    places: Row | None
    turned: tuple[bool, ...]


class Placed(NamedTuple):
    """Slots in a row, and the other way round; direction: 1 where they grow, -1 where they fall, else 0."""

    slots: Row
    back: Row
    low: int
    high: int
    direction: int


def _direction(slots: Row) -> int:
    if all(map(lt, slots, slots[1:])):
        return 1
    return -1 if all(map(gt, slots, slots[1:])) else 0


def _in_order(a: Placed, b: Placed, way: Way) -> tuple[Row, Row]:
    """The factors of some products, those of the earlier kernel first, then by their slots."""
    j, k = way.source
    if j == k and a.high > b.low and b.high > a.low:  # two rows of one kernel that overlap
        return _columns([(x, y) if x <= y else (y, x) for x, y in zip(a.slots, b.slots, strict=True)])
    if j != k and True in way.turned and False in way.turned:
        turned = zip(way.turned, a.slots, b.slots, strict=True)
        return _columns([(y, x) if turn else (x, y) for turn, x, y in turned])
    if b.high <= a.low if j == k else way.turned[0]:
        a, b = b, a
    if a.direction:
        return (a.slots, b.slots) if a.direction > 0 else (a.back, b.back)
    return _columns(zip(a.slots, b.slots, strict=True))


def _columns(pairs: Iterable[tuple[int, int]]) -> tuple[Row, Row]:
    first, second = zip(*sorted(pairs), strict=True)
    return first, second


def _split(args: Sequence[tuple[int, int]]) -> tuple[Row, Row, Row]:
    """The terms of a sum as columns: the first and the second factors of its products, and its single terms."""
    first, second = zip(*args, strict=True)
    if NONE not in second:
        return first, second, ()
    products = [pair for pair in args if pair[1] != NONE]
    single = tuple([a for a, b in args if b == NONE])
    first, second = zip(*products, strict=True) if products else ((), ())
    return first, second, single
