"""Where numbers lie: a kernel writes its results side by side, so that the next one can read them in rows.

Slots that are evenly spaced along each axis are *affine*: base + i*step + ... Then an operand is a view of
memory; else it is gathered, number by number.

>>> affine([(10, 11, 12), (20, 21, 22)], (2,))
(10, (10, 1))
>>> affine([(10, 11, 13)], (1,)) is None
True
"""

from __future__ import annotations

from collections.abc import Sequence

Row = tuple[int, ...]


def step_of(row: Row) -> int | None:
    """The even step of a row of slots; 0 for one slot, None where they are not evenly spaced."""
    if len(row) < 2:
        return 0
    step = row[1] - row[0]
    return step if row == spaced(row[0], step, len(row)) else None


def spaced(start: int, step: int, count: int) -> Row:
    """start, start + step, ... as a row."""
    return tuple(range(start, start + count * step, step)) if step else (start,) * count


def affine(rows: Sequence[Row], dims: tuple[int, ...]) -> tuple[int, tuple[int, ...]] | None:
    """(base, steps) where the rows, counted along dims, are evenly spaced along every axis; else None.

    The last step is that within a row; dims multiply to the number of rows.
    """
    base, inner = rows[0][0], step_of(rows[0])
    if inner is None:
        return None
    steps, span = [], 1
    for size in reversed(dims):
        steps.insert(0, rows[span][0] - base if size > 1 else 0)
        span *= size
    if rows[-1][0] != base + sum(step * (size - 1) for size, step in zip(dims, steps, strict=True)):
        return None
    starts = [base]
    for size, step in zip(dims, steps, strict=True):
        starts = [s + k * step for s in starts for k in range(size)]
    width = len(rows[0])
    if [row[0] for row in rows] != starts:
        return None
    if [row[-1] for row in rows] != [s + inner * (width - 1) for s in starts]:  # quick, where they are not
        return None
    if width > 2 and [*rows] != [spaced(s, inner, width) for s in starts]:
        return None
    return base, (*steps, inner)


def first_run(starts: Sequence[int]) -> int:
    """How many numbers at the beginning are evenly spaced."""
    if len(starts) <= 2:
        return len(starts)
    step = starts[1] - starts[0]
    for k in range(1, len(starts) - 1):
        if starts[k + 1] - starts[k] != step:
            return k + 1
    return len(starts)


def folded(columns: Sequence[Sequence[Row]], count: int) -> tuple[int, int]:
    """M and N for results that are no rectangle by themselves: as makes the most operands affine."""
    best = (-1, count)
    for rows in columns:
        run = first_run([row[0] for row in rows])
        if run >= 2 and count % run == 0:
            fits = sum(affine(other, (count // run, run)) is not None for other in columns)
            best = max(best, (fits, run))
    return count // best[1], best[1]
