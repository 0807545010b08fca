"""Sums that are computed together: what one kernel of sums adds up, as rows of slots.

Each sum is looked at by its sources: the kernels that the factors of its terms come from.  Sums of one kind,
with so many terms from each source, are held against one another for matrix products first; what is left over
is padded to one length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .plan_kernels import Part
from .rectangles import rectangles
from .shared_graph import NONE
from .slots import Row, folded
from .sum_rows import Source, Terms

WASTE = 2.0  # how many times the numbers of a ragged batch of sums may grow when they are padded

Member = tuple[int, Terms]  # a sum: its node, and its terms by their source


def groups(members: Sequence[Member], home: Sequence[tuple[bool, int]]) -> Iterator[tuple]:
    """What one kernel computes: its sums, their sources, and M and N where these are known.

    Rectangles first, the most numbers first; what is left is put together while little is lost by padding.
    """
    alike: dict[tuple, list[Member]] = {}
    for member in members:
        terms = member[1]
        alike.setdefault(tuple([(source, len(terms[source][0])) for source in sorted(terms)]), []).append(
            member
        )
    loose: dict[tuple[Source, ...], list[Member]] = {}
    for kind, own in alike.items():
        sources = tuple(source for source, _ in kind)
        rest: Sequence[int] = range(len(own))
        products = [(width, source) for source, width in kind if source[1] >= 0 and width >= 2]
        if products and len(own) >= 4:
            _, most = max(products)
            found, rest = rectangles(*zip(*(terms[most] for _, terms in own), strict=True))
            for places, M, N in found:
                yield [own[p] for p in places], sources, (M, N)
        if rest:
            loose.setdefault(sources, []).extend([own[p] for p in rest])
    for sources, own in loose.items():
        for chunk in _chunks(own):
            chunk.sort(key=lambda member: (home[member[0]], member[0]))
            yield chunk, sources, None


def _chunks(members: list[Member]) -> list[list[Member]]:
    """Sums of many lengths in few batches, each padded with zeros while little is wasted."""

    def size(member: Member) -> int:
        return sum([len(first) for first, _ in member[1].values()])

    chunks: list[list[Member]] = [[]]
    used = 0
    for member in sorted(members, key=size):
        padded = size(member) * (len(chunks[-1]) + 1)
        if chunks[-1] and padded > WASTE * (used + size(member)) + 16:
            chunks.append([])
            used = 0
        chunks[-1].append(member)
        used += size(member)
    return chunks


def parts_of(members: Sequence[Member], sources: Sequence[Source], dims: tuple[int, int] | None, zero: int
             ) -> tuple[list[Part], tuple[int, int]]:  # fmt: skip
    """The parts of a kernel of these sums, with M and N.  zero: a slot that holds 0, to pad with."""
    columns = [
        _padded([terms.get(source, ((), ())) for _, terms in members], source, zero) for source in sources
    ]
    if dims is None:
        dims = folded([rows for pair in columns for rows in pair if rows], len(members))
    return [_part(A, B, dims) for A, B in columns], dims


def _padded(terms: Sequence[tuple[Row, Row]], source: Source, zero: int) -> tuple[list[Row], list[Row]]:
    """The rows of all sums from one source, of one length; no second rows where there is no second factor."""
    A, B = [first for first, _ in terms], [second for _, second in terms] if source[1] != NONE else []
    width = max(map(len, A))
    if min(map(len, A)) < width:
        A, B = ([row + (zero,) * (width - len(row)) for row in rows] for rows in (A, B))
    return A, B


def _part(left: list[Row], right: list[Row], dims: tuple[int, int]) -> Part:
    """A term of a kernel; a matrix product where A depends on the row of the result only, B on the column."""
    M, N = dims
    if not right:
        return Part("sum", left, [])
    if len(left[0]) >= 2 and M > 1 and N > 1:
        for a, b in ((left, right), (right, left)):
            rows, columns = a[::N], b[:N]
            if columns * M == b and all(
                a[k : k + N] == [row] * N for k, row in zip(range(0, M * N, N), rows, strict=True)
            ):
                return Part("matmul", rows, columns)
    return Part("dot", left, right)
