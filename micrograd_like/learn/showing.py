"""The answer to a check in words: as text for a terminal, as HTML for a notebook."""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any

from .checking import Result
from .guard import Problem
from .probes import Row
from .values import Should, show

AT_MOST = 4  # wrong rows shown; more would be a wall
HEADLINES = {"right": "right", "wrong": "not yet", "waiting": "waiting for you", "broken": "it did not run"}


def text(result: Result, width: int = 79) -> str:
    """The whole answer, at most `width` columns wide where words allow it."""
    exercise = result.exercise
    parts = [f"{exercise.id}  {exercise.title}: {HEADLINES[result.state]}"]
    if result.state == "right":
        parts += [
            f"All {len(result.rows)} probes agree.",
            "What you just showed:\n" + wrap(exercise.shown, width, "  "),
        ]
    elif result.state == "waiting":
        parts += [wrap(waiting(result), width), wrap("Goal: " + exercise.goal, width)]
    else:
        parts += [*_broken(result, width), *_wrong(result, width)]
    if result.printed:
        parts.append("Your prints:\n" + textwrap.indent(result.printed.rstrip("\n"), "  "))
    return "\n\n".join(part for part in parts if part)


def waiting(result: Result) -> str:
    waits = list(dict.fromkeys(row.name for row in result.rows if not row.ok and row.name))
    done = [
        name
        for name in dict.fromkeys(row.name for row in result.rows if row.ok)
        if name and name not in waits
    ]
    said = f"{ticked(waits) or 'Your code'} still {'wait' if len(waits) > 1 else 'waits'}: replace the `...`"
    said += (
        f" at the TODO in {result.todo}"
        if result.todo
        else "; a function gives its result back with `return`."
    )
    return said + (f"\n\nRight so far: {ticked(done)}." if done else "")


