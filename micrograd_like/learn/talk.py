"""What the command line says to a learner, one function per action; each gives the exit code."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from .checking import Result
from .exercise import Exercise, Lesson
from .lessons import exercises, lesson_of, lessons
from .progress import State
from .showing import wrap
from .terminal import Terminal
from .workbook import Workbook

PAINT = {"right": "green", "wrong": "red", "broken": "red", "waiting": "yellow"}
COMMAND = "micrograd-like learn"


def overview(terminal: Terminal, book: Workbook, lesson: int | None = None) -> int:
    """How far the learner is, and what comes next."""
    states = book.progress.all()
    chosen = exercises(lesson)
    done = sum(states.get(e.id, State()).passed for e in chosen)
    terminal.say(bar(terminal, done, len(chosen)))
    exercise = book.next(states, lesson)
    terminal.say()
    if exercise is None:
        terminal.say("All solved. Well done!")
        return 0
    chapter = lesson_of(exercise)
    if exercise is chapter.exercises[0]:
        introduce(terminal, chapter)
    terminal.say(terminal.paint(f"Next: {exercise.id}  {exercise.title}", "bold"))
    terminal.say(wrap(exercise.goal, terminal.width))
    terminal.say()
    if book.path(exercise).exists():
        lines = {
            "your file": str(book.path(exercise)),
            "check it": f"{COMMAND} check",
            "or watch": f"{COMMAND} watch",
            "stuck?": f"{COMMAND} hint",
        }
    else:
        lines = {f"{COMMAND} start": f"writes the exercise files into {book.folder}",
                 f"{COMMAND} list": "shows what there is; you may begin at any of them"}  # fmt: skip
    paired(terminal, lines)
    return 0


def paired(terminal: Terminal, lines: Mapping[str, str]) -> None:
    """Two columns where the terminal is wide enough, else one below the other."""
    left = max(map(len, lines)) + 2
    if 2 + left + max(map(len, lines.values())) <= terminal.width:
        terminal.say("\n".join(f"  {first:<{left}}{second}" for first, second in lines.items()))
        return
    for first, second in lines.items():
        terminal.say(f"  {first}\n{wrap(second, terminal.width, '    ')}")


def introduce(terminal: Terminal, chapter: Lesson) -> None:
    terminal.say(terminal.paint(f"Lesson {chapter.number}: {chapter.title}", "bold"))
    terminal.say(wrap(chapter.story, terminal.width))
    terminal.say()


def bar(terminal: Terminal, done: int, of: int) -> str:
    """A progress bar that fits: ``[#####.....] 5 of 10``."""
    count = f" {done} of {of} solved"
    room = max(5, min(40, terminal.width - len(count) - 2))
    filled = max(room * done // of, done > 0) if of else 0  # the first one is seen
    return "[" + terminal.paint("#" * filled, "green") + "." * (room - filled) + "]" + count


def progress_bar(terminal: Terminal, book: Workbook) -> str:
    return bar(terminal, sum(state.passed for state in book.progress.all().values()), len(exercises()))


def listing(terminal: Terminal, book: Workbook, lesson: int | None = None) -> int:
    """Every exercise with a mark: x solved, ~ tried."""
    states = book.progress.all()
    for chapter in lessons():
        if lesson not in (None, chapter.number):
            continue
        done = sum(states.get(e.id, State()).passed for e in chapter.exercises)
        head = textwrap.shorten(chapter.title, terminal.width - 12, placeholder="...")
        terminal.say(terminal.paint(f"{chapter.number}  {head}  ({done}/{len(chapter.exercises)})", "bold"))
        for exercise in chapter.exercises:
            state = states.get(exercise.id, State())
            mark = (
                terminal.paint("x", "green")
                if state.passed
                else terminal.paint("~", "yellow")
                if state.tries
                else " "
            )
            terminal.say(
                f"  [{mark}] {exercise.id:<5}{textwrap.shorten(exercise.title + notes(state), terminal.width - 12, placeholder='...')}"
            )
    terminal.say()
    terminal.say(progress_bar(terminal, book))
    return 0


def notes(state: State) -> str:
    said = [f"{state.hints} hint{'s' * (state.hints > 1)}"] * bool(state.hints) + [
        "solution seen first"
    ] * state.peeked
    return f"  ({', '.join(said)})" if said else ""


def start(terminal: Terminal, book: Workbook, chosen: Iterable[Exercise]) -> int:
    """Write the starters, and say where."""
    chosen = list(chosen)
    written = book.start(chosen)
    kept = len(chosen) - len(written)
    terminal.say(
        f"{len(written)} exercise file{'s' * (len(written) != 1)} written into {book.folder}"
        + (f"; {kept} were there already and are as you left them" if kept else "")
    )
    book.progress.path.touch()
    terminal.say()
    return overview(
        terminal, book, chosen[0].numbers[0] if len({e.numbers[0] for e in chosen}) == 1 else None
    )


def start_notebooks(terminal: Terminal, book: Workbook, chosen: Sequence[Lesson]) -> int:
    """Write the lessons as notebooks, and say how to open one."""
    written = book.start_notebooks(chosen)
    kept = len(chosen) - len(written)
    terminal.say(
        f"{len(written)} notebook{'s' * (len(written) != 1)} written into {book.folder}"
        + (f"; {kept} were there already and are as you left them" if kept else "")
    )
    terminal.say()
    terminal.say(wrap(f"Open one with: jupyter lab {book.folder}/{chosen[0].folder}.ipynb", terminal.width))
    return 0


def check(terminal: Terminal, book: Workbook, exercise: Exercise) -> int:
    """The whole answer to one exercise, and what one can do now."""
    before = book.progress.of(exercise.id)
    result = book.check(exercise)
    say_result(terminal, result)
    if next_step := advice(book, result, before):
        terminal.say()
        terminal.say(wrap(next_step, terminal.width))
    terminal.say()
    terminal.say(progress_bar(terminal, book))
    return 0 if result.passed else 1


def say_result(terminal: Terminal, result: Result) -> None:
    first, *rest = result.text(terminal.width).split("\n")
    terminal.say(terminal.paint(first, PAINT[result.state], "bold"))
    terminal.say("\n".join(rest))


def advice(book: Workbook, result: Result, before: State) -> str:
    """The next step, never taken by itself."""
    exercise = result.exercise
    if result.problem and result.problem.kind == "file":
        return "" if book.path(exercise).exists() else f"{COMMAND} start {exercise.id}"
    if not result.passed:
        left = 3 - before.hints
        return (
            f"Stuck? {COMMAND} hint {exercise.id}   ({left} of 3 hints left)"
            if left
            else f"All hints are out; {COMMAND} hint {exercise.id} shows them again."
        )
    lines = f"See it at work: python {book.path(exercise)}\n\n" if "__main__" in exercise.body else ""
    lines += f"Ours, to compare: {COMMAND} solution {exercise.id}"
    chapter = lesson_of(exercise)
    states = book.progress.all()
    if not before.passed and all(states.get(e.id, State()).passed for e in chapter.exercises):
        lines += f"\n\nLesson {chapter.number}, {chapter.title}, is complete: {len(chapter.exercises)} of {len(chapter.exercises)}!"
    following = book.next(states)
    return lines + (
        f"\n\nWhen you like: {following.id}  {following.title}, in {book.path(following)}"
        if following
        else "\n\nThat was the last one. Well done!"
    )


def check_all(terminal: Terminal, book: Workbook, chosen: Iterable[Exercise]) -> int:
    """One line for each exercise."""
    results = [book.check(exercise) for exercise in chosen]
    for result in results:
        mark = terminal.paint(f"{result.state:<8}", PAINT[result.state])
        terminal.say(
            f"  {mark} {result.exercise.id:<5}{textwrap.shorten(result.exercise.title, terminal.width - 17, placeholder='...')}"
        )
    return 0 if all(result.passed for result in results) else 1


def hint(terminal: Terminal, book: Workbook, exercise: Exercise) -> int:
    """The hints so far and one more."""
    state = book.progress.of(exercise.id)
    count = min(state.hints + 1, 3)
    if state.hints < 3:
        book.progress.add(exercise.id, "hint")
    terminal.say(terminal.paint(f"{exercise.id}  {exercise.title}", "bold"))
    for number, words in enumerate(exercise.hints[:count], 1):
        terminal.say(wrap(f"{number} of 3: {words}", terminal.width))
    if count == 3:
        terminal.say(
            wrap(
                f"That was the last hint. {COMMAND} solution {exercise.id} --anyway shows our solution.",
                terminal.width,
            )
        )
    return 0


def solution(terminal: Terminal, book: Workbook, exercise: Exercise, anyway: bool) -> int:
    """Our solution, to those who have one of their own or insist."""
    state = book.progress.of(exercise.id)
    if not state.passed and not anyway:
        left = 3 - state.hints
        terminal.say(wrap(
            f"{exercise.id} is not solved yet" + (f", and {left} of its 3 hints {'is' if left == 1 else 'are'} unread" if left else "")
            + f". Insist with {COMMAND} solution {exercise.id} --anyway; the list will say that the solution was seen first.", terminal.width))  # fmt: skip
        return 1
    book.progress.add(exercise.id, "solution")
    terminal.say(
        terminal.paint(
            f"{exercise.id}  {exercise.title}: our solution"
            + ("" if state.passed else ", seen before yours"),
            "bold",
        )
    )
    terminal.say()
    terminal.say(
        textwrap.indent(
            re.sub(r"# TODO:? ?(?=\S)", "# ", re.sub(r"(?m)^ *# TODO\n", "", exercise.solution)), "  "
        )
    )
    terminal.say(wrap(exercise.shown, terminal.width))
    return 0


def reset(terminal: Terminal, book: Workbook, exercise: Exercise) -> int:
    """The starter again, with the learner's file kept."""
    backup = book.reset(exercise)
    terminal.say(
        f"{book.path(exercise)} is as at the beginning."
        + (f" Your version is in {backup}." if backup else "")
    )
    return 0
