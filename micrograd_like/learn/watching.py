"""Check again at every save, by looking at the files' times.

Keys act at once where the terminal allows it, else with Enter.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .apart import check_apart, told
from .exercise import Exercise
from .outlook import listing
from .talk import hint
from .terminal import Terminal
from .wording import wrap
from .workbook import Workbook

PAUSE = 0.25  # seconds between looks
SETTLE = 0.05  # seconds in which an editor that empties a file first has written it
QUIT = ("q", "\x03", "\x04")
KEYS = "h hint   n next   r run again   l list   q quit"


def watch(
    terminal: Terminal,
    book: Workbook,
    exercise: Exercise,
    key: Callable[[float], str] | None = None,
    answer: Callable[[Workbook, Exercise], object] = check_apart,
) -> int:
    """Follow the learner's files until q.

    A save of another exercise makes that one the current one; nothing else does.  key(seconds) waits at most
    so long for a key; answer(book, exercise) checks, in a process of its own.
    """
    book.start([exercise])
    times = book.saved()
    with contextlib.suppress(KeyboardInterrupt), contextlib.nullcontext(key) if key else keys() as pressed:
        say_answer(terminal, book, exercise, answer)
        while (letter := pressed(PAUSE).lower()) not in QUIT:
            if others := changed(book, times):
                time.sleep(SETTLE)
                changed(book, times)  # what an editor wrote meanwhile is read now
                exercise = exercise if exercise in others else others[0]
                say_answer(terminal, book, exercise, answer)
            match letter:
                case "h":
                    hint(terminal, book, exercise)
                case "l":
                    listing(terminal, book)
                case "r":
                    say_answer(terminal, book, exercise, answer)
                case "n":
                    exercise = following(terminal, book, exercise)
                    book.start([exercise])
                    changed(book, times)
                    say_answer(terminal, book, exercise, answer)
    return 0


def changed(book: Workbook, times: dict[Path, int]) -> list[Exercise]:
    """The exercises saved since those times, which become those of now."""
    now = book.saved()
    found = [book.exercise_in(path) for path in sorted(now) if now[path] != times.get(path)]
    times.clear()
    times.update(now)
    return [exercise for exercise in found if exercise]


def following(terminal: Terminal, book: Workbook, exercise: Exercise) -> Exercise:
    """The next unsolved exercise after this one, or the first unsolved one, or this one again."""
    other = book.unsolved_after(exercise)
    if other is None:
        terminal.say("There is no other unsolved exercise.")
    return other or exercise


def say_answer(
    terminal: Terminal, book: Workbook, exercise: Exercise, answer: Callable[[Workbook, Exercise], object]
) -> None:
    """The answer between a line above and the keys below."""
    terminal.say(terminal.paint("-" * min(terminal.width, 60), "dim"))
    code = answer(book, exercise)
    told(terminal, exercise, code)
    terminal.say(terminal.paint(f"watching {book.path(exercise)}", "dim"))
    folded = KEYS if len(KEYS) <= terminal.width else wrap(KEYS, terminal.width)
    terminal.say(terminal.paint(folded, "dim"))


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
