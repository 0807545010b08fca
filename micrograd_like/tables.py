"""Tables: as text, and for notebooks as HTML without a style sheet, which untrusted and exported ones show.

>>> print(table(["grad"], [["5e-11"]]))
<table><thead><tr><th style="text-align:right">grad</th></tr></thead>
<tbody><tr><td style="text-align:right;white-space:nowrap">5e-11</td></tr></tbody></table>
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    words: int | Iterable[int] = (),
    above: str = "",
    below: Iterable[str] = (),
) -> str:
    """head and rows as HTML.

    words: the columns of text, by index, or how many of the first ones; all others are numbers, and stand on
    the right.  above: a line of text over the table.  below: lines under it.
    """
    left = set(range(words)) if isinstance(words, int) else set(words)

    def cells(tag: str, row: Sequence[object]) -> str:
        number = "right;white-space:nowrap" if tag == "td" else "right"  # 5e-11 is not broken after its minus
        side = ["left" if k in left else number for k in range(len(row))]
        made = (
            f'<{tag} style="text-align:{s}">{escape(str(x))}</{tag}>' for s, x in zip(side, row, strict=True)
        )
        return f"<tr>{''.join(made)}</tr>"

    body = "\n".join(cells("td", row) for row in rows)
    inside = f"<thead>{cells('th', head)}</thead>\n<tbody>{body}</tbody>"
    title = f"<p>{escape(above)}</p>" if above else ""
    return title + f"<table>{inside}</table>" + "".join(f"<p>{escape(line)}</p>" for line in below)


def in_columns(head: Sequence[str], rows: Sequence[Sequence[str]], *, words: Iterable[int] = ()) -> list[str]:
    """head and rows as lines of text; words: the columns of text, which stand on the left.

    >>> in_columns(["name", "grad"], [["a", "3"]], words={0})
    ['name  grad', 'a        3']
    """
    left = set(words)
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = []
    for row in (head, *rows):
        cells = [
            x.ljust(w) if k in left else x.rjust(w) for k, (x, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def bars(numbers: Sequence[float], longest: int = 24) -> list[str]:
    """Numbers from 0 on as bars of text, the largest so many characters long.

    >>> bars([4, 1, 0], 4)
    ['████', '█', '']
    """
    most = max(numbers, default=0) or 1
    eighths = [int(8 * longest * x // most) or int(x > 0) for x in numbers]
    return ["█" * (n // 8) + " ▏▎▍▌▋▊▉"[n % 8].strip() for n in eighths]
