"""One check in a process of its own, so that whatever the learner's code does, ``learn watch`` goes on.

``python -m micrograd_like.learn.apart 0.1 FOLDER`` says what ``micrograd-like learn check 0.1 --folder
FOLDER`` says.
"""

from __future__ import annotations

import subprocess
import sys

from .exercise import Exercise
from .lessons import find
from .talk import check_one, say_trouble
from .terminal import Terminal
from .workbook import Workbook

STUCK = 124  # as timeout(1) says it
LONGEST = 120  # seconds


def check_apart(book: Workbook, exercise: Exercise) -> int:
    """The exit code of a check in another process: 0 right, 1 not yet, STUCK if it had to be stopped."""
    command = [sys.executable, "-m", __name__, exercise.id, str(book.folder)]
    try:
        return subprocess.run(command, check=False, timeout=LONGEST).returncode
    except subprocess.TimeoutExpired:
        return STUCK


def main(number: str, folder: str) -> int:
    """Check an exercise of a folder."""
    book = Workbook(folder)
    try:
        return check_one(Terminal(), book, find(number))
    except KeyboardInterrupt:  # meant for the watch, which stops
        return 130
    finally:
        say_trouble(book)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
