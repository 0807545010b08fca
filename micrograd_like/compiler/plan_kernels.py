"""Kernels: what a plan computes at once, described by the slots that are read and the run of slots written.

>>> print(Kernel("map", 8, 4, [], "exp(a)", [(0, 1, 2, 3)]))
v[8:12] = exp(a) of v[0:4]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .slots import Row, affine


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
