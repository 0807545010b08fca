"""The answer to a check: what was found, and how it shows itself in a terminal and in a notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from . import grids
from .drawn_answers import html_of
from .exercise import Exercise
from .grids import first_grid
from .guard import Failure
from .mistakes import Mistake
from .probes import Row
from .wording import (
    AT_MOST,
    counted,
    diagnosed,
    first_failure,
    in_columns,
    is_missing,
    missed,
    pair,
    remarks,
    stopped,
    telling,
    ticked,
    work_left,
    wrap,
)

if TYPE_CHECKING:
    from .diagnosis.slips import Slip

HEADLINES = {"right": "right", "wrong": "not yet", "waiting": "waiting for you", "broken": "it did not run"}
COLOURS = {"right": "#2e8b57", "wrong": "#d04437", "waiting": "#b8860b", "broken": "#d04437"}


@dataclass
class Result:
    """The answer to a check.

    state: right, wrong, waiting (the starter's ... is still there) or broken (it did not run).
    """

    exercise: Exercise
    rows: list[Row] = field(default_factory=list)
    failure: Failure | None = None
    diagnoses: list[Mistake] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)  # wrong, and nothing explains them
    printed: str = ""
    todo: str = ""  # the line where work waits
    untouched: bool = False  # the starter, as it was handed out

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if not row.ok]

    @property
    def state(self) -> str:
        if self.failure:
            return "broken"
        if self.rows and not self.wrong:
            return "right"
        waits = self.untouched or not self.rows or all(row.waiting for row in self.wrong)
        return "waiting" if waits else "wrong"

    @property
    def passed(self) -> bool:
        return self.state == "right"

    @property
    def headline(self) -> str:
        return f"{self.exercise.title}: {HEADLINES[self.state]}"

    def raise_if_wrong(self) -> None:
        """AssertionError with the whole answer unless it is right; for marking systems."""
        if not self.passed:
            raise NotYet("\n" + str(self))

    def text(self, width: int = 79) -> str:
        """The whole answer, at most `width` columns wide where words allow it."""
        parts = [f"{self.exercise.id}  {self.headline}", *_told(self, width)]
        if self.printed:
            parts.append("Your prints:\n" + textwrap.indent(self.printed.rstrip("\n"), "  "))
        return "\n\n".join(part for part in parts if part)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """The same answer for a notebook: one self-contained piece, readable on light and dark."""
        colour = COLOURS[self.state]
        head = f"{escape(self.exercise.id)}&ensp;{escape(self.headline)}"
        prints = ["<p>Your prints:</p>", _pre(self.printed)] if self.printed else []
        return "".join(
            [
                f'<div style="border-left:4px solid {colour};padding:.3em 1em;margin:.3em 0">',
                f'<b style="color:{colour}">{head}</b>',
                *_told_as_html(self, colour),
                *prints,
                "</div>",
            ]
        )


class NotYet(AssertionError):  # noqa: N818 RUF100  it is an answer
    """The whole answer to an exercise that is not right."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the answer, and nothing of the machine that found it."""
        return str(self).strip().splitlines()


# ---- as text


def _told(result: Result, width: int) -> Iterator[str]:
    """The parts of the answer below its headline."""
    exercise = result.exercise
    if result.state == "right":
        yield f"All {len(result.rows)} probes agree."
        yield "What you just showed:\n" + wrap(exercise.shown, width, "  ")
    elif result.state == "waiting":
        yield wrap(work_left(result.rows, result.todo), width)
        yield wrap("Goal: " + exercise.goal, width)
    else:
        if result.failure:
            yield from stopped(result.failure, width)
        yield from _told_wrong(result, width)


def _told_wrong(result: Result, width: int) -> Iterator[str]:
    wrong = result.wrong
    if not wrong:
        return
    if all(map(is_missing, wrong)):
        yield wrap(missed(wrong), width)
        return
    rest = len(wrong) - AT_MOST
    more = f"\n  ... and {rest} more" if rest > 0 else ""
    yield in_columns(telling(wrong), width) + more
    if row := first_grid(wrong):
        yield f"{row.label}, entry by entry:\n{grids.as_text(row.got, row.right)}"
    if right := len(result.rows) - len(wrong):
        yield f"{right} of {len(result.rows)} probes agree."
    yield from (wrap(words, width) for words in explanations(result))
    yield first_failure(unexplained(result), width)
    yield picture_of(wrong)


def unexplained(result: Result) -> list[Row]:
    """The wrong rows that no mistake and no slip covers."""
    return result.left if result.diagnoses or result.slips else result.wrong


def explanations(result: Result) -> Iterator[str]:
    """Mistakes, slips, what the author says of other rows, and how much of it all is explained."""
    said = [diagnosed(mistake.because) for mistake in result.diagnoses]
    said += [slip.said for slip in result.slips[:AT_MOST]]
    covered = [row for slip in result.slips for row in slip.rows]
    notes = remarks([*unexplained(result), *covered] if not result.diagnoses else unexplained(result))
    yield from dict.fromkeys([*said, *notes])
    rest = [row for row in result.left if not row.because and not isinstance(row.got, Failure)]
    if said and rest:
        names = ticked(list(dict.fromkeys(row.name or row.label for row in rest)))
        other = f"{counted(len(rest), 'wrong row')} of {names} may have another cause."
        yield f"That does not explain everything: {other}"


def picture_of(wrong: list[Row]) -> str:
    """The first picture that a row brings along."""
    return next((row.picture for row in wrong if row.picture), "")


# ---- as HTML


def _told_as_html(result: Result, colour: str) -> Iterator[str]:
    if result.state == "right":
        yield f"<p>All {len(result.rows)} probes agree.</p>"
        yield f"<p><b>What you just showed.</b> {as_html(result.exercise.shown)}</p>"
    elif result.state == "waiting":
        yield f"<p>{as_html(work_left(result.rows, result.todo))}</p>"
    else:
        if result.failure:
            yield from map(_pre, stopped(result.failure, 90))
        yield from _wrong_as_html(result, colour)


def _wrong_as_html(result: Result, colour: str) -> Iterator[str]:
    wrong = result.wrong
    if wrong and all(map(is_missing, wrong)):
        yield f"<p>{as_html(missed(wrong))}</p>"
        return
    if wrong:
        yield _table(wrong, colour)
    if row := first_grid(wrong):
        yield grids.as_html(row.label, row.got, row.right)
    yield from (f"<p>{as_html(words)}</p>" for words in explanations(result))
    yield _pre(first_failure(unexplained(result), 90))
    yield html_of(picture_of(wrong))


def _pre(words: str) -> str:
    return f"<pre>{escape(words)}</pre>" if words else ""


def _table(wrong: list[Row], colour: str) -> str:
    left = "text-align:left"
    cell = f'<td style="{left};font-family:monospace;padding:.1em 1em .1em 0">'
    lines = [
        f'<tr><th></th><th style="{left};padding-right:1em">yours</th><th style="{left}">right</th></tr>'
    ]
    for row in telling(wrong):
        mine, its = map(escape, pair(row))
        coloured = f'<span style="color:{colour}">{mine}</span>'
        lines.append(f"<tr>{cell}{escape(row.label)}</td>{cell}{coloured}</td>{cell}{its}</td></tr>")
    rest = len(wrong) - AT_MOST
    more = f"<p>... and {rest} more</p>" if rest > 0 else ""
    return f"<table>{''.join(lines)}</table>{more}"


def as_html(words: str) -> str:
    """Words as HTML: `code` in a code font, blank lines between paragraphs."""
    paragraphs = textwrap.dedent(words).strip().split("\n\n")
    whole = escape(" \n\n".join(" ".join(p.split()) for p in paragraphs))
    marked = "".join(f"<code>{p}</code>" if k % 2 else p for k, p in enumerate(whole.split("`")))
    return marked.replace("\n\n", "<br><br>")
