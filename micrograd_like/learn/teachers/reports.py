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


@dataclass
class Mark:
    """What one learner's exercise came to.  state is a Result's, or missing, killed."""

    learner: str
    exercise: str
    points: float
    of: float
    state: str
    feedback: str = ""
    diagnoses: list[str] = field(default_factory=list)
    seconds: float = 0.0
    remark: str = ""  # for the teacher alone


def totals(marks: Iterable[Mark]) -> dict[str, tuple[float, float]]:
    """(points, of how many) for each learner."""
    found: dict[str, tuple[float, float]] = {}
    for m in marks:
        points, of = found.get(m.learner, (0, 0))
        found[m.learner] = points + m.points, of + m.of
    return found


def as_csv(marks: list[Mark]) -> str:
    """One line per learner, one column per exercise, and the sum."""
    columns = list(dict.fromkeys(m.exercise for m in marks))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["learner", *columns, "points", "of"])
    points = {(m.learner, m.exercise): m.points for m in marks}
    for learner, (sum_, of) in totals(marks).items():
        name = f"'{learner}" if learner[:1] in "=+-@\t" else learner  # else spreadsheets see a formula
        writer.writerow([name, *(points[learner, c] for c in columns), sum_, of])
    return out.getvalue()


def as_json(marks: list[Mark]) -> str:
    sums = [{"learner": n, "points": p, "of": of} for n, (p, of) in totals(marks).items()]
    return json.dumps({"learners": sums, "marks": [asdict(m) for m in marks]}, indent=1)


def as_junit(marks: list[Mark]) -> str:
    """A test suite per learner, a test case per exercise."""
    out = ['<?xml version="1.0" encoding="utf-8"?>', "<testsuites>"]
    for learner in totals(marks):
        own = [m for m in marks if m.learner == learner]
        failed = sum(m.state != "right" for m in own)
        out.append(f'<testsuite name={_attribute(learner)} tests="{len(own)}" failures="{failed}">')
        for m in own:
            names = f"classname={_attribute(learner)} name={_attribute(m.exercise)}"
            case = f'<testcase {names} time="{m.seconds}"'
            failure = f"<failure message={_attribute(m.state)}>{escape(_legal(m.feedback))}</failure>"
            out.append(f"{case}/>" if m.state == "right" else f"{case}>{failure}</testcase>")
        out.append("</testsuite>")
    return "\n".join([*out, "</testsuites>"]) + "\n"


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", text)


def line_for(own: list[Mark]) -> str:
    """One learner's sum, and what is odd about the marks, for a terminal."""
    odd = [f"{m.exercise} {m.state}" for m in own if m.state in ("broken", "killed")]
    odd += [f"{m.exercise} {m.remark}" for m in own if m.remark]
    said = f"{sum(m.points for m in own):>4g} of {sum(m.of for m in own):g}  {own[0].learner}"
    return f"{said}   ({', '.join(odd)})" if odd else said


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


def written(marks: list[Mark], folder: Path) -> Iterator[Path]:
    """Write the three reports; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {"grades.csv": as_csv(marks), "grades.json": as_json(marks), "grades.xml": as_junit(marks)}
    for name, content in contents.items():
        write_whole(folder / name, content)
        yield folder / name