def ticked(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _broken(result: Result, width: int) -> list[str]:
    problem = result.problem
    if problem is None:
        return []
    return [
        wrap(str(problem), width),
        f"  {problem.where}" if problem.where else "",
        wrap(problem.advice, width),
    ]


def _wrong(result: Result, width: int) -> list[str]:
    wrong = [row for row in result.rows if not row.ok]
    if not wrong:
        return []
    if all(map(missing, wrong)):
        return [wrap(missed(wrong), width)]
    parts = [table(telling(wrong), width)]
    rest = len(wrong) - AT_MOST
    parts[0] += f"\n  ... and {rest} more" if rest > 0 else ""
    right = len(result.rows) - len(wrong)
    parts.append(f"{right} of {len(result.rows)} probes agree." if right else "")
    parts += [wrap(sentence(d.because), width) for d in result.diagnoses]
    if not result.diagnoses:
        parts += list(dict.fromkeys(wrap(row.because, width) for row in wrong if row.because))[:2]
        parts += [troubles(wrong, width)]
    parts.append(next((row.picture for row in wrong if row.picture), ""))
    return parts


def telling(wrong: list[Row]) -> list[Row]:
    """The few rows to show: of each function the first one, then whatever comes first, in their order."""
    firsts = {row.name or row.label: k for k, row in reversed([*enumerate(wrong)])}
    chosen = sorted(firsts.values())[:AT_MOST]
    more = [
        k
        for k, row in enumerate(wrong)
        if k not in chosen and not (isinstance(row.got, Problem) and row.got.kind == "missing")
    ]
    more.sort(key=lambda k: not wrong[k].because)  # what is said about a row should be seen in the table
    chosen += more[: AT_MOST - len(chosen)]
    return [wrong[k] for k in sorted(chosen)]


def missing(row: Row) -> bool:
    return isinstance(row.got, Problem) and row.got.kind == "missing"


def missed(rows: list[Row]) -> str:
    """What to say where nothing is there to be checked."""
    first, *others = dict.fromkeys(row.name for row in rows)
    if not others:
        return str(rows[0].got)
    return f"there is no {ticked([first])} in your code, nor {ticked(others)}; is this the right place?"


def sentence(because: str) -> str:
    """A mutant's diagnosis as a sentence."""
    return f"Your code behaves like one that {because.rstrip('.')}."


def troubles(wrong: list[Row], width: int) -> str:
    """The first exception among the rows, with the learner's own line and a word of advice."""
    for row in wrong:
        if isinstance(row.got, Problem):
            told = str(row.got) if row.got.kind in ("missing", "nothing") else f"{row.label}: {row.got}"
            return "\n".join(
                p
                for p in (wrap(told, width), f"  {row.got.where}".rstrip(), wrap(row.got.advice, width))
                if p
            )
    return ""


def table(rows: list[Row], width: int) -> str:
    """Label, yours, right: in columns, or below one another where the terminal is narrow."""
    cells = [(row.label, *pair(row)) for row in rows]
    sizes = [max(len(c[i]) for c in [*cells, ("", "yours", "right")]) for i in range(3)]
    if 2 + sum(sizes) + 4 <= width:
        lines = [
            f"  {a:<{sizes[0]}}  {b:<{sizes[1]}}  {c}".rstrip()
            for a, b, c in [("", "yours", "right"), *cells]
        ]
        return "\n".join(lines)
    return "\n".join(f"  {a}\n    yours  {b}\n    right  {c}" for a, b, c in cells)


def pair(row: Row) -> tuple[str, str]:
    """Yours and right with as many digits as it takes to tell them apart."""
    right = (lambda d: "(try again)") if row.secret else (lambda d: right_of(row.right, d))  # noqa: ARG005 RUF100
    for digits in (6, 9, 12, 17):
        mine, its = show(row.got, digits), right(digits)
        if mine != its:
            return mine, its
    return f"{mine} ({type(row.got).__name__})", f"{its} ({type(row.right).__name__})"


def right_of(right: Any, digits: int) -> str:
    return f"should {right}" if isinstance(right, Should) else show(right, digits)


def wrap(words: str, width: int, indent: str = "") -> str:
    """Paragraphs folded to the width; indented lines (code, pictures) are left as they are."""
    out = []
    for paragraph in textwrap.dedent(words).strip("\n").split("\n\n"):
        if paragraph.startswith((" ", "\t")):
            out.append(textwrap.indent(paragraph, indent))
        else:
            words = " ".join(paragraph.split())
            out.append(textwrap.fill(words, max(width, 20), initial_indent=indent, subsequent_indent=indent,
                                     break_on_hyphens=False, break_long_words=False))  # fmt: skip
    return "\n\n".join(out)


def html(result: Result) -> str:
    """The same answer for a notebook: one self-contained piece, readable on light and dark."""
    colour = {"right": "#2e8b57", "waiting": "#b8860b"}.get(result.state, "#c0392b")
    exercise = result.exercise
    out = [f'<div style="border-left:4px solid {colour};padding:.3em 1em;margin:.3em 0">',
           f'<b style="color:{colour}">{escape(exercise.id)}&ensp;{escape(exercise.title)}: {HEADLINES[result.state]}</b>']  # fmt: skip
    wrong = [row for row in result.rows if not row.ok]
    if result.state == "right":
        out += [
            f"<p>All {len(result.rows)} probes agree.</p>",
            f"<p><b>What you just showed.</b> {paragraphs(exercise.shown)}</p>",
        ]
    elif result.state == "waiting":
        out.append(f"<p>{paragraphs(waiting(result))}</p>")
    else:
        out += [_pre(part) for part in _broken(result, 90) if part]
        if wrong and all(map(missing, wrong)):
            return "".join([*out, f"<p>{paragraphs(missed(wrong))}</p></div>"])
        if wrong:
            out.append(_table(wrong, colour))
        out += [f"<p>{paragraphs(sentence(d.because))}</p>" for d in result.diagnoses]
        if not result.diagnoses:
            out += [
                f"<p>{paragraphs(words)}</p>"
                for words in list(dict.fromkeys(row.because for row in wrong if row.because))[:2]
            ]
            out.append(_pre(troubles(wrong, 90)))
        out.append(_pre(next((row.picture for row in wrong if row.picture), "")))
    out.append("<p>Your prints:</p>" * bool(result.printed) + _pre(result.printed))
    return "".join(out) + "</div>"


def _pre(words: str) -> str:
    return f"<pre>{escape(words)}</pre>" if words else ""


def _table(wrong: list[Row], colour: str) -> str:
    cell = '<td style="text-align:left;font-family:monospace;padding:.1em 1em .1em 0">'
    head = '<tr><th></th><th style="text-align:left;padding-right:1em">yours</th><th style="text-align:left">right</th></tr>'
    lines = []
    for row in telling(wrong):
        mine, its = pair(row)
        lines.append(
            f'<tr>{cell}{escape(row.label)}</td>{cell}<span style="color:{colour}">{escape(mine)}</span></td>{cell}{escape(its)}</td></tr>'
        )
    rest = f"<p>... and {len(wrong) - AT_MOST} more</p>" if len(wrong) > AT_MOST else ""
    return f"<table>{head}{''.join(lines)}</table>{rest}"


def paragraphs(words: str) -> str:
    """Words as HTML: `code` in a code font, blank lines between paragraphs."""
    pieces = escape(
        " \n\n".join(" ".join(p.split()) for p in textwrap.dedent(words).strip().split("\n\n"))
    ).split("`")
    marked = "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))
    return marked.replace("\n\n", "<br><br>")
