"""One check in a process of its own, so that whatever the learner's code does, an answer comes back.

``python -m micrograd_like.learn.apart 0.1 FOLDER`` says what ``micrograd-like learn check 0.1 --folder
FOLDER`` says.  A process is forked where that will do, since it takes no time, and started elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

from .exercise import Exercise
from .lessons import find
from .talk import check_brief, check_one, say_trouble
from .terminal import Terminal
from .workbook import Workbook

STUCK = 124  # as timeout(1) says it
LONGEST = 120.0  # seconds
READABLE = {"MICROGRAD_LIKE_PURE": "1"}  # learners look inside the engine: it is to be Python


def check_apart(book: Workbook, exercise: Exercise, brief: bool = False) -> int:
    """The exit code of a check in another process.

    It is 0 if right, 1 if not yet, STUCK if it had to be stopped, below 0 if a signal ended it.
    """
    words = [exercise.id, str(book.folder), *(["brief"] if brief else [])]
    sys.stdout.flush()
    if _may_fork():
        return _forked(lambda: _readable_main()(*words))
    command = [sys.executable, "-m", __name__, *words]
    try:
        return subprocess.run(
            command, check=False, timeout=LONGEST, env={**os.environ, **READABLE}
        ).returncode
    except subprocess.TimeoutExpired:
        return STUCK


def _may_fork() -> bool:
    """Whether a copy of this process would do: it has one thread, and the terminal's own output."""
    return hasattr(os, "fork") and threading.active_count() == 1 and sys.stdout is sys.__stdout__


def _readable_main() -> Callable[..., int]:
    """main(), above the engine in Python: where the one in C is loaded, the package is imported once more."""
    os.environ.update(READABLE)
    from micrograd_like import accelerated

    if accelerated:
        for name in [name for name in sys.modules if name.partition(".")[0] == "micrograd_like"]:
            del sys.modules[name]
    from micrograd_like.learn.apart import main

    return main


def _forked(work: Callable[[], int]) -> int:
    """The exit code of the work in a fork of this process."""
    here, there = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.close(here)
            code = work()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    os.close(there)
    ended = False
    try:
        ended = bool(select.select([here], [], [], LONGEST)[0])
    finally:
        os.close(here)
        if not ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status) if ended else STUCK


def ending(code: int) -> str:
    """How a process ended, in words.

    >>> ending(-9), ending(3)
    ('it was ended by SIGKILL', 'it ended with exit code 3')
    """
    with contextlib.suppress(ValueError):
        if code < 0:
            return f"it was ended by {signal.Signals(-code).name}"
    return f"it ended with exit code {code}"


def told(terminal: Terminal, exercise: Exercise, code: object) -> int:
    """The exit code for the shell; where the other process could not answer, this one says why."""
    if code in (None, 0, 1, 2):
        return 1 if code is None else int(str(code))
    why = "it did not end, and was stopped" if code == STUCK else ending(int(str(code)))
    terminal.say(f"{exercise.id}  {exercise.title}: your code could not be checked: {why}.")
    terminal.say()
    return 1


def main(number: str, folder: str, brief: str = "") -> int:
    """Check an exercise of a folder."""
    book = Workbook(folder)
    try:
        return (check_brief if brief else check_one)(Terminal(), book, find(number))
    except KeyboardInterrupt:  # meant for the watch, which stops
        return 130
    finally:
        say_trouble(book)


if __name__ == "__main__":
    os.environ.update(READABLE)
    sys.exit(main(*sys.argv[1:]))
