"""Mark many submissions, each exercise in a process of its own and on a copy.

A submission that loops, exits, prints a million lines, eats memory or deletes its files costs itself that one
exercise, and nobody else anything.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..apart import READABLE, ending
from ..exercise import Exercise, filename
from ..lessons import VARIABLE, course, exercises, former_slug, lessons
from .reports import Mark

REMARK = "names micrograd_like.learn, where the solutions are"
OFFERED = re.compile(
    rb"micrograd_like\.learn import (?:sketch|still_to_write)\b"
)  # what a starter itself imports
LARGE = 1_000_000  # bytes of a file; nobody writes so much by hand
GRACE = 20.0  # seconds in which Python starts even on a busy machine; only then the limit counts
WHOLE = 4_000_000  # bytes of an answer
KEPT_VARIABLES = (VARIABLE, "PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH")


def submissions(folder: Path) -> dict[str, Path]:
    """Each learner's folder by name; a folder that holds exercise files itself is one submission."""
    if not folder.is_dir():
        raise ValueError(f"there is no folder {str(folder)!r}; give one that holds a folder for each learner")
    own = {chapter.folder for chapter in lessons()}
    inside = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    if any(p.name in own or former_slug(p.name) in course().numbers for p in inside):
        return {_name(folder.resolve()): folder}
    found = {_name(p): p for p in inside if p.is_dir()}
    if not found:
        raise ValueError(f"{str(folder)!r} holds no folders; give one that holds a folder for each learner")
    return found


def _name(folder: Path) -> str:
    """A folder's name as text that every file can hold; names on disk need not be text."""
    return folder.name.encode("utf-8", "backslashreplace").decode()


def grade(
    folder: str | os.PathLike,
    chosen: Iterable[Exercise] | None = None,
    seconds: float = 10.0,
    megabytes: int = 1024,
    jobs: int = 2,
) -> list[Mark]:
    """A mark for every learner and exercise, in order."""
    handed_in = submissions(Path(folder))
    wanted = exercises() if chosen is None else list(chosen)
    return list(marked(handed_in, wanted, seconds, megabytes, jobs))


def marked(
    handed_in: Mapping[str, Path], chosen: list[Exercise], seconds: float, megabytes: int, jobs: int
) -> Iterator[Mark]:
    """The marks one by one, in order, as soon as they are known."""
    pool = ThreadPoolExecutor(max(1, jobs))
    try:
        tasks = [(learner, folder, exercise) for learner, folder in handed_in.items() for exercise in chosen]
        yield from pool.map(lambda task: mark(*task, seconds=seconds, megabytes=megabytes), tasks)
    finally:
        pool.shutdown(cancel_futures=True)  # where somebody interrupts


def mark(
    learner: str, folder: Path, exercise: Exercise, seconds: float = 10.0, megabytes: int = 1024
) -> Mark:
    """One learner's mark for one exercise."""
    made = Mark(learner, exercise.id, 0, exercise.points, "missing")
    found = [p for p in folder.rglob("*.py") if former_slug(p.name) == exercise.slug]
    found = [p for p in found if p.is_file() and not p.is_symlink()]
    found.sort(key=lambda p: (p.name != filename(exercise), len(p.parts), p))
    if not found:
        made.feedback = f"no file {filename(exercise)} was handed in"
        return made
    began = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        try:
            text = _copied(found[0], Path(place))
        except OSError as error:
            made.state = "broken"
            made.feedback = f"{found[0].relative_to(folder)} cannot be read: {error.strerror or error}"
            return made
        said = _apart(exercise, found[0].name, place, seconds, megabytes)
    made.seconds = round(time.monotonic() - began, 3)
    made.state, made.feedback, made.diagnoses = said["state"], said["feedback"], said["diagnoses"]
    made.points = exercise.points if made.state == "right" else 0
    if b"micrograd_like.learn" in OFFERED.sub(b"", text):
        made.remark = REMARK
    if len(found) > 1:
        made.feedback += f"\n\n{len(found)} files have this name; {found[0].relative_to(folder)} was marked."
    return made


def _copied(path: Path, place: Path) -> bytes:
    """A file's content, with the file itself and its neighbours copied to where they are marked."""
    for other in path.parent.glob("*.py"):
        if other != path and other.is_file() and not other.is_symlink() and other.stat().st_size < LARGE:
            with contextlib.suppress(OSError):
                shutil.copyfile(other, place / other.name)
    if path.stat().st_size > LARGE:
        raise OSError(f"it is larger than {LARGE:,} bytes")
    shutil.copyfile(path, place / path.name)
    return path.read_bytes()


def _apart(exercise: Exercise, name: str, place: str, seconds: float, megabytes: int) -> dict:
    """The answer of the process that runs the learner's code."""
    token = secrets.token_hex(16)
    command = [sys.executable, "-P", "-B", "-m", "micrograd_like.learn.teachers.marking"]
    command += [exercise.id, name, str(seconds), str(megabytes)]
    with tempfile.TemporaryFile() as output:  # a pipe could be held open, or flooded
        process = subprocess.Popen(
            command,
            cwd=place,
            env=_environment(place),
            start_new_session=True,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.communicate(token.encode() + b"\n", timeout=seconds + GRACE)
            why = ending(process.returncode)
        except subprocess.TimeoutExpired:
            why = f"it was stopped after {seconds:g} s"
        finally:
            _end(process)
        output.seek(0)
        for line in output.read(WHOLE).decode("utf-8", "replace").splitlines():
            if line.startswith(token + " "):
                with contextlib.suppress(ValueError):  # the learner's code may have broken what writes it
                    return json.loads(line[len(token) :])
    told = f"{exercise.id}  {exercise.title}: the program ended before its answer could be checked ({why})."
    return {"state": "killed", "feedback": told, "diagnoses": []}


def _environment(place: str) -> dict[str, str]:
    """What little the learner's code may know of ours, and where to find this package, installed or not."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    paths = os.pathsep.join(map(os.path.abspath, sys.path))
    homes = dict.fromkeys(("HOME", "TMPDIR", "TEMP"), place)
    return {
        **kept,
        **homes,
        **READABLE,
        "PYTHONPATH": paths,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONHASHSEED": "0",
    }


def _end(process: subprocess.Popen) -> None:
    """End the process and whatever it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError, PermissionError):
        process.kill()
    process.wait()
