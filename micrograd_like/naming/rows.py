"""What belongs to one row of the data: the loss of row 3, and the sum of rows 1 to 3.

A network that is called once for each row numbers its neurons' results; what is computed from those of one
number alone belongs to that row.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..engine import Value

SUMS = {"add", "total"}
MIXED = -1  # of several rows


def rows_of(order: list[Value], numbered: Mapping[Value, int]) -> dict[Value, int]:
    """For every node that depends on numbered ones their number, MIXED if they differ; others have none.

    >>> a, b = Value(1.0), Value(2.0)
    >>> c, d = a * 2.0, b * 3.0
    >>> list(rows_of([a, b, c, d, c + d], {a: 1, b: 2}).values())
    [1, 2, 1, 2, -1]
    """
    rows: dict[Value, int] = {}
    for node in order:
        found = {numbered[node]} if node in numbered else {rows[p] for p in node.parents if p in rows}
        if found:
            rows[node] = found.pop() if len(found) == 1 else MIXED
    return rows


def row_names(
    order: list[Value], numbered: Mapping[Value, int], rows: Mapping[Value, int]
) -> dict[Value, str]:
    """Names for what each row adds to a sum, and for the sums on the way; none for a single row."""
    if max(numbered.values(), default=0) < 2:
        return {}
    names: dict[Value, str] = {}
    up_to: dict[Value, int] = {}  # the sums of rows so far
    for node in order:
        if getattr(node.rule, "name", "") not in SUMS or node not in rows:
            continue
        if rows[node] != MIXED:
            if all(p in rows or p.data == 0 for p in node.parents):  # sum() begins with 0
                up_to[node] = rows[node]
            continue
        parts = [up_to.get(p, rows.get(p, MIXED)) for p in node.parents if p in rows]
        for p, row in zip((p for p in node.parents if p in rows), parts, strict=True):
            inner = next((q for q in p.parents if q in rows), p) if p in up_to and rows[p] != MIXED else p
            if row != MIXED and rows[inner] != MIXED and inner not in numbered:
                names[inner] = f"loss of row {row}"
        if MIXED not in parts and _follow(set(parts)):
            names[node] = f"sum of rows 1 to {max(parts)}"
            up_to[node] = max(parts)
    return names


def _follow(rows: set[int]) -> bool:
    """Whether they are all rows from the first on, or a sum of rows and the next one."""
    return rows == set(range(1, max(rows) + 1)) or (len(rows) == 2 and max(rows) - min(rows) == 1)
