"""``learn watch``: every save is answered, whatever an editor or the learner's code does."""

import os
import subprocess
import sys

import pytest
from classroom import NUDGE, Stream, mutated, solve

from micrograd_like.learn.terminal import Terminal
from micrograd_like.learn.watching import watch
from micrograd_like.learn.workbook import Workbook


@pytest.fixture
def book(tmp_path):
    return Workbook(tmp_path / "micrograd_lessons")


def test_watch_checks_at_a_save_hints_at_h_and_goes_on_only_at_n(book):
    book.start([NUDGE])
    stream = Stream("utf-8", tty=False)
    checked = []
    script = iter(["", "save", "", "h", "n", "save 0.1", "r", "q"])

    def key(seconds):
        step = next(script)
        if step.startswith("save"):
            path = book.path(NUDGE)
            path.write_text(NUDGE.solution, encoding="utf-8")
            os.utime(path, ns=(0, path.stat().st_mtime_ns + 10**9 * (1 + len(checked))))
            return ""
        return step

    def answer(workbook, exercise):
        checked.append(exercise.id)
        workbook.check(exercise)

    assert watch(Terminal(stream, width=70), book, NUDGE, key, answer) == 0
    assert checked == ["0.1", "0.1", "0.2", "0.1", "0.1"]
    assert "1 of 3: Two numbers" in stream.text()
    assert "h hint   n next   r run again   l list   q quit" in stream.text()


def test_a_copy_under_another_name_is_nobodys_file(book):
    solve(book, "0.1")
    own = book.path(NUDGE)
    copy = own.with_name("0_1_nudge_old.py")
    copy.write_text("nonsense", encoding="utf-8")
    assert set(book.saved()) == {own, copy}
    assert book.exercise_in(own) is NUDGE
    assert book.exercise_in(copy) is None
    assert book.exercise_in(own.with_name("9_9_nudge.py")) is None


# ---- in a process of its own


class Watching:
    """``learn watch`` in a process of its own, and waiting for what it says; no clock is looked at."""

    def __init__(self, book, number="0.1"):
        command = [
            sys.executable,
            "-u",
            "-m",
            "micrograd_like",
            "learn",
            "watch",
            number,
            "--folder",
            str(book.folder),
        ]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        self.process = subprocess.Popen(command, **pipes)

    def until(self, words):
        """Read on until a line with these words."""
        said = []
        for line in self.process.stdout:
            said.append(line)
            if words in line:
                return
        raise AssertionError(f"{words!r} never came, but: {''.join(said)}")

    def press(self, key):
        self.process.stdin.write(key + "\n")
        self.process.stdin.flush()


def truncated(path, text):
    """As editors save that empty the file first."""
    with open(path, "w", encoding="utf-8") as file:
        file.flush()
        file.write(text)


def renamed(path, text):
    """As editors save that write another file first, and put it in the place of the old one."""
    other = path.with_suffix(".tmp")
    other.write_text(text, encoding="utf-8")
    os.replace(other, path)


def moved_away(path, text):
    """As editors save that keep the old file under another name, so that for a moment there is none."""
    os.replace(path, path.with_suffix(".py~"))
    path.write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("save", [truncated, renamed, moved_away])
def test_watch_notices_every_way_in_which_editors_save(book, save):
    watching = Watching(book)
    watching.until("small step: waiting for you")
    path = book.path(NUDGE)
    save(path, mutated(NUDGE, "rise-only"))
    watching.until("rise alone")
    save(path, NUDGE.solution)
    watching.until("small step: right")
    watching.until("q quit")
    watching.press("q")
    assert watching.process.communicate(timeout=60)[0] == ""
    assert watching.process.returncode == 0


@pytest.mark.slow
def test_watch_survives_code_that_ends_the_process(book):
    solve(book, "0.1")
    watching = Watching(book)
    watching.until("small step: right")
    renamed(book.path(NUDGE), "import os\nos.kill(os.getpid(), 9)\n")
    watching.until("your code could not be checked: it was ended by SIGKILL.")
    renamed(book.path(NUDGE), NUDGE.solution)
    watching.until("small step: right")
    watching.until("q quit")
    watching.press("h")
    watching.press("q")
    assert "1 of 3:" in watching.process.communicate(timeout=60)[0]
    assert watching.process.returncode == 0
