"""A table of numbers beside the right one, entry by entry: as text, and as colours for a notebook.

>>> print(as_text([[1.0, 2.0], [3.0, 5.0]], [[1.0, 2.0], [3.0, 4.0]]))
    yours        right
    1.0  2.0     1.0  2.0
    3.0  5.0*    3.0  4.0
    * not right
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from .probes import Row
from .values import same, show

ROWS, COLUMNS = 12, 8  # a larger table would be a wall
GAP = "    "
Table = Sequence[Sequence[float]]


def first_grid(wrong: list[Row]) -> Row | None:
    """The first row that holds a table where a table of the same shape is right, and is no prediction."""
    return next((row for row in wrong if not row.secret and is_grid(row.right) and like(row)), None)


def is_grid(value: Any) -> bool:
    """Whether this is a list of lists of numbers, all of one length, that fits on a page."""
    if not isinstance(value, (list, tuple)) or not 1 <= len(value) <= ROWS:
        return False
    lines = all(isinstance(line, (list, tuple)) and 1 < len(line) <= COLUMNS for line in value)
    return lines and len({*map(len, value)}) == 1 and all(map(_is_number, itertools.chain(*value)))


def like(row: Row) -> bool:
    """Whether yours has the shape of the right table."""
    return is_grid(row.got) and [*map(len, row.got)] == [*map(len, row.right)]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float))


def as_text(mine: Table, right: Table) -> str:
    """Both tables side by side; a star stands at each entry that is not right."""
    stars = [
        ["" if same(g, r) else "*" for g, r in zip(*pair, strict=True)]
        for pair in zip(mine, right, strict=True)
    ]
    yours = [
        [show(g) + star for g, star in zip(*pair, strict=True)] for pair in zip(mine, stars, strict=True)
    ]
    left = [*_aligned(yours)]
    width = max(len("yours"), *map(len, left))
    lines = [("yours", "right"), *zip(left, _aligned([[*map(show, line)] for line in right]), strict=True)]
    told = [f"{GAP}{a:<{width}}{GAP}{b}".rstrip() for a, b in lines]
    return "\n".join([*told, f"{GAP}* not right"])


def _aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table whose columns begin below one another."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ("  ".join(f"{word:<{width}}" for word, width in zip(line, widths, strict=True)) for line in table)


def as_html(label: str, mine: Table, right: Table) -> str:
    """Both tables in colours: the size and the sign of an entry, and a red frame round what is not right."""
    sizes = [abs(x) for x in itertools.chain(*mine, *right) if math.isfinite(x)]
    most = max(sizes, default=0.0) or 1.0
    wrong = [[not same(g, r) for g, r in zip(*pair, strict=True)] for pair in zip(mine, right, strict=True)]
    nothing = [[False] * len(line) for line in right]
    tables = _table("yours", mine, wrong, most) + _table("right", right, nothing, most)
    count = sum(map(sum, wrong))
    words = f"{escape(label)}: {count} of {sum(map(len, wrong))} entries are not right (&#10007;)."
    key = "Blue is negative, orange is positive; the stronger, the larger."
    return (
        f"<p>{words} <small>{key}</small></p><div style='display:flex;gap:2em;flex-wrap:wrap'>{tables}</div>"
    )


def _table(name: str, table: Table, wrong: list[list[bool]], most: float) -> str:
    lines = []
    for k, line in enumerate(table):
        cells = "".join(_cell(x, bad, most) for x, bad in zip(line, wrong[k], strict=True))
        lines.append(f"<tr><th scope='row' style='font-weight:normal;opacity:.7'>{k}</th>{cells}</tr>")
    pale = "font-weight:normal;opacity:.7;text-align:center"
    numbers = "".join(f"<th scope='col' style='{pale}'>{k}</th>" for k in range(len(table[0])))
    caption = f"<caption style='text-align:left;font-weight:bold;caption-side:top'>{name}</caption>"
    inside = f"{caption}<tr><td></td>{numbers}</tr>{''.join(lines)}"
    return f"<table style='border-collapse:separate;border-spacing:2px'>{inside}</table>"


def _cell(x: float, bad: bool, most: float) -> str:
    """A cell whose background lets the page's own colours through, light or dark."""
    strength = 0.6 * math.sqrt(min(abs(x) / most, 1.0)) if math.isfinite(x) else 0.0
    colour = "230,126,34" if x > 0 else "41,128,235"
    frame = "outline:2px solid #d64533;outline-offset:-2px;font-weight:bold;" if bad else ""
    face = "font-family:monospace;text-align:right;padding:.2em .7em"
    style = f"background:rgba({colour},{strength:.2f});{frame}{face}"
    mark = "&#10007;&nbsp;" if bad else ""
    spoken = f" aria-label='{escape(show(x))}, not right'" if bad else ""
    return f"<td style='{style}'{spoken}>{mark}{escape(show(x))}</td>"
