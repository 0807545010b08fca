"""The plan: kernels in order, each a matrix product, a sum, a formula or a fold over rows of slots.

All numbers of a replay lie in one array: inputs, constants, gradients, and then what the kernels compute, one
after the other.  A kernel is described by the slots it reads and the run of slots it writes.

>>> g = Graph()
>>> x = [g.leaf(k) for k in range(4)]
>>> out = g.sum([(x[0], x[2]), (x[1], x[3])])
>>> print(Plan(g, x, [out]))
v[8] = sum of v[0]*v[2] + v[1]*v[3]
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from .like_sums import groups, parts_of
from .plan_kernels import Kernel, Part
from .schedule import by_level, most_critical_first
from .shared_graph import Graph
from .slots import Row
from .sum_rows import Rows
from .sums import flattened

__all__ = ["Kernel", "Part", "Plan", "planned"]

SMALL = 3_000  # steps up to which both schedules are tried


class Plan:
    """Kernels for the outputs and gradients of a graph.

    slot: of each node its slot, or -1.  outputs: the slots of the outputs.  gradients: where the gradients
    begin, in the order asked for; those that nothing reaches stay 0.  wrt: how many there are.  moves: slots
    copied there at the end.
    constants: by slot.  size: how many slots there are.
    """

    def __init__(self, graph: Graph, leaves: Sequence[int], outputs: Sequence[int],
                 gradients: Sequence[int | None] = (), schedule: Callable = most_critical_first):  # fmt: skip
        nodes, home = graph.nodes, graph.home
        self.asked = [*outputs, *(g for g in gradients if g is not None)]
        self.nodes, alive = flattened(nodes, self.asked)
        self.home = home
        self.slot, self.kernel_of = [-1] * len(nodes), [0] * len(nodes)
        self.kernels: list[Kernel] = []
        self.inputs = len(leaves)
        for k, leaf in enumerate(leaves):
            self.slot[leaf] = k
        self.zero = self.size = len(leaves)
        self.size += 1
        self.constants: dict[int, float] = {self.zero: 0.0}
        for i in alive:
            if self.nodes[i][0] == "const":
                self._constant(i)
        self.gradients = self.size = -(-self.size // 8) * 8
        self.wrt = len(gradients)
        self.size += self.wrt
        self._wanted = self._in_place(gradients, outputs)
        self.rows = Rows(self.nodes, alive, self.kernel_of, self.slot)
        for batch in schedule(self.rows):
            batch.sort()
            batch.sort(key=home.__getitem__)
            {"map": self._map, "fold": self._fold, "sum": self._sums}[self.nodes[batch[0]][0]](batch)
        self.outputs = [self.slot[i] for i in outputs]
        places = enumerate(gradients, self.gradients)
        self.moves = [(self.slot[i], at) for at, i in places if i is not None and self.slot[i] != at]

    @property
    def products(self) -> int:
        """How many matrix products there are."""
        return sum(kernel.products for kernel in self.kernels)

    def _constant(self, i: int) -> None:
        self.slot[i], self.kernel_of[i] = self.size, 1
        self.constants[self.size] = self.nodes[i][1]
        self.size += 1

    def numbers_of(self, numbers: Sequence[float]) -> Row:
        """Slots that hold these numbers as constants."""
        found: dict[float, int] = {}
        for x in numbers:
            if x not in found:
                found[x], self.constants[self.size] = self.size, float(x)
                self.size += 1
        return tuple(found[x] for x in numbers)

    def _in_place(self, gradients: Sequence[int | None], outputs: Collection[int]) -> dict[int, int]:
        """Gradients that a kernel can compute where they belong: those asked for once."""
        places: dict[int, list[int]] = {}
        outputs = set(outputs)
        for j, i in enumerate(gradients):
            if i is not None and i not in outputs and self.nodes[i][0] in ("sum", "map", "fold"):
                places.setdefault(i, []).append(self.gradients + j)
        return {i: at[0] for i, at in places.items() if len(at) == 1}

    def _place(self, batch: list[int]) -> int:
        """Slots for the results of a kernel, side by side; those of gradients where they belong."""
        first = self._wanted.get(batch[0])
        if first is None or any(self._wanted.get(i) != first + k for k, i in enumerate(batch)):
            first = self.size = -(-self.size // 8) * 8
            self.size += len(batch)
        for k, i in enumerate(batch):
            self.kernel_of[i] = len(self.kernels) + 2
            self.slot[i] = first + k
        return first

    def _map(self, batch: list[int]) -> None:
        nodes, slot = self.nodes, self.slot
        args = list(zip(*([slot[a] for a in nodes[i][2]] for i in batch), strict=True))
        self.kernels.append(Kernel("map", self._place(batch), len(batch), batch, nodes[batch[0]][1], args))

    def _fold(self, batch: list[int]) -> None:
        rows = [tuple(self.slot[a] for a in self.nodes[i][2]) for i in batch]
        self.kernels.append(
            Kernel("fold", self._place(batch), len(batch), batch, self.nodes[batch[0]][1], rows)
        )

    def _sums(self, batch: list[int]) -> None:
        members = [(i, self.rows.by_source(i)) for i in batch]
        for sums, sources, known in groups(members, self.home):
            own = [i for i, _ in sums]
            parts, dims = parts_of(sums, sources, known, self.zero)
            self.kernels.append(Kernel("sum", self._place(own), len(own), own, parts=parts, dims=dims))

    def __str__(self) -> str:
        return "\n".join(map(str, self.kernels))


def planned(graph: Graph, leaves: Sequence[int], outputs: Sequence[int],
            gradients: Sequence[int | None] = ()) -> Plan:  # fmt: skip
    """The plan with fewer kernels of the two schedules; for big graphs the first one at once."""
    first = Plan(graph, leaves, outputs, gradients)
    if graph.size > SMALL:
        return first
    second = Plan(graph, leaves, outputs, gradients, by_level)
    return min(first, second, key=lambda plan: len(plan.kernels))
