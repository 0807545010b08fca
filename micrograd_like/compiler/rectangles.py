"""Matrix products, found: sums of products whose operands are every pairing of some rows with some others.

Take sixteen neurons and a hundred examples.  Each of the 1,600 weighted sums pairs a row of weights with a
row of inputs; there are only sixteen different rows of the one kind and a hundred of the other, and every
pair is there.  That is a matrix product.

>>> W, x = [(1, 2), (3, 4)], [(7, 8), (9, 10), (11, 12)]
>>> found, rest = rectangles([w for w in W for _ in x], [column for _ in W for column in x])
>>> found, rest
([([0, 1, 2, 3, 4, 5], 2, 3)], [])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = tuple[int, ...]


def rectangles(
    left: Sequence[Row], right: Sequence[Row]
) -> tuple[list[tuple[list[int], int, int]], list[int]]:
    """Places where left and right are every pairing of M rows with N rows; and the places that are left over.

    Each rectangle is a list of M * N places, one row of the result after the other, with M and N.
    """
    a, b = _numbered(left), _numbered(right)
    if max(a) + 1 == max(b) + 1 == len(left):
        return [], list(range(len(left)))  # no row is there twice
    found, rest = [], []
    for places in _connected(a, b):
        rectangle = _filled(places, a, b)
        if rectangle is None:
            rest += places
        else:
            found.append(rectangle)
    return found, sorted(rest)


def _numbered(rows: Sequence[Any]) -> list[int]:
    """For each row its number; equal rows have one."""
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(row, len(numbers)) for row in rows]


def _connected(a: Sequence[int], b: Sequence[int]) -> list[list[int]]:
    """The places, those together that share a row of A or of B, directly or by way of others."""
    offset = max(a) + 1
    root = list(range(offset + max(b) + 1))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for x, y in zip(a, b, strict=True):
        root[find(x)] = find(y + offset)
    groups: dict[int, list[int]] = {}
    for place, x in enumerate(a):
        groups.setdefault(find(x), []).append(place)
    return list(groups.values())


def _filled(places: list[int], a: Sequence[int], b: Sequence[int]) -> tuple[list[int], int, int] | None:
    """The places as a full rectangle, in the order in which rows and columns are met; None if some lack."""
    rows, columns = [a[p] for p in places], [b[p] for p in places]
    if len(set(rows)) < 2 or len(set(columns)) < 2:
        return None
    if rows[0] != rows[1]:  # the result lies by columns: its rows are those of B
        rows, columns = columns, rows
    r, c = _numbered(rows), _numbered(columns)
    M, N = max(r) + 1, max(c) + 1
    if len(places) != M * N:
        return None
    grid = [-1] * len(places)
    for place, i, j in zip(places, r, c, strict=True):
        grid[i * N + j] = place
    return None if -1 in grid else (grid, M, N)
