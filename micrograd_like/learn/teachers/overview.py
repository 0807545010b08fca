"""A class at a glance: what it gets wrong, how many of it, and who is where; as text and as one HTML page.

The page holds everything it needs.  Colours repeat what the letters say, in light and in dark.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from ..lessons import find
from ..showing import as_html as paragraphs
from ..wording import counted, diagnosed, wrap
from .reports import Mark, totals

AT_MOST = 5  # misconceptions told in the terminal
MOST = 40  # and on the page
LETTERS = {
    "right": "✓",
    "wrong": "✗",
    "waiting": "…",
    "broken": "!",
    "killed": "!",
    "late": "T",
    "missing": "",
}
MEANING = {
    "right": "right",
    "wrong": "not yet right",
    "waiting": "work still waits",
    "broken": "it crashed, or did not run",
    "late": "it took too long",
    "missing": "no file",
}


@dataclass
class Misconception:
    """A diagnosis, and who in the class it was said to."""

    exercise: str
    name: str  # of the mistake's file; "" for what is told from the numbers
    said: str
    learners: list[str] = field(default_factory=list)


def misconceptions(marks: Iterable[Mark]) -> list[Misconception]:
    """What was diagnosed, the most frequent first."""
    found: dict[tuple[str, str], Misconception] = {}
    for mark in marks:
        said = {m.name: diagnosed(m.because) for m in find(mark.exercise).mistakes} if mark.diagnoses else {}
        told = [(name, said.get(name, name)) for name in mark.diagnoses]
        for name, words in [*told, *(("", slip) for slip in mark.slips)]:
            one = found.setdefault((mark.exercise, words), Misconception(mark.exercise, name, words))
            one.learners.append(mark.learner)
    return sorted(found.values(), key=lambda one: -len(one.learners))


# ---- in the terminal


def as_text(marks: list[Mark], width: int = 79) -> str:
    """The exercises that fewest have right, and the most frequent misconceptions."""
    count = len(totals(marks))
    lines = [f"{counted(count, 'learner')}, {_spread(marks)}"]
    for one in misconceptions(marks)[:AT_MOST]:
        share = f"{len(one.learners)} of {count}"
        head = f"{one.exercise}  {find(one.exercise).title}"
        lines += [f"{share:>10}  {_bar(len(one.learners), count)}  {head}", wrap(one.said, width, " " * 12)]
    return "\n".join(["", *lines, ""])


def _spread(marks: list[Mark]) -> str:
    """The middle of the class's points, and how far it reaches."""
    points = [earned for earned, _ in totals(marks).values()]
    of = max((most for _, most in totals(marks).values()), default=0)
    if not points:
        return "no points"
    return (
        f"{min(points):g} to {max(points):g} of {of:g} points, the middle one {statistics.median(points):g}"
    )


def _bar(part: int, whole: int, width: int = 10) -> str:
    """So many of so many, as a bar of ASCII.

    >>> _bar(1, 2)
    '#####.....'
    """
    filled = round(width * part / whole) if whole else 0
    return "#" * filled + "." * (width - filled)


# ---- as a page

STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1c; --page: #fff; --line: #d5d5d5;
        --bar: #c2603a; --dim: #5f5f5f;
        --right: #cfe9d6; --wrong: #f6cfc8; --waiting: #f5e6b8; --broken: #dccbe8; --late: #c8d9ee; }
