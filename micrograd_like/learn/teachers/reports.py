"""The marks of a class as CSV, JSON, JUnit XML, and Gradescope's results."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ...files import write_whole

STATUS = {"missing": "missing", "broken": "crashed", "killed": "crashed", "late": "timed out"}


@dataclass
class Mark:
    """What one learner's exercise came to.

    state is a Result's, or missing; killed, where the process ended; late, where it had to be stopped.
    """

    learner: str
    exercise: str
    points: float
    of: float
    state: str
    feedback: str = ""
    diagnoses: list[str] = field(default_factory=list)
    seconds: float = 0.0
    remark: str = ""  # for the teacher alone
    slips: list[str] = field(default_factory=list)
    right: int = 0  # of so many probes
    probes: int = 0

    @property
    def status(self) -> str:
        """graded, missing, crashed or timed out: whether the points say something about the answer.

        >>> Mark("ada", "0.1", 0, 1, "broken").status
        'crashed'
        """
        return STATUS.get(self.state, "graded")


def totals(marks: Iterable[Mark]) -> dict[str, tuple[float, float]]:
    """(points, of how many) for each learner."""
    found: dict[str, tuple[float, float]] = {}
    for m in marks:
        points, of = found.get(m.learner, (0, 0))
        found[m.learner] = round(points + m.points, 6), of + m.of
    return found


def as_csv(marks: list[Mark]) -> str:
    """One line per learner: the points of each exercise, the sum, and the status of each exercise."""
    columns = list(dict.fromkeys(m.exercise for m in marks))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["learner", *columns, "points", "of", *(f"{c} status" for c in columns)])
    points = {(m.learner, m.exercise): m for m in marks}
    for learner, (sum_, of) in totals(marks).items():
        name = f"'{learner}" if learner[:1] in "=+-@\t" else learner  # else spreadsheets see a formula
        own = [points[learner, column] for column in columns]
        writer.writerow([name, *(m.points for m in own), sum_, of, *(m.status for m in own)])
    return out.getvalue()


def as_json(marks: list[Mark]) -> str:
    sums = [{"learner": n, "points": p, "of": of} for n, (p, of) in totals(marks).items()]
    told = [{**asdict(m), "status": m.status} for m in marks]
    return json.dumps({"learners": sums, "marks": told}, indent=1)


def as_junit(marks: list[Mark]) -> str:
    """A test suite per learner, a test case per exercise, and how many of each kind there are.

    What is missing counts as skipped, what crashed or took too long as an error, what is wrong as a failure.
    """
    out = ['<?xml version="1.0" encoding="utf-8"?>', f'<testsuites name="micrograd_like"{_counts(marks)}>']
    for learner in totals(marks):
        own = [m for m in marks if m.learner == learner]
        out.append(f"<testsuite name={_attribute(learner)}{_counts(own)}>")
        out += map(_case, own)
        out.append("</testsuite>")
    return "\n".join([*out, "</testsuites>"]) + "\n"


def _counts(marks: list[Mark]) -> str:
    """tests, failures, errors, skipped and time as attributes."""
    kinds = [_kind(m) for m in marks]
    names = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    counts = "".join(f' {name}="{kinds.count(kind)}"' for name, kind in names.items())
    return f' tests="{len(marks)}"{counts} time="{sum(m.seconds for m in marks):.3f}"'


def _kind(mark: Mark) -> str:
    """The element that says how a test case ended; "" if all is right."""
    if mark.state == "right":
        return ""
    return {"missing": "skipped", "graded": "failure"}.get(mark.status, "error")


def _case(mark: Mark) -> str:
    names = f"classname={_attribute(mark.learner)} name={_attribute(mark.exercise)}"
    case, kind = f'<testcase {names} time="{mark.seconds}"', _kind(mark)
    if not kind:
        return f"{case}/>"
    message = mark.feedback if kind == "skipped" else mark.state
    inside = "" if kind == "skipped" else escape(_legal(mark.feedback))
    return f"{case}><{kind} message={_attribute(message)}>{inside}</{kind}></testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", text)


def line_for(own: list[Mark]) -> str:
    """One learner's sum, and what is odd about the marks, for a terminal."""
    odd = [f"{m.exercise} {m.state}" for m in own if m.state in ("broken", "killed", "late")]
    remarks: dict[str, list[str]] = {}
    for m in own:
        remarks.setdefault(m.remark, []).append(m.exercise)
    odd += [f"{_few(numbers)} {remark}" for remark, numbers in remarks.items() if remark]
    said = f"{sum(m.points for m in own):>4g} of {sum(m.of for m in own):g}  {own[0].learner}"
    return f"{said}   ({', '.join(odd)})" if odd else said


def _few(numbers: list[str]) -> str:
    """Exercises by number, the first and how many more if there are many."""
    return ", ".join(numbers) if len(numbers) < 4 else f"{numbers[0]} and {len(numbers) - 1} more"


def as_gradescope(marks: list[Mark]) -> str:
    """Gradescope's results.json."""
    tests = [
        {
            "name": m.exercise,
            "score": m.points,
            "max_score": m.of,
            "output": m.feedback,
            "visibility": "visible",
        }
        for m in marks
    ]
    return json.dumps({"score": sum(m.points for m in marks), "tests": tests}, indent=1)


def written(marks: list[Mark], folder: Path, page: str = "") -> Iterator[Path]:
    """Write the reports, and the page about the class if there is one; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {"grades.csv": as_csv(marks), "grades.json": as_json(marks), "grades.xml": as_junit(marks)}
    if page:
        contents["class.html"] = page
    for name, content in contents.items():
        write_whole(folder / name, content)
        yield folder / name
