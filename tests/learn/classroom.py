"""The cast of these tests: one exercise, answers to it, learners' files, and terminals."""

import io

from micrograd_like.learn.checking import check_text
from micrograd_like.learn.lessons import find, lesson_of

NUDGE = find("0.1")  # slope(f, x, h)
NUDGE_RIGHT = "def slope(f, x, h):\n    return (f(x + h) - f(x)) / h\n"


def told(text, exercise=NUDGE, **options):
    """The answer to a text, on one line."""
    return " ".join(str(check_text(exercise, text, **options)).split())


def mutated(exercise, name=""):
    """The text of an exercise's mistake: the one of this name, or the first."""
    mistake = next(m for m in exercise.mistakes if name in ("", m.name))
    return mistake.code(exercise.solution)


def rewritings(text):
    """(id, {old: new}) for each id, out of a text such as a diff: ``- old`` lines, then ``+ new`` lines."""
    found, sides = [], ([], [])
    for line in text.strip("\n").splitlines():
        if line[:2] == "- ":
            if sides[1]:  # the next of an exercise
                sides = ([], [])
                found[-1][1].append(sides)
            sides[0].append(line[2:])
        elif line[:2] == "+ ":
            sides[1].append(line[2:])
        else:
            sides = ([], [])
            found.append((line, [sides]))
    return [(number, {"\n".join(old): "\n".join(new) for old, new in edits}) for number, edits in found]


def rewritten(exercise, edits):
    """The solution with other words in it."""
    text = exercise.solution
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def hand_in(folder, learner, text, exercise=NUDGE):
    """A learner's file where learners put it."""
    path = folder / learner / lesson_of(exercise).file(exercise)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def solve(book, number):
    book.start([find(number)])
    book.path(find(number)).write_text(find(number).solution, encoding="utf-8")


class Stream(io.TextIOWrapper):
    """A terminal of a kind, in memory."""

    def __init__(self, encoding, tty):
        super().__init__(io.BytesIO(), encoding=encoding)
        self.tty = tty

    def isatty(self):
        return self.tty

    def text(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)