@media (prefers-color-scheme: dark) {
:root { --ink: #ececec; --page: #16181b; --line: #3b4046; --bar: #e0835d; --dim: #a8adb3;
        --right: #1f4a2f; --wrong: #6b2c22; --waiting: #574814; --broken: #4a3561; --late: #27425f; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 2rem auto;
       max-width: 70rem; padding: 0 1rem; }
h2 { margin-top: 2.5rem } .dim { color: var(--dim) } .scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { border: 1px solid var(--line); padding: .15rem .45rem; text-align: center }
th[scope=row] { text-align: left; white-space: nowrap }
.right { background: var(--right) } .wrong { background: var(--wrong) }
.waiting { background: var(--waiting) }
.broken, .killed { background: var(--broken) } .late { background: var(--late) }
.key span { border: 1px solid var(--line); padding: .1rem .5rem; margin-right: .8rem }
svg { max-width: 100%; height: auto } svg text { fill: var(--ink); font: 14px system-ui, sans-serif }
li { margin-bottom: .6rem }
"""
ROW, LEFT, LONG = 30, 300, 420  # of the plot: height of a bar's line, width of the names and of a full bar


def as_html(marks: list[Mark]) -> str:
    """The page about a class."""
    found = misconceptions(marks)[:MOST]
    count = len(totals(marks))
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width'><title>The class</title>",
        f"<style>{STYLE}</style></head><body><main><h1>The class</h1>",
        f"<p>{counted(count, 'learner')}, {_spread(marks)}.</p>",
        "<h2>What is misunderstood</h2>",
        _plot(found, count) if found else "<p>No answer was diagnosed.</p>",
        _list(found, count),
        "<h2>Who is where</h2>",
        _key(),
        _table(marks),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _plot(found: list[Misconception], count: int) -> str:
    """A bar for each misconception: how many learners it was said to."""
    bars = []
    for k, one in enumerate(found[:12]):
        y, width = k * ROW, max(2.0, LONG * len(one.learners) / count)
        name = f"{one.exercise}  {one.name.replace('-', ' ') or find(one.exercise).title}"
        bars.append(
            f"<text x='{LEFT - 10}' y='{y + 20}' text-anchor='end'>{escape(_short(name))}</text>"
            f"<rect x='{LEFT}' y='{y + 5}' width='{width:.1f}' height='{ROW - 10}' fill='var(--bar)'/>"
            f"<text x='{LEFT + width + 8:.1f}' y='{y + 20}'>{len(one.learners)}</text>"
        )
    height = ROW * len(bars)
    size = f"width='{LEFT + LONG + 60}' height='{height}' viewBox='0 0 {LEFT + LONG + 60} {height}'"
    label = f"Bars: how many of {count} learners show each misconception; the list below says the same."
    return f"<svg {size} role='img' aria-label='{escape(label)}'>{''.join(bars)}</svg>"


def _short(name: str, most: int = 40) -> str:
    return name if len(name) <= most else name[: most - 3].rstrip() + "..."


def _list(found: list[Misconception], count: int) -> str:
    items = []
    for one in found:
        title = f"{one.exercise}  {find(one.exercise).title}"
        who = ", ".join(one.learners[:12]) + (", ..." if len(one.learners) > 12 else "")
        head = f"<b>{len(one.learners)} of {count}</b> &middot; {escape(title)}"
        items.append(f"<li>{head}<br>{paragraphs(one.said)}<br><span class='dim'>{escape(who)}</span></li>")
    return f"<ol>{''.join(items)}</ol>" if items else ""


def _key() -> str:
    spans = [
        f"<span class='{state}'>{LETTERS[state] or '&nbsp;'} {words}</span>"
        for state, words in MEANING.items()
    ]
    return f"<p class='key'>{''.join(spans)}</p>"


def _table(marks: list[Mark]) -> str:
    """A row for each learner, a column for each exercise, and how many have each right."""
    columns = list(dict.fromkeys(mark.exercise for mark in marks))
    by_place = {(mark.learner, mark.exercise): mark for mark in marks}
    head = "".join(f"<th scope='col'>{escape(c)}</th>" for c in columns)
    rows = [f"<tr><th scope='row'>learner</th>{head}<th scope='col'>points</th></tr>"]
    for learner, (points, of) in totals(marks).items():
        cells = "".join(_cell(by_place[learner, column]) for column in columns)
        rows.append(f"<tr><th scope='row'>{escape(learner)}</th>{cells}<td>{points:g} of {of:g}</td></tr>")
    right = [sum(mark.state == "right" for mark in marks if mark.exercise == column) for column in columns]
    sums = "".join(f"<td>{number}</td>" for number in right)
    rows.append(f"<tr><th scope='row'>have it right</th>{sums}<td></td></tr>")
    return f"<div class='scroll'><table>{''.join(rows)}</table></div>"


def _cell(mark: Mark) -> str:
    words = f"{mark.exercise}: {MEANING.get(mark.state, MEANING['broken'])}, {mark.points:g} of {mark.of:g}"
    label = f"title='{escape(words)}' aria-label='{escape(words)}'"
    return f"<td class='{mark.state}' {label}>{LETTERS[mark.state]}</td>"
