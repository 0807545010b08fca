"""The parts of an answer in words: which rows to show, the table of yours and right, what waits, what went
wrong."""

from __future__ import annotations

import textwrap

from .guard import Failure
from .probes import Row
from .values import Should, show

AT_MOST = 4  # wrong rows shown; more would be a wall


# ---- which rows


def telling(wrong: list[Row]) -> list[Row]:
    """The few rows to show: of each function the first one, then whatever comes first, in their order."""
    firsts = {row.name or row.label: k for k, row in reversed([*enumerate(wrong)])}
    chosen = sorted(firsts.values())[:AT_MOST]
    more = [k for k, row in enumerate(wrong) if k not in chosen and not is_missing(row)]
    more.sort(key=lambda k: not wrong[k].because)  # what is said about a row should be seen in the table
    chosen += more[: AT_MOST - len(chosen)]
    return [wrong[k] for k in sorted(chosen)]


def is_missing(row: Row) -> bool:
    """Whether the learner's code has no such name."""
    return isinstance(row.got, Failure) and row.got.kind == "missing"


def remarks(wrong: list[Row]) -> list[str]:
    """What the author says about these rows, once each, two at most; of rows that have a value."""
    seen = [row for row in wrong if not isinstance(row.got, Failure) and not row.waiting]
    return list(dict.fromkeys(row.because for row in seen if row.because))[:2]


def pair(row: Row) -> tuple[str, str]:
    """Yours and right with as many digits as it takes to tell them apart."""
    mine, its = "", ""
    for digits in (6, 9, 12, 17):
        mine, its = show(row.got, digits), _right(row, digits)
        if mine != its:
            return mine, its
    return f"{mine} ({type(row.got).__name__})", f"{its} ({type(row.right).__name__})"


def _right(row: Row, digits: int) -> str:
    if row.secret:
        return "(try again)"
    return f"should {row.right}" if isinstance(row.right, Should) else show(row.right, digits)


# ---- sentences


def work_left(rows: list[Row], todo: str) -> str:
    """Which names still wait, where the work is, and what is right so far."""
    waits = list(dict.fromkeys(row.name for row in rows if not row.ok and row.name))
    done = [name for name in dict.fromkeys(row.name for row in rows if row.ok) if name and name not in waits]
    wait = "wait" if len(waits) > 1 else "waits"
    where = f" at the TODO in {todo}" if todo else "; a function gives its result back with `return`."
    said = f"{ticked(waits) or 'Your code'} still {wait}: replace the `...`{where}"
    if done:
        said += f"\n\nRight so far: {ticked(done)}."
    return said


def missed(rows: list[Row]) -> str:
    """What to say where nothing is there to be checked."""
    first, *others = dict.fromkeys(row.name for row in rows)
    if not others:
        return str(rows[0].got)
    return f"there is no {ticked([first])} in your code, nor {ticked(others)}; is this the right place?"


def diagnosed(because: str) -> str:
    """A mistake's diagnosis as a sentence."""
    return f"Your code behaves like one that {because.rstrip('.')}."


def stopped(failure: Failure, width: int, label: str = "") -> list[str]:
    """What stopped the code, the learner's own line, and a word of advice, as far as there are such."""
    told = f"{label}: {failure}" if label else str(failure)
    parts = wrap(told, width), f"  {failure.where}".rstrip(), wrap(failure.advice, width)
    return [part for part in parts if part]


def first_failure(wrong: list[Row], width: int) -> str:
    """The first exception among the rows."""
    for row in wrong:
        if isinstance(row.got, Failure):
            label = "" if row.got.kind in ("missing", "nothing") else row.label
            return "\n".join(stopped(row.got, width, label))
    return ""


def ticked(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# ---- on the page


def in_columns(rows: list[Row], width: int) -> str:
    """Label, yours, right: in columns, or below one another where the terminal is narrow."""
    cells = [(row.label, *pair(row)) for row in rows]
    first, second, third = (
        max(map(len, column)) for column in zip(*cells, ("", "yours", "right"), strict=True)
    )
    if 2 + first + second + third + 4 <= width:
        lines = [("", "yours", "right"), *cells]
        return "\n".join(f"  {a:<{first}}  {b:<{second}}  {c}".rstrip() for a, b, c in lines)
    return "\n".join(f"  {a}\n    yours  {b}\n    right  {c}" for a, b, c in cells)


def wrap(words: str, width: int, indent: str = "") -> str:
    """Paragraphs folded to the width; indented lines (code, pictures) are left as they are."""
    fold = textwrap.TextWrapper(
        max(width, 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    paragraphs = textwrap.dedent(words).strip("\n").split("\n\n")
    return "\n\n".join(_folded(paragraph, fold) for paragraph in paragraphs)


def _folded(paragraph: str, fold: textwrap.TextWrapper) -> str:
    if paragraph.startswith((" ", "\t")):
        return textwrap.indent(paragraph, fold.initial_indent)
    return fold.fill(" ".join(paragraph.split()))


def counted(number: int, thing: str) -> str:
    """A number and its noun.

    >>> counted(1, "notebook"), counted(2, "notebook")
    ('1 notebook', '2 notebooks')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def shortened(words: str, width: int) -> str:
    """At most so many columns, cut between words."""
    return textwrap.shorten(words, width, placeholder="...")
