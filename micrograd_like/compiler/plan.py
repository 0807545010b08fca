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
from dataclasses import dataclass, field
from typing import NamedTuple

from .rectangles import rectangles
from .schedule import by_level, most_critical_first
from .shared_graph import NONE, Graph
from .slots import Row, affine, folded
from .sums import flattened

WASTE = 2.0  # how many times the numbers of a ragged batch of sums may grow when they are padded
SMALL = 3_000  # nodes up to which both schedules are tried


class Part(NamedTuple):
    """A term of a kernel of sums.

    kind: "matmul", every row of A times every row of B; "dot", each row of A times its own of B; "sum", the
    sum of each row of A.
    """

    kind: str
    A: list[Row]
    B: list[Row]


@dataclass
class Kernel:
    """What is computed at once: slots out ... out + n - 1.

    kind: "sum" adds parts, of M x N results; "map" is a formula (word), of one row of slots per letter
    (args); "fold" is max, min, prod or norm2 (word) of each row in args.  nodes: what it computes, in order.
    """

    kind: str
    out: int
    n: int
    nodes: list[int]
    word: str = ""
    args: Sequence[Row] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    dims: tuple[int, int] = (1, 1)

    @property
    def products(self) -> int:
        """How many matrix products it has."""
        return sum(part.kind == "matmul" for part in self.parts)

    def __str__(self) -> str:
        out = _span(tuple(range(self.out, self.out + self.n)))
        if self.kind == "map":
            return f"{out} = {self.word} of {', '.join(map(_span, self.args))}"
        if self.kind == "fold":
            return f"{out} = {self.word} of {len(self.args)} rows"
        if self.n == 1:
            (terms,) = [
                " + ".join(f"v[{a}]" if not part.B else f"v[{a}]*v[{b}]" for a, b in _pairs(part))
                for part in self.parts[:1]
            ]
            more = f" + {len(self.parts) - 1} more parts" if len(self.parts) > 1 else ""
            return f"{out} = sum of {terms}{more}"
        M, N = self.dims
        parts = (f"{p.kind} over {len(p.A[0])}" for p in self.parts)
        return f"{out} = [{M}x{N}] {' + '.join(parts)}"


def _pairs(part: Part) -> list[tuple[int, int]]:
    return list(zip(part.A[0], part.B[0] if part.B else part.A[0], strict=True))


def _span(row: Row) -> str:
    first, last = min(row), max(row)
    step = (last - first) // max(len(row) - 1, 1)
    if len(set(row)) == 1:
        return f"v[{first}]"
    if affine([row], (1,)):
        return f"v[{first}:{last + 1}{f':{step}' if step != 1 else ''}]"
    return f"v[{len(row)} slots]"


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
        for batch in schedule(self.nodes, alive, self.kernel_of):
            batch.sort(key=lambda i: (home[i], i))
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
        """Rectangles first, the most numbers first; what is left is padded to one length."""
        groups: dict[tuple, list[tuple[int, dict]]] = {}
        for i in batch:
            terms = self._by_source(self.nodes[i][2])
            groups.setdefault(tuple((key, len(terms[key])) for key in sorted(terms)), []).append((i, terms))
        loose: dict[tuple, list[tuple[int, dict]]] = {}
        for key, members in groups.items():
            sources = tuple(source for source, _ in key)
            products = [(width, source) for source, width in key if source[1] >= 0 and width >= 2]
            if products and len(members) >= 4:
                A, B = zip(*(zip(*terms[max(products)[1]], strict=True) for _, terms in members), strict=True)
                found, rest = rectangles(A, B)
                for places, M, N in found:
                    self._emit([members[p] for p in places], sources, (M, N))
            else:
                rest = range(len(members))
            if rest:
                loose.setdefault(sources, []).extend(members[p] for p in rest)
        for sources, members in loose.items():
            for chunk in _chunks(members):
                chunk.sort(key=lambda member: (self.home[member[0]], member[0]))
                self._emit(chunk, sources, None)

    def _by_source(self, args: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """The terms of a sum by the kernels that their factors come from, in the order of their slots."""
        kernel_of, slot = self.kernel_of, self.slot
        terms: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for a, b in args:
            if b == NONE:
                key, pair = (kernel_of[a], NONE), (slot[a], NONE)
            elif (kernel_of[a], slot[a]) <= (kernel_of[b], slot[b]):
                key, pair = (kernel_of[a], kernel_of[b]), (slot[a], slot[b])
            else:
                key, pair = (kernel_of[b], kernel_of[a]), (slot[b], slot[a])
            if key in terms:
                terms[key].append(pair)
            else:
                terms[key] = [pair]
        for pairs in terms.values():
            pairs.sort()  # so that a sum in another order is the same sum
        return terms

    def _emit(self, members: list[tuple[int, dict]], sources: Sequence[tuple[int, int]],
              dims: tuple[int, int] | None) -> None:  # fmt: skip
        """A kernel of sums.  dims: M and N where they are known."""
        columns: list[tuple[list[Row], list[Row]]] = []
        for source in sources:
            width = max(len(terms.get(source, ())) for _, terms in members)
            padding = (self.zero, self.zero if source[1] >= 0 else NONE)
            A, B = [], []
            for _, terms in members:
                pairs = terms.get(source, [])
                a, b = zip(*(pairs + [padding] * (width - len(pairs))), strict=True)
                A.append(a)
                B.append(b)
            columns.append((A, B if source[1] >= 0 else []))
        if dims is None:
            dims = folded([rows for pair in columns for rows in pair if rows], len(members))
        parts = [_part(A, B, dims) for A, B in columns]
        batch = [i for i, _ in members]
        self.kernels.append(Kernel("sum", self._place(batch), len(batch), batch, parts=parts, dims=dims))

    def __str__(self) -> str:
        return "\n".join(map(str, self.kernels))


def _chunks(members: list[tuple[int, dict]]) -> list[list[tuple[int, dict]]]:
    """Sums of many lengths in few batches, each padded with zeros while little is wasted."""

    def size(member: tuple[int, dict]) -> int:
        return sum(map(len, member[1].values()))

    chunks: list[list[tuple[int, dict]]] = [[]]
    used = 0
    for member in sorted(members, key=size):
        padded = size(member) * (len(chunks[-1]) + 1)
        if chunks[-1] and padded > WASTE * (used + size(member)) + 16:
            chunks.append([])
            used = 0
        chunks[-1].append(member)
        used += size(member)
    return chunks


def _part(left: list[Row], right: list[Row], dims: tuple[int, int]) -> Part:
    """A term of a kernel; a matrix product where A depends on the row of the result only, B on the column."""
    M, N = dims
    if not right:
        return Part("sum", left, [])
    if len(left[0]) >= 2 and M > 1 and N > 1:
        for a, b in ((left, right), (right, left)):
            if all(a[k] == a[k - k % N] for k in range(M * N)) and all(
                b[k] == b[k % N] for k in range(M * N)
            ):
                return Part("matmul", a[::N], b[:N])
    return Part("dot", left, right)


def planned(graph: Graph, leaves: Sequence[int], outputs: Sequence[int],
            gradients: Sequence[int | None] = ()) -> Plan:  # fmt: skip
    """The plan with fewer kernels of the two schedules; for big graphs the first one at once."""
    first = Plan(graph, leaves, outputs, gradients)
    if len(graph.nodes) > SMALL:
        return first
    second = Plan(graph, leaves, outputs, gradients, by_level)
    return min(first, second, key=lambda plan: len(plan.kernels))
