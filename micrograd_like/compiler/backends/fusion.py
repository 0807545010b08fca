"""Kernels that can run as one loop: a formula of what a kernel has just computed, cell by cell.

A product with a bias is one kernel already.  Here its activation joins it, and chains of formulas join each
other: a number is used while it is still in a register.  A kernel joins a group where it reads, cell by cell,
what the group computes, and nothing else that is not there when the group begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..plan import Kernel
from ..rewriting import written_out
from ..shared_graph import parsed
from ..slots import Row, step_of
from .llvm_words import costly

LIMIT = 12  # kernels in a group, so that registers suffice


def groups(kernels: Sequence[Kernel], size: int) -> list[list[Kernel]]:
    """The kernels in an order in which they can run, those of a group together."""
    writer = [-1] * size  # for each slot the group that computes it
    outs: dict[tuple[int, int], int] = {}
    found: list[list[Kernel]] = []
    for kernel in kernels:
        at = _joins(kernel, found, writer, outs)
        if at is None:
            at = len(found)
            found.append([])
        found[at].append(kernel)
        outs[kernel.out, kernel.n] = at
        writer[kernel.out : kernel.out + kernel.n] = [at] * kernel.n
    return found


def _joins(kernel: Kernel, found: list[list[Kernel]], writer: list[int], outs: dict[tuple[int, int], int]
           ) -> int | None:  # fmt: skip
    """The group that a kernel can become part of."""
    if not elementwise(kernel):
        return None
    last, cells = -1, set()
    for row in reads(kernel):
        own = outs.get((row[0], len(row)), -1)
        if own >= 0 and (len(row) == 1 or step_of(row) == 1):
            cells.add(own)
            last = max(last, own)
        else:
            last = max(last, 1 + max(writer[slot] for slot in set(row)))
    return last if last in cells and _room(kernel, found[last]) else None


def _room(kernel: Kernel, group: list[Kernel]) -> bool:
    """Whether a group can take one more; a formula that calls functions joins no matrix product."""
    head = group[0]
    heavy = kernel.kind == "map" and costly(parsed(written_out(kernel.word)))
    return len(group) < LIMIT and not (heavy and head.products) and head.kind != "fold"


def elementwise(kernel: Kernel) -> bool:
    """Whether each result is made of a few numbers of its own."""
    if kernel.kind == "map":
        return True
    return kernel.kind == "sum" and all(len(p.A[0]) == 1 and p.kind != "matmul" for p in kernel.parts)


def reads(kernel: Kernel) -> Iterator[Row]:
    """The slots that an elementwise kernel reads, a row for each operand."""
    if kernel.kind == "map":
        yield from kernel.args
        return
    for part in kernel.parts:
        yield tuple(row[0] for row in part.A)
        if part.B:
            yield tuple(row[0] for row in part.B)
