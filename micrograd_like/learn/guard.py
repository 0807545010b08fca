"""Run a learner's code so that whatever it does, an answer comes back.

It has a time limit, its prints are captured, and its errors are told in kind words.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import io
import linecache
import os
import sys
import sysconfig
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

from .advising import advice_on

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARY = tuple(
    os.path.abspath(p) for p in {sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), PACKAGE} if p
)
OURS = (
    "time",
    "exit",
    "missing",
    "nothing",
    "file",
    "lost",
    "answer",
)  # a name is missing, a function gives nothing back
DEEP = 1000  # calls inside one another, Python's usual limit
SILENT = {
    "MemoryError": "more memory than an exercise is given; does something grow in a loop?",
    "KeyboardInterrupt": "stopped",
}


@dataclass(frozen=True)
class Failure:
    """What stopped the learner's code: kind is an exception's name, or one of OURS."""

    kind: str
    message: str
    line: int = 0
    source: str = ""

    def __str__(self) -> str:
        return self.message if self.kind in OURS else f"{self.kind}: {self.message}"

    @property
    def where(self) -> str:
        if not self.line:
            return ""
        return f"line {self.line}: {self.source}" if self.source else f"line {self.line}"

    @property
    def advice(self) -> str:
        return advice_on(self.kind, self.message)


class TimeUp(BaseException):
    """Thrown into code that is still running when its time is over; no `except Exception` catches it."""


class Prints(io.TextIOBase):
    """Where prints go: the first few lines are kept, the rest is counted."""

    def __init__(self, keep: int = 2000, lines: int = 20):
        self.keep, self.lines, self.size, self.ends, self.parts = keep, lines, 0, 0, []

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.size < self.keep:
            self.parts.append(text[: self.keep - self.size])
        self.size += len(text)
        self.ends += text.count("\n")
        return len(text)

    def text(self) -> str:
        kept = "".join("".join(self.parts).splitlines(keepends=True)[: self.lines])
        if len(kept) == self.size:
            return kept
        rest, ends = self.size - len(kept), self.ends - kept.count("\n")
        more = f"\n... and {ends:,} lines more" if ends > 1 else f" ... and {rest:,} characters more"
        return kept.rstrip("\n") + more


def failure_of(error: BaseException) -> Failure:
    """An exception as a learner should hear of it: with the last line of their own that it passed."""
    kind = type(error).__name__
    if isinstance(error, SyntaxError):
        return Failure(kind, error.msg or "invalid syntax", error.lineno or 0, (error.text or "").strip())
    if isinstance(error, SystemExit):
        kind, message = "exit", "your code ended the program (exit or quit); leave that out"
    else:
        message = str(error).strip("'\"") if isinstance(error, KeyError) else str(error)
        message = message[:300] or SILENT.get(kind, "(no message)")
    passed = [(name, line) for name, line in passed_lines(error) if is_own(name)]
    if not passed:
        return Failure(kind, message)
    name, line = passed[-1]
    return Failure(kind, message, line, linecache.getline(name, line).strip())


def passed_lines(error: BaseException) -> list[tuple[str, int]]:
    """The file and the line of each frame that an exception has passed, the innermost last."""
    found, trace = [], error.__traceback__
    with looking():
        while trace:
            found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
            trace = trace.tb_next
    return found


looking: Callable[[], contextlib.AbstractContextManager] = contextlib.nullcontext  # where frames are fenced


def is_own(filename: str) -> bool:
    """Whether a file is the learner's: neither ours nor the library's."""
    if filename.startswith("<"):
        return not filename.startswith(("<frozen", "<string>", "<rule"))
    return not os.path.abspath(filename).startswith(LIBRARY)


def within(seconds: float, work: Callable[[], Any]) -> tuple[Failure | None, str]:
    """Do the work in a thread of its own: (what stopped it, what it printed).

    Edges: code that runs over its time gets an exception thrown in; code that cannot be stopped so (a sleep,
    a C call) is left behind.  Where there are no threads, there is no time limit.
    """
    outcome: list[Failure | None] = []
    ended: list[bool] = []  # no Event: its lock would stay shut if TimeUp came while it is held
    prints = Prints()

    def body() -> None:
        try:
            try:
                work()
                outcome.append(None)
            except TimeUp:
                pass
            except BaseException as error:  # noqa: BLE001 RUF100  whatever a learner's code throws is an answer
                outcome.append(failure_of(error))
            ended.append(True)  # from here on nothing is thrown in
        except TimeUp:  # once more, while the first was dealt with
            ended.append(True)

    thread = threading.Thread(target=body, daemon=True, name="exercise")
    with contextlib.redirect_stdout(prints), contextlib.redirect_stderr(prints), _no_input_no_exit():
        try:
            thread.start()
        except RuntimeError:  # Pyodide
            body()
        else:
            _wait(thread, seconds)
            if not outcome:
                outcome.append(_stop(thread, seconds, ended))
    return outcome[0], prints.text()


def _wait(thread: threading.Thread, seconds: float) -> None:
    try:
        thread.join(seconds)
    except KeyboardInterrupt:
        _throw(thread)
        raise


def _stop(thread: threading.Thread, seconds: float, ended: list[bool]) -> Failure:
    """Throw TimeUp into the thread, again and again, for its code may catch it; says where it was."""
    with looking():
        frame: FrameType | None = sys._current_frames().get(thread.ident or 0)
    while frame and not is_own(frame.f_code.co_filename):
        frame = frame.f_back
    line, source = 0, ""
    if frame:
        line = frame.f_lineno
        source = linecache.getline(frame.f_code.co_filename, line).strip()
    deadline = time.monotonic() + 1
    while thread.is_alive() and not ended and time.monotonic() < deadline:
        _throw(thread)
        thread.join(0.05)
    thread.join(max(0.0, deadline - time.monotonic()))
    said = f"still running after {seconds:g} s, and stopped; does a loop never end?"
    return Failure("time", said, line, source)


def _throw(thread: threading.Thread) -> None:
    with looking():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident or 0), ctypes.py_object(TimeUp)
        )


@contextlib.contextmanager
def _no_input_no_exit():  # noqa: ANN202 RUF100
    """What the learner's code may not do to us, who may be a notebook or a watch.

    input() finds nothing, os._exit ends the learner's code alone, and folder and limits stay as they were.
    """
    keyboard, ask, leave = sys.stdin, builtins.input, os._exit
    place, depth = os.getcwd(), sys.getrecursionlimit()
    deepen = sys.setrecursionlimit
    sys.stdin, builtins.input, os._exit = io.StringIO(), _ask, sys.exit
    deepen(min(depth, DEEP))
    sys.setrecursionlimit = _stay  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.stdin, builtins.input, os._exit = keyboard, ask, leave
        sys.setrecursionlimit = deepen
        os.chdir(place)
        deepen(depth)


def _stay(limit: int) -> None:
    """In place of sys.setrecursionlimit: calls deeper than Python's usual limit can end the process."""


def _ask(prompt: object = "") -> str:
    raise EOFError("input() asks, and nobody answers while an exercise is checked")
