"""Check again at every save, by looking at the files' times; keys act at once where the terminal allows it, else with Enter."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import talk
from .exercise import Exercise
from .lessons import exercises
from .showing import wrap
from .terminal import Terminal
from .workbook import Workbook

PAUSE = 0.25  # seconds between looks
SETTLE = 0.05  # seconds in which an editor that empties a file first has written it
STUCK = 124  # as timeout(1) says it
KEYS = "h hint   n next   r run again   l list   q quit"


def watch(
    terminal: Terminal,
    book: Workbook,
    exercise: Exercise,
    key: Callable[[float], str] | None = None,
    answer: Callable[[Workbook, Exercise], object] | None = None,
) -> int:
    """Follow the learner's files until q.  A save of another exercise makes that one the current one; nothing else does.

    key(seconds) waits at most so long for a key; answer(book, exercise) checks (in a process of its own, so that
    whatever the learner's code does, the watch goes on).
    """
    answer = answer or answer_apart
    book.start([exercise])
    with contextlib.suppress(KeyboardInterrupt), contextlib.nullcontext(key) if key else keys() as pressed:
        times = _times(book)
        show(terminal, book, exercise, answer)
        while True:
            letter = pressed(PAUSE).lower()
            now = _times(book)
            changed = [e for e in exercises() if now.get(e.id) != times.get(e.id) and e.id in now]
            times = now
            if changed:
                time.sleep(SETTLE)
                times = _times(book)
                exercise = exercise if exercise in changed else changed[0]
                show(terminal, book, exercise, answer)
            match letter:
                case "h":
                    talk.hint(terminal, book, exercise)
                case "r":
                    show(terminal, book, exercise, answer)
                case "l":
                    talk.listing(terminal, book)
                case "n":
                    exercise = following(terminal, book, exercise)
                    book.start([exercise])
                    times = _times(book)
                    show(terminal, book, exercise, answer)
                case "q" | "\x03" | "\x04":
                    return 0
    return 0


def following(terminal: Terminal, book: Workbook, exercise: Exercise) -> Exercise:
    """The next unsolved exercise after this one, or the first unsolved one, or this one again."""
    states = book.progress.all()
    unsolved = [e for e in exercises() if not (e.id in states and states[e.id].passed) and e is not exercise]
    later = [e for e in unsolved if e.numbers > exercise.numbers]
    if not unsolved:
        terminal.say("There is no other unsolved exercise.")
    return (later or unsolved or [exercise])[0]


def show(
    terminal: Terminal, book: Workbook, exercise: Exercise, answer: Callable[[Workbook, Exercise], object]
) -> None:
    terminal.say(terminal.paint("-" * min(terminal.width, 60), "dim"))
    code = answer(book, exercise)
    if code not in (None, 0, 1, 2):
        why = (
            "it did not end, and was stopped" if code == STUCK else f"it ended the program, with code {code}"
        )
        terminal.say(f"{exercise.id}  {exercise.title}: your code could not be checked: {why}.")
        terminal.say()
    terminal.say(terminal.paint(f"watching {book.path(exercise)}", "dim"))
    terminal.say(terminal.paint(KEYS if len(KEYS) <= terminal.width else wrap(KEYS, terminal.width), "dim"))


def answer_apart(book: Workbook, exercise: Exercise) -> int:
    """``learn check`` in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "micrograd_like",
        "learn",
        "check",
        exercise.id,
        "--folder",
        str(book.folder),
    ]
    try:
        return subprocess.run(command, check=False, timeout=120).returncode
    except subprocess.TimeoutExpired:
        return STUCK


def _times(book: Workbook) -> dict[str, int]:
    """When each exercise's file was last saved."""
    times = {}
    for exercise in exercises():
        with contextlib.suppress(OSError):
            times[exercise.id] = Path(book.path(exercise)).stat().st_mtime_ns
    return times


@contextlib.contextmanager
def keys() -> Iterator[Callable[[float], str]]:
    """A function that waits a while for one key and gives "" if none came."""
    if not sys.stdin.isatty():
        yield _lines()
        return
    try:
        import termios
        import tty
    except ImportError:
        yield _windows
        return
    import select

    def pressed(seconds: float) -> str:
        if not select.select([sys.stdin], [], [], seconds)[0]:
            return ""
        letter = os.read(sys.stdin.fileno(), 1)
        if letter == b"\033":  # an arrow key: several letters at once
            os.read(sys.stdin.fileno(), 16 if select.select([sys.stdin], [], [], 0)[0] else 0)
            return ""
        return letter.decode("ascii", "replace") or "q"  # nothing at all: the terminal has gone

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        yield pressed
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _windows(seconds: float) -> str:
    import msvcrt

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if msvcrt.kbhit():  # type: ignore[attr-defined]
            return msvcrt.getwch()  # type: ignore[attr-defined]
        time.sleep(0.05)
    return ""


def _lines() -> Callable[[float], str]:
    """Keys from a pipe or a plain console: the first letter of each line; q at its end."""
    import queue
    import threading

    waiting: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in sys.stdin:
            waiting.put(line.strip()[:1])
        waiting.put("q")

    threading.Thread(target=read, daemon=True).start()

    def pressed(seconds: float) -> str:
        try:
            return waiting.get(timeout=seconds)
        except queue.Empty:
            return ""

    return pressed
