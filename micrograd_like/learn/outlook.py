"""What the command line says of the way: where the learner stands, what there is, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .exercise import Exercise, Lesson
from .lessons import lesson_of, lessons, slugs
from .progress import State
from .terminal import Terminal
from .wording import counted, shortened, wrap
from .workbook import Workbook

COMMAND = "micrograd-like learn"


def overview(terminal: Terminal, book: Workbook, lesson: int | None = None) -> int:
    """How far the learner is, and what comes next."""
    states = book.progress.all()
    chosen = slugs(lesson)
    terminal.say(bar(terminal, _solved(states, chosen), len(chosen)))
    terminal.say()
    exercise = book.next(states, lesson)
    if exercise is None:
        terminal.say("All solved. Well done!")
        return 0
    chapter = lesson_of(exercise)
    if exercise.slug == chapter.slugs[0]:
        introduce(terminal, chapter)
    terminal.say(terminal.paint(f"Next: {exercise.id}  {exercise.title}", "bold"))
    terminal.say(wrap(exercise.goal, terminal.width))
    terminal.say()
    in_pairs(terminal, ways_on(book, exercise))
    return 0


def ways_on(book: Workbook, exercise: Exercise) -> dict[str, str]:
    """What one can do now, in pairs of words."""
    if not book.path(exercise).exists():
        return {
            f"{COMMAND} start": f"writes the exercise files into {book.folder}",
            f"{COMMAND} list": "shows what there is; you may begin at any of them",
        }
    return {
        "your file": str(book.path(exercise)),
        "check it": f"{COMMAND} check",
        "or watch": f"{COMMAND} watch",
        "stuck?": f"{COMMAND} hint",
    }


def in_pairs(terminal: Terminal, lines: Mapping[str, str]) -> None:
    """Two columns where the terminal is wide enough, else one below the other."""
    left = max(map(len, lines)) + 2
    if 2 + left + max(map(len, lines.values())) <= terminal.width:
        terminal.say("\n".join(f"  {first:<{left}}{second}" for first, second in lines.items()))
        return
    for first, second in lines.items():
        terminal.say(f"  {first}\n{wrap(second, terminal.width, '    ')}")


def introduce(terminal: Terminal, chapter: Lesson) -> None:
    terminal.say(terminal.paint(f"Lesson {chapter.number}: {chapter.title}", "bold"))
    terminal.say(wrap(chapter.chapter.story, terminal.width))
    terminal.say()


def bar(terminal: Terminal, done: int, of: int) -> str:
    """A progress bar that fits: ``[#####.....] 5 of 10``."""
    count = f" {done} of {of} solved"
    room = max(5, min(40, terminal.width - len(count) - 2))
    filled = max(room * done // of, done > 0) if of else 0  # the first one is seen
    return "[" + terminal.paint("#" * filled, "green") + "." * (room - filled) + "]" + count


def progress_bar(terminal: Terminal, book: Workbook) -> str:
    """The bar of the whole course."""
    chosen = slugs()
    return bar(terminal, _solved(book.progress.all(), chosen), len(chosen))


def _solved(states: Mapping[str, State], chosen: Sequence[str]) -> int:
    return sum(states[slug].passed for slug in chosen if slug in states)


def listing(terminal: Terminal, book: Workbook, chosen: Sequence[Lesson] | None = None) -> int:
    """Every exercise with a mark: x solved, ~ tried."""
    states = book.progress.all()
    for chapter in chosen or lessons():
        own = list(chapter.slugs)
        head = shortened(chapter.title, terminal.width - 12)
        count = f"({_solved(states, own)}/{len(own)})"
        terminal.say(terminal.paint(f"{chapter.number}  {head}  {count}", "bold"))
        for exercise in chapter.exercises:
            state = states.get(exercise.slug, State())
            words = shortened(exercise.title + notes(state), terminal.width - 12)
            terminal.say(f"  [{_marked(terminal, state)}] {exercise.id:<5}{words}")
    terminal.say()
    terminal.say(progress_bar(terminal, book))
    return 0


def _marked(terminal: Terminal, state: State) -> str:
    if state.passed:
        return terminal.paint("x", "green")
    return terminal.paint("~", "yellow") if state.tries else " "


def notes(state: State) -> str:
    """Which help was taken, in brackets."""
    said = []
    if state.hints:
        said.append(counted(state.hints, "hint"))
    if state.peeked:
        said.append("solution seen first")
    return f"  ({', '.join(said)})" if said else ""


def start(terminal: Terminal, book: Workbook, chosen: Sequence[Exercise]) -> int:
    """Write the starters, and say where."""
    written = book.start(chosen)
    terminal.say(said_of(book, "exercise file", len(written), len(chosen)))
    book.progress.path.touch()
    terminal.say()
    numbers = {exercise.numbers[0] for exercise in chosen}
    return overview(terminal, book, numbers.pop() if len(numbers) == 1 else None)


def start_notebooks(terminal: Terminal, book: Workbook, chosen: Sequence[Lesson]) -> int:
    """Write the lessons as notebooks, and say how to open one."""
    written = book.start_notebooks(chosen)
    terminal.say(said_of(book, "notebook", len(written), len(chosen)))
    terminal.say()
    terminal.say(wrap(f"Open one with: jupyter lab {book.folder}/{chosen[0].folder}.ipynb", terminal.width))
    return 0


def said_of(book: Workbook, thing: str, written: int, of: int) -> str:
    """How many were written, and that the others were left alone."""
    said = f"{counted(written, thing)} written into {book.folder}"
    kept = of - written
    if not kept:
        return said
    if kept == 1:
        return f"{said}; 1 was there already and is as you left it"
    return f"{said}; {kept} were there already and are as you left them"


def verify(terminal: Terminal, chosen: Sequence[Exercise]) -> int:
    """Whether these exercises keep to the form, one line each, and what is wrong with those that do not."""
    from .verifying import faults, import_faults, order_faults

    wrong = 0
    for exercise in chosen:
        found = list(faults(exercise))
        mistakes = counted(len(exercise.mistakes), "mistake")
        state = terminal.paint("fault", "red") if found else terminal.paint("ok   ", "green")
        terminal.say(f"  {state} {exercise.id:<5}{exercise.slug} ({mistakes})")
        for said in found:
            terminal.say(wrap(said, terminal.width, "        "))
        wrong += bool(found)
    more = [*order_faults(chosen), *import_faults(chosen)] if len(chosen) == len(slugs()) else []
    for said in more:
        terminal.say(wrap(said, terminal.width))
    total = sum(len(exercise.mistakes) for exercise in chosen)
    good = f"{counted(len(chosen) - wrong, 'exercise')} of {len(chosen)} in order"
    terminal.say(f"{good}, {counted(total, 'mistake')} recognised" if not wrong else good)
    return 1 if wrong or more else 0
