"""What the sums of a graph read, as rows of nodes, each row once.

The weights of a neuron are read by its sum for every example, and the numbers of an example by every neuron.
So a graph has many sums and few rows.  What a plan has to know about each term of a sum (whether it is there
already, which kernel it comes from, where it lies) is found out for each row instead.

>>> g = Graph()
>>> w, x, y = [g.leaf(0), g.leaf(1)], [g.leaf(2), g.leaf(3)], [g.leaf(4), g.leaf(5)]
>>> sums = [g.sum(zip(w, x)), g.sum(zip(w, y))]
>>> rows = Rows(g.nodes, range(8), [0] * 8, [5, 4, 3, 2, 1, 0, -1, -1])
>>> rows.members
[(0, 1), (2, 3), (4, 5)]
>>> rows.of_sum
{6: [(0, 1)], 7: [(0, 2)]}
>>> rows.by_source(7)
{(0, 0): ((0, 1), (4, 5))}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from operator import gt, lt

from .shared_graph import NONE, Graph
from .slots import Row

__all__ = ["Graph", "Rows"]

Source = tuple[int, int]  # the kernels of the first factors and of the second, or NONE
Terms = dict[Source, tuple[Row, Row]]  # of a sum: the slots of the factors from each source, side by side


class Rows:
    """The rows of the sums among some nodes.

    members: the nodes of each row.  of_sum: for each sum pairs of rows: the first factors of some products
    and the second ones, or single terms and NONE.  kernel_of, slot: of each node, read once it is computed.
    """

    def __init__(self, nodes: Sequence[tuple], alive: Sequence[int], kernel_of: Sequence[int],
                 slot: Sequence[int]):  # fmt: skip
        self.nodes, self.alive, self.kernel_of, self.slot = nodes, alive, kernel_of, slot
        number: dict[Row, int] = {}
        constants = {i for i in alive if nodes[i][0] == "const"}
        self.of_sum: dict[int, list[tuple[int, int]]] = {}
        for i in alive:
            kind, _, args = nodes[i]
            if kind == "sum":
                self.of_sum[i] = [
                    (number.setdefault(a, len(number)), number.setdefault(b, len(number)) if b else NONE)
                    for a, b in _columns(args, constants)
                ]
        self.members = list(number)
        self._number_of: dict[Row, int] = {}
        self._kernels: dict[int, tuple[int, Row]] = {}
        self._sources: dict[tuple[int, int], frozenset[Source]] = {}
        self._routes: dict[tuple[int, int], list[Route]] = {}
        self._singles: dict[int, Terms] = {}

    def by_source(self, i: int) -> Terms:
        """The terms of a sum by the kernels that their factors come from, in the order of their slots.

        So a sum that was written in another order is the same sum.
        """
        found: Terms = {}
        for first, second in self.of_sum[i]:
            if second == NONE:
                found.update(self._singles.get(first) or self._singles_in(first))
                continue
            for route in self._routes_of(first, second):
                found[route.source] = route.in_order(self._at(first, route), self._at(second, route))
        return found

    def sources(self, i: int) -> frozenset[Source]:
        """The kernels that the factors of each term come from."""
        found: set[Source] = set()
        for pair in self.of_sum[i]:
            if pair not in self._sources:
                left, right = [self._kernels_of(row)[1] if row != NONE else repeat(NONE) for row in pair]
                self._sources[pair] = frozenset(zip(left, right, strict=False))
            found |= self._sources[pair]
        return frozenset(found)

    def _kernels_of(self, row: int) -> tuple[int, Row]:
        """The kernel of each node in a row, and a number for these kernels."""
        found = self._kernels.get(row)
        if found is None:
            kernels = tuple(map(self.kernel_of.__getitem__, self.members[row]))
            number = self._number_of.setdefault(kernels, len(self._number_of))
            found = self._kernels[row] = number, kernels
        return found

    def _routes_of(self, first: int, second: int) -> list[Route]:
        """How the products of rows from these kernels are divided by source."""
        (j, left), (k, right) = self._kernels_of(first), self._kernels_of(second)
        found = self._routes.get((j, k))
        if found is None:
            places: dict[Source, list[int]] = {}
            for place, (a, b) in enumerate(zip(left, right, strict=True)):
                places.setdefault((a, b) if a <= b else (b, a), []).append(place)
            found = self._routes[j, k] = [Route(source, own, left, right) for source, own in places.items()]
        return found

    def _at(self, row: int, route: Route) -> Placed:
        """The slots of the members that take a route."""
        found = route.placed.get(row)
        if found is None:
            slots = tuple(map(self.slot.__getitem__, self.members[row]))
            found = route.placed[row] = Placed(
                slots if route.whole else tuple([slots[k] for k in route.places])
            )
        return found

    def _singles_in(self, row: int) -> Terms:
        """The single terms of a row by the kernels that they come from."""
        found: dict[Source, list[int]] = {}
        for a, k in zip(self.members[row], self._kernels_of(row)[1], strict=True):
            found.setdefault((k, NONE), []).append(self.slot[a])
        terms: Terms = {source: (tuple(sorted(slots)), ()) for source, slots in found.items()}
        self._singles[row] = terms
        return terms


class Placed:
    """Slots in a row.

    back: the other way round.  direction: 1 where they grow, -1 where they fall, else 0.
    """

    __slots__ = ("back", "direction", "high", "low", "slots")

    def __init__(self, slots: Row):
        self.slots, self.back, self.low, self.high = slots, slots[::-1], min(slots), max(slots)
        self.direction = int(all(map(lt, slots, slots[1:]))) or -int(all(map(gt, slots, slots[1:])))


class Route:
    """Some products of a sum, all from one source.

    places: which of the products of their rows; whole: whether they are all of these.  placed: the slots of
    these places, by row.
    """

    def __init__(self, source: Source, places: list[int], left: Row, right: Row):
        self.source, self.places, self.whole = source, places, len(places) == len(left)
        self.placed: dict[int, Placed] = {}
        self.one_kernel = source[0] == source[1]
        self.turned = [left[p] > right[p] for p in places]  # the second factor is from the earlier kernel
        self.mixed = len(set(self.turned)) > 1

    def in_order(self, a: Placed, b: Placed) -> tuple[Row, Row]:
        """The factors of the products, that from the earlier kernel or slot first, then by their slots."""
        if self.mixed:
            each = zip(self.turned, a.slots, b.slots, strict=True)
            return _sorted([(y, x) if turned else (x, y) for turned, x, y in each])
        if self.one_kernel and a.high > b.low and b.high > a.low:
            return _sorted([(x, y) if x <= y else (y, x) for x, y in zip(a.slots, b.slots, strict=True)])
        if a.low >= b.high if self.one_kernel else self.turned[0]:
            a, b = b, a
        if a.direction:
            return (a.slots, b.slots) if a.direction > 0 else (a.back, b.back)
        return _sorted(zip(a.slots, b.slots, strict=True))


def _sorted(pairs: Iterable[tuple[int, int]]) -> tuple[Row, Row]:
    first, second = zip(*sorted(pairs), strict=True)
    return first, second


def _columns(args: Sequence[tuple[int, int]], constants: set[int]) -> list[tuple[Row, Row]]:
    """The terms of a sum as columns: of products the first and the second factors, of single terms these.

    Products with a constant, such as those of a penalty, come first on the way back; they are looked at by
    themselves, because behind them a weight reads the row that its neighbours read too.
    """
    start = 0
    while start < len(args) and not constants.isdisjoint(args[start]):
        start += 1
    if 0 < start < len(args) and constants.isdisjoint(chain.from_iterable(args[start:])):
        return _products_and_singles(args[:start]) + _products_and_singles(args[start:])
    return _products_and_singles(args)


def _products_and_singles(args: Sequence[tuple[int, int]]) -> list[tuple[Row, Row]]:
    first, second = zip(*args, strict=True)
    count = second.count(NONE)
    if not count:
        return [(first, second)]
    if count == len(args):
        return [(first, ())]
    if count == 1:  # a bias
        k = second.index(NONE)
        return [(first[:k] + first[k + 1 :], second[:k] + second[k + 1 :]), ((first[k],), ())]
    products = tuple([a for a, b in args if b != NONE]), tuple([b for b in second if b != NONE])
    return [products, (tuple([a for a, b in args if b == NONE]), ())]
