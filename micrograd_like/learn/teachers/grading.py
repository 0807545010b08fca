"""Mark many submissions, each exercise in a process of its own and on a copy.

A submission that loops, exits, prints a million lines, eats memory or deletes its files costs itself that one
exercise, and nobody else anything.  What is right is known here alone: the other process tells what a
learner's code gives (asking), and it is compared here (judging).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..apart import ending
from ..checking import text_of
from ..exercise import Exercise, filename
from ..guard import Failure
from ..lessons import exercises
from ..running import rows_of
from ..showing import Result
from . import workers
from .carrying import loads
from .handed_in import LARGE, Files, submissions
from .judging import judge
from .reports import Mark
from .weights import Weights

REMARK = "names micrograd_like.learn, where the solutions are"
OFFERED = re.compile(
    r"micrograd_like\.learn import (?:sketch|still_to_write)\b"
)  # what a starter itself imports


@dataclass
class Run:
    """What is known of one task before anything is compared."""

    learner: str
    exercise: Exercise
    path: Path | None = None
    text: str = ""
    failure: Failure | None = None
    said: dict = field(default_factory=dict)
    remark: str = ""
    seconds: float = 0.0
    others: int = 0  # files for the same exercise that were not marked


def grade(
    folder: str | os.PathLike,
    chosen: Iterable[Exercise] | None = None,
    *,
    seconds: float = 10.0,
    megabytes: int = 1024,
    jobs: int = 2,
    weights: Weights | None = None,
) -> list[Mark]:
    """A mark for every learner and exercise, in order."""
    handed_in = submissions(Path(folder))
    wanted = exercises() if chosen is None else list(chosen)
    return list(marked(handed_in, wanted, seconds=seconds, megabytes=megabytes, jobs=jobs, weights=weights))


def marked(
    handed_in: Mapping[str, Path],
    chosen: list[Exercise],
    *,
    seconds: float = 10.0,
    megabytes: int = 1024,
    jobs: int = 2,
    weights: Weights | None = None,
) -> Iterator[Mark]:
    """The marks one by one, in order, as soon as they are known."""
    pool = ThreadPoolExecutor(max(1, jobs))
    try:
        files = {learner: Files(folder) for learner, folder in handed_in.items()}
        tasks = [(learner, files[learner], exercise) for learner in handed_in for exercise in chosen]
        for told in pool.map(lambda task: _told(task[0], task[1], task[2], (seconds, megabytes)), tasks):
            yield _compared(told, weights or Weights())
    finally:
        pool.shutdown(cancel_futures=True)  # where somebody interrupts
        workers.close()


def mark(
    learner: str,
    folder: Path,
    exercise: Exercise,
    *,
    seconds: float = 10.0,
    megabytes: int = 1024,
    weights: Weights | None = None,
) -> Mark:
    """One learner's mark for one exercise."""
    return _compared(_told(learner, Files(folder), exercise, (seconds, megabytes)), weights or Weights())


# ---- the learner's code


def _told(learner: str, files: Files, exercise: Exercise, limits: tuple[float, int]) -> Run:
    """Have the learner's code run elsewhere, on a copy."""
    found, began = files.of(exercise), time.monotonic()
    told = Run(learner, exercise)
    if found:
        path, name, text = found[0], found[0].name, _text(found[0])
        told.others, told.remark = len(found) - 1, files.remark(exercise)
    elif exercise.slug in files.cells:
        path, text = files.cells[exercise.slug]
        name = filename(exercise)
    else:
        told.remark = files.other()
        return told
    told.path = path.relative_to(files.folder)
    if isinstance(text, Failure):
        told.failure = text
        return told
    told.text = text
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        _copy_neighbours(path, Path(place))
        told.said = workers.ask(exercise, text, name, Path(place), limits)
    told.seconds = round(time.monotonic() - began, 3)
    return told


def _text(path: Path) -> str | Failure:
    """What a file says; its own name stands in the message where that cannot be known."""
    try:
        if path.stat().st_size > LARGE:
            return Failure("file", f"{path.name} cannot be read: it is larger than {LARGE:,} bytes")
    except OSError as error:
        return Failure("file", f"{path.name} cannot be read: {error.strerror or error}")
    text = text_of(path)
    if isinstance(text, Failure):
        return Failure("file", text.message.replace(str(path), path.name))
    return text


def _copy_neighbours(path: Path, place: Path) -> None:
    """Copy a file and the programs beside it to where they are marked."""
    for other in path.parent.glob("*.py"):
        with contextlib.suppress(OSError):
            if other.is_file() and not other.is_symlink() and other.stat().st_size < LARGE:
                shutil.copyfile(other, place / other.name)


# ---- comparing


def _compared(told: Run, weights: Weights) -> Mark:
    """The mark for what a learner's code gave."""
    exercise = told.exercise
    made = Mark(told.learner, exercise.id, 0, weights.of(exercise), "missing", seconds=told.seconds)
    if told.path is None:
        made.feedback, made.remark = f"no file {filename(exercise)} was handed in", told.remark
        return made
    answer = _answer(told)
    if isinstance(answer, Result):
        _note(made, answer, exercise, weights)
    else:
        made.state, made.feedback = answer
    remarks = [told.remark] if told.remark else []
    if "micrograd_like.learn" in OFFERED.sub("", told.text):
        remarks.append(REMARK)
    made.remark = "; ".join(remarks)
    if told.others:
        made.feedback += f"\n\n{told.others + 1} files are for this exercise; {told.path} was marked."
    return made


def _note(made: Mark, answer: Result, exercise: Exercise, weights: Weights) -> None:
    """Put into the mark what the answer says."""
    late = answer.failure is not None and answer.failure.kind == "time"
    made.state = "late" if late else answer.state
    made.feedback = answer.text()
    made.diagnoses = [mistake.name for mistake in answer.diagnoses]
    made.slips = [slip.said for slip in answer.slips]
    made.right, made.probes = sum(row.ok for row in answer.rows), len(answer.rows)
    share = weights.partial and made.state in ("wrong", "waiting") and not answer.untouched
    probes = max(made.probes, _probes(exercise)) if share else 0
    made.points = weights.earned(exercise, answer.passed, made.right, probes)


def _answer(told: Run) -> Result | tuple[str, str]:
    """The result, or state and words where the process ended before it had told all."""
    if told.failure:
        return Result(told.exercise, failure=told.failure)
    try:
        if told.said.get("said"):
            return judge(told.exercise, told.text, loads(told.said["said"]))
    except Exception as error:  # whatever a learner's code makes of its answer, the others are marked
        odd = Failure(
            "answer", f"what your code gives could not be compared ({type(error).__name__}: {error})"
        )
        return Result(told.exercise, failure=odd)
    code = told.said.get("code")
    late = "code" in told.said and code in (None, -getattr(signal, "SIGXCPU", 0))
    why = "it did not end, and was stopped" if late else ending(1 if code is None else code)
    head = f"{told.exercise.id}  {told.exercise.title}"
    state = "late" if late else "killed"
    return state, f"{head}: the program ended before its answer could be checked ({why})."


@cache
def _probes(exercise: Exercise) -> int:
    """How many probes a right answer meets; a wrong one may meet fewer."""
    return len(rows_of(exercise, exercise.solution))
