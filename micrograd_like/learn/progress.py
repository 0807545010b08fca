"""What a learner has done so far: a journal in their folder, one line per event, only ever appended to.

A crash can at most tear the last line, which is then ignored; two processes can write at once; nothing is
ever rewritten.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

NAME = "progress.jsonl"
EVENTS = ("tried", "passed", "hint", "solution", "reset")


@dataclass
class State:
    """How far one exercise is."""

    passed: bool = False
    tries: int = 0
    hints: int = 0
    peeked: bool = False  # at the solution, before it was solved


class Progress:
    """The journal of a folder, by the slugs of exercises.

    formerly: the slugs behind the numbers that journals held before.
    Edges: where the file cannot be read or written nothing is raised, and `trouble` says why: a check is
    worth more than its record.

    >>> import tempfile
    >>> progress = Progress(tempfile.mkdtemp())
    >>> progress.add("nudge", "tried"); progress.add("nudge", "passed")
    >>> progress.of("nudge")
    State(passed=True, tries=1, hints=0, peeked=False)
    """

    def __init__(self, folder: str | os.PathLike, formerly: Mapping[str, str] | None = None):
        self.path = Path(folder) / NAME
        self.formerly = formerly or {}
        self.trouble = ""

    def add(self, slug: str, event: str) -> None:
        """Append one event, whole and on disk before this returns."""
        if event not in EVENTS:
            raise ValueError(f"{event!r} is no event; choose one of {', '.join(EVENTS)}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._append(json.dumps({"slug": slug, "event": event, "time": round(time.time(), 3)}))
        except OSError as error:
            self.trouble = (
                f"your progress was not saved: {self.path} cannot be written ({error.strerror or error})"
            )

    def _append(self, line: str) -> None:
        with open(self.path, "a+b") as file, _locked(file):
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else "\n" + line  # a torn line stays alone
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def events(self) -> Iterator[tuple[str, str]]:
        """(slug, event) in order; lines that a crash has torn are passed over."""
        try:
            content = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        except OSError as error:
            self.trouble = (
                self.trouble
                or f"your progress is not known: {self.path} cannot be read ({error.strerror or error})"
            )
            return
        for line in content.splitlines():
            try:
                entry = json.loads(line)
                if entry["event"] in EVENTS:
                    yield self._slug(entry), entry["event"]
            except (ValueError, KeyError, TypeError, RecursionError):
                continue

    def _slug(self, entry: dict) -> str:
        if "slug" in entry:
            return str(entry["slug"])
        return self.formerly.get(str(entry["id"]), str(entry["id"]))

    def all(self) -> dict[str, State]:
        """The state of every exercise that something has happened to, those solved last at the end."""
        states: dict[str, State] = {}
        for slug, event in self.events():
            state = states.setdefault(slug, State())
            match event:
                case "tried":
                    state.tries += 1
                case "passed" if not state.passed:
                    state.passed = True
                    states[slug] = states.pop(slug)  # to the end
                case "hint":
                    state.hints = min(state.hints + 1, 3)
                case "solution":
                    state.peeked = state.peeked or not state.passed
                case "reset":
                    state.passed = False
        return states

    def of(self, slug: str) -> State:
        return self.all().get(slug, State())


@contextlib.contextmanager
def _locked(file: IO[bytes]) -> Iterator[None]:
    """Keep other processes out while one line is appended.

    Where there are no locks, appending alone has to do.
    """
    try:
        import fcntl
    except ImportError:
        import msvcrt

        file.seek(1 << 30)  # a byte nobody reads
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        try:
            yield
        finally:
            file.seek(1 << 30)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
        return
    with contextlib.suppress(OSError):  # some network drives have none
        fcntl.flock(file, fcntl.LOCK_EX)
    yield
