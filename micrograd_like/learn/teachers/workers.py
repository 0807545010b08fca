"""Processes that run learners' code, kept for as long as there is work for them.

Each is started once, with Python's start and all imports, and forks for every task (see marking); where
Python cannot fork, each task has a process of its own.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from ..apart import READABLE
from ..exercise import Exercise
from ..lessons import course, exercises
from .marking import FORKS, GRACE, WHOLE

START = 60.0  # seconds in which Python starts even on a busy machine
KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONPYCACHEPREFIX")


class Worker:
    """A process that does one task after another."""

    def __init__(self) -> None:
        self.place = tempfile.mkdtemp(prefix="marking_")
        command = [sys.executable, "-P", "-B", "-m", f"{__package__}.marking"]
        self.process = subprocess.Popen(
            command,
            cwd=self.place,
            env=_environment(self.place),
            start_new_session=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.course = course().home
        self._send({"package": course().package, "home": str(course().home)})

    def _send(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(BrokenPipeError):  # it has ended; the answer will be empty
            self.process.stdin.write(json.dumps(message).encode() + b"\n")  # type: ignore[union-attr]
            self.process.stdin.flush()  # type: ignore[union-attr]

    def ask(self, task: dict[str, Any]) -> dict[str, Any]:
        """What came of the task; {} if the process has ended, or had to be ended."""
        timer = threading.Timer(START + task["seconds"] + GRACE, self._kill)
        timer.daemon = True
        timer.start()
        try:
            self._send(task)
            return self._answer()
        except (ValueError, OSError):
            return {}
        finally:
            timer.cancel()

    def _answer(self) -> dict[str, Any]:
        line = self.process.stdout.readline(2 * WHOLE)  # type: ignore[union-attr]
        if FORKS or not line:
            return json.loads(line or b"{}")
        token = json.loads(line)["token"].encode() + b" "
        rest = self.process.stdout.read(WHOLE)  # type: ignore[union-attr]
        code = self.process.wait()
        said = [line[len(token) :].decode() for line in rest.split(b"\n") if line.startswith(token)]
        return {"said": said[-1] if said else "", "code": code}

    @property
    def usable(self) -> bool:
        return FORKS and self.process.poll() is None and self.course == course().home

    def _kill(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (AttributeError, ProcessLookupError, PermissionError):
            self.process.kill()

    def close(self) -> None:
        """End the process and whatever it has started."""
        self._kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                stream.close()  # type: ignore[union-attr]
        with contextlib.suppress(OSError):
            os.rmdir(self.place)


def _environment(place: str) -> dict[str, str]:
    """What little the learner's code may know of ours, and where to find this package, installed or not."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    paths = os.pathsep.join(dict.fromkeys(map(os.path.abspath, filter(None, sys.path))))
    homes = dict.fromkeys(("HOME", "TMPDIR", "TEMP"), place)
    return {
        **kept,
        **homes,
        **READABLE,
        "PYTHONPATH": paths,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONHASHSEED": "0",
    }


def _kept_before(exercise: Exercise) -> dict[str, str]:
    """The course's own of what learners keep, by slug, as far as it is made before this exercise.

    While code is marked, my_engine() gives this one: everybody's later marks stand on the same engine.
    """
    slugs = [other.slug for other in exercises()]
    before = exercises()[: slugs.index(exercise.slug)] if exercise.slug in slugs else []
    return {other.slug: other.solution for other in before if other.keeps}


_idle: list[Worker] = []
_lock = threading.Lock()


def ask(exercise: Exercise, text: str, name: str, place: Path, limits: tuple[float, int]) -> dict:
    """What an idle worker, or a new one, says to a learner's text.

    limits: in seconds and megabytes.  Gives {"said": a line of JSON, "code": how the process ended}.
    """
    task = {
        "fork": FORKS,
        "slug": exercise.slug,
        "module": f"{exercise.module}.check",
        "course": course().package,
        "home": str(course().home),
        "text": text,
        "name": name,
        "kept": _kept_before(exercise),
        "program": f"exercise_{exercise.id.replace('.', '_')}",
        "place": str(place),
        "seconds": limits[0],
        "megabytes": limits[1],
    }
    with _lock:
        worker = _idle.pop() if _idle else None
    if worker and not worker.usable:
        worker.close()
        worker = None
    worker = worker or Worker()
    answer: dict = {}
    try:
        answer = worker.ask(task)
        return answer
    finally:
        if answer and worker.usable:
            with _lock:
                _idle.append(worker)
        else:
            worker.close()


@atexit.register
def close() -> None:
    """End the idle workers."""
    while _idle:
        _idle.pop().close()
