"""What the command line says to an exercise, one function per action; each gives the exit code."""

from __future__ import annotations

import re
import sys
import textwrap

from .exercise import Exercise
from .lessons import lesson_of
from .outlook import COMMAND, progress_bar
from .progress import State
from .showing import Result
from .terminal import Terminal
from .wording import shortened, wrap
from .workbook import Workbook

PAINT = {"right": "green", "wrong": "red", "broken": "red", "waiting": "yellow"}


def check_one(terminal: Terminal, book: Workbook, exercise: Exercise) -> int:
    """The whole answer to one exercise, and what one can do now."""
    before = book.progress.of(exercise.slug)
    result = book.check(exercise)
    first, *rest = result.text(terminal.width).split("\n")
    terminal.say(terminal.paint(first, PAINT[result.state], "bold"))
    terminal.say("\n".join(rest))
    if step := next_step(book, result, before):
        terminal.say()
        terminal.say(wrap(step, terminal.width))
    terminal.say()
    terminal.say(progress_bar(terminal, book))
    return 0 if result.passed else 1


def check_brief(terminal: Terminal, book: Workbook, exercise: Exercise) -> int:
    """One line for the exercise."""
    result = book.check(exercise)
    mark = terminal.paint(f"{result.state:<8}", PAINT[result.state])
    title = shortened(exercise.title, terminal.width - 17)
    terminal.say(f"  {mark} {exercise.id:<5}{title}")
    return 0 if result.passed else 1


def next_step(book: Workbook, result: Result, before: State) -> str:
    """What one can do now; it is never done by itself."""
    exercise = result.exercise
    if result.failure and result.failure.kind == "file":
        return "" if book.path(exercise).exists() else f"{COMMAND} start {exercise.id}"
    if not result.passed:
        left = 3 - before.hints
        if left:
            return f"Stuck? {COMMAND} hint {exercise.id}   ({left} of 3 hints left)"
        return f"All hints are out; {COMMAND} hint {exercise.id} shows them again."
    states = book.progress.all()
    parts = [f"Ours, to compare: {COMMAND} solution {exercise.id}"]
    if "__main__" in exercise.body:
        parts.insert(0, f"See it at work: python {book.path(exercise)}")
    chapter = lesson_of(exercise)
    if not before.passed and all(states.get(slug, State()).passed for slug in chapter.slugs):
        count = len(chapter.slugs)
        parts.append(f"Lesson {chapter.number}, {chapter.title}, is complete: {count} of {count}!")
    if following := book.next(states):
        parts.append(f"When you like: {following.id}  {following.title}, in {book.path(following)}")
    else:
        parts.append("That was the last one. Well done!")
    return "\n\n".join(parts)


def hint(terminal: Terminal, book: Workbook, exercise: Exercise) -> int:
    """The hints so far and one more."""
    state = book.progress.of(exercise.slug)
    count = min(state.hints + 1, 3)
    if state.hints < 3:
        book.progress.add(exercise.slug, "hint")
    terminal.say(terminal.paint(f"{exercise.id}  {exercise.title}", "bold"))
    for number, words in enumerate(exercise.hints[:count], 1):
        terminal.say(wrap(f"{number} of 3: {words}", terminal.width))
    if count == 3:
        said = f"That was the last hint. {COMMAND} solution {exercise.id} --anyway shows our solution."
        terminal.say(wrap(said, terminal.width))
    return 0


def solution(terminal: Terminal, book: Workbook, exercise: Exercise, anyway: bool) -> int:
    """Our solution, to those who have one of their own or insist."""
    state = book.progress.of(exercise.slug)
    if not state.passed and not anyway:
        terminal.say(wrap(refusal(exercise, 3 - state.hints), terminal.width))
        return 1
    book.progress.add(exercise.slug, "solution")
    head = f"{exercise.id}  {exercise.title}: our solution"
    terminal.say(terminal.paint(head if state.passed else f"{head}, seen before yours", "bold"))
    terminal.say()
    bare = re.sub(r"(?m)^ *# TODO\n", "", exercise.solution)
    terminal.say(textwrap.indent(re.sub(r"# TODO:? ?(?=\S)", "# ", bare), "  "))
    terminal.say(wrap(exercise.shown, terminal.width))
    return 0


def refusal(exercise: Exercise, left: int) -> str:
    """Why the solution is not shown, and how to have it all the same."""
    said = f"{exercise.id} is not solved yet"
    if left:
        said += f", and {left} of its 3 hints {'is' if left == 1 else 'are'} unread"
    insist = f"Insist with {COMMAND} solution {exercise.id} --anyway"
    return f"{said}. {insist}; the list will say that the solution was seen first."


def reset(terminal: Terminal, book: Workbook, exercise: Exercise) -> int:
    """The starter again, with the learner's file kept."""
    backup = book.reset(exercise)
    said = f"{book.path(exercise)} is as at the beginning."
    terminal.say(f"{said} Your version is in {backup}." if backup else said)
    return 0


def say_trouble(book: Workbook) -> None:
    """On the error stream, why progress could not be read or written."""
    if book.progress.trouble:
        Terminal(sys.stderr).say(f"{COMMAND}: {book.progress.trouble}")
