"""``micrograd-like learn``: the lessons on the command line.

It checks, hints and shows, and never goes on by itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..learn.exercise import Exercise, Lesson
    from ..learn.terminal import Terminal
    from ..learn.workbook import Workbook

DESCRIPTION = "The lessons on the command line: exercises that answer back, in your own editor."
ACTIONS = {
    "list": "every exercise and how far you are",
    "start": "write the exercise files into your folder (existing files are left alone)",
    "check": "check one exercise, the next one, or with --lesson a whole lesson",
    "watch": "check again whenever you save",
    "read": "a lesson in the terminal: the chapter, and where its exercises stand",
    "hint": "one more hint",
    "solution": "our solution, once you have yours (or with --anyway)",
    "reset": "begin an exercise again; your file is kept as a backup",
    "export": "for teachers: notebooks and packages for nbgrader, otter, gradescope, or pytest and JUnit",
    "new": "for authors: begin a course of your own, or a further exercise in it",
    "verify": "for authors: does every exercise of a course keep to the form?",
    "grade": "for teachers: mark a folder of submissions, each in a process of its own",
}
FORMATS = ("nbgrader", "otter", "gradescope", "junit")


def add_parser(subparsers: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Register ``learn``; the namespace it gives has ``run``, a function of itself to an exit code."""
    parser = subparsers.add_parser("learn", help="exercises that answer back", description=DESCRIPTION)
    _options(parser)
    parser.set_defaults(run=run, id=None, lesson=None, folder=None, course=None)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    made = {name: actions.add_parser(name, help=words, description=words) for name, words in ACTIONS.items()}
    for name, action in made.items():
        _options(action)
        if name in ("start", "check", "watch", "hint", "solution"):
            action.add_argument(
                "id", nargs="?", help="such as 0.1 or nudge; the next unsolved one if left out"
            )
    notebooks = "the lessons as notebooks instead, one file each"
    made["start"].add_argument("--notebooks", action="store_true", help=notebooks)
    made["reset"].add_argument("id", help="such as 0.1")
    made["read"].add_argument("number", type=int, nargs="?", help="of the lesson; the next one if left out")
    _author_options(made["new"], made["verify"])
    made["solution"].add_argument("--anyway", action="store_true", help="also before the exercise is solved")
    made["export"].add_argument("--format", choices=FORMATS, required=True)
    made["export"].add_argument("--to", metavar="DIR", help="where to (default: micrograd_course_FORMAT)")
    _grade_options(made["grade"])
    return parser


def _options(parser: argparse.ArgumentParser) -> None:
    """What may stand before the action or behind it; where it is absent, it does not undo the other."""
    add, none = parser.add_argument, argparse.SUPPRESS
    add("--lesson", type=int, metavar="N", default=none, help="only this lesson")
    add("--folder", metavar="DIR", default=none, help="your folder (default: micrograd_lessons)")
    add("--course", metavar="DIR", default=none, help="another course than the built-in one")


def _author_options(new: argparse.ArgumentParser, verify: argparse.ArgumentParser) -> None:
    new.add_argument(
        "dir", metavar="DIR", help="a new or empty folder; with LESSON and SLUG that of a course"
    )
    new.add_argument("names", metavar="LESSON SLUG", nargs="*", help="the lesson, and the new exercise in it")
    verify.add_argument("dir", metavar="DIR", nargs="?", help="a course (default: the one that is in use)")


def _grade_options(parser: argparse.ArgumentParser) -> None:
    learners = "one folder per learner, with their exercise files anywhere inside"
    reports = "where grades.csv, .json, .xml and class.html go (default: grades)"
    weights = "a file that says what exercises are worth, and whether wrong answers earn a share"
    parser.add_argument("submissions", metavar="FOLDER", help=learners)
    parser.add_argument("--to", metavar="DIR", default="grades", help=reports)
    parser.add_argument("--seconds", type=float, default=10.0, help="time limit per exercise")
    parser.add_argument("--memory", type=int, default=1024, metavar="MB", help="memory limit per exercise")
    parser.add_argument("--jobs", type=int, default=2, help="exercises marked at the same time")
    parser.add_argument("--weights", metavar="FILE", help=weights)
    parser.add_argument("--results", metavar="FILE", help="write Gradescope's results.json here instead")


def main(argv: list[str] | None = None) -> int:
    """The command by itself, without the others: ``main(["list"])``."""
    parser = argparse.ArgumentParser(prog="micrograd-like")
    add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["learn", *(sys.argv[1:] if argv is None else argv)])
    return args.run(args)


def run(args: argparse.Namespace) -> int:
    """Do what the arguments say: 0 if all went well, 1 if an answer is not right yet, 2 if asked wrongly."""
    from ..learn.lessons import use
    from ..learn.terminal import Terminal

    terminal = Terminal()
    try:
        if args.course:
            use(args.course)
        if args.action in ("new", "verify"):
            return _for_authors(terminal, args)
        if args.action in ("export", "grade"):
            return _for_teachers(terminal, args)
        return _for_learners(terminal, args)
    except BrokenPipeError:  # the reader has gone, as in `learn list | head`: for main to deal with
        raise
    except (LookupError, ValueError, OSError) as error:
        said = str(error)
        if isinstance(error, OSError) and error.filename:
            said = f"{error.filename}: {error.strerror}"
        Terminal(sys.stderr).say(f"micrograd-like learn: {said}")
        return 2


# ---- for authors


def _for_authors(terminal: Terminal, args: argparse.Namespace) -> int:
    from ..learn import making, outlook
    from ..learn.lessons import use

    if args.action == "verify":
        if args.dir:
            use(args.dir)
        return outlook.verify(terminal, _chosen(args.lesson))
    if len(args.names) not in (0, 2):
        raise ValueError(
            f"`new {args.dir} {' '.join(args.names)}` lacks a word; give LESSON and SLUG, or neither"
        )
    if args.names:
        folder = making.new_exercise(args.dir, *args.names)
        terminal.say(
            f"an exercise to write anew is in {folder}; then: micrograd-like learn verify {args.dir}"
        )
        return 0
    terminal.say(f"written into {args.dir}: " + ", ".join(making.new_course(args.dir)))
    terminal.say(f"try it with: micrograd-like learn --course {args.dir} --folder my_answers start")
    return 0


# ---- for teachers


def _for_teachers(terminal: Terminal, args: argparse.Namespace) -> int:
    if args.action == "grade":
        return _grade(terminal, args)
    from ..learn.teachers.exporting import export

    to = args.to or f"micrograd_course_{args.format}"
    terminal.say(export(args.format, to, args.lesson))
    return 0


def _grade(terminal: Terminal, args: argparse.Namespace) -> int:
    """Mark, write, and say the sums and what the class gets wrong."""
    from ..files import write_whole
    from ..learn.teachers import grading, overview, reports
    from ..learn.teachers.handed_in import loose, submissions
    from ..learn.teachers.weights import Weights, read_weights

    chosen = _chosen(args.lesson)
    weights = read_weights(args.weights) if args.weights else Weights()
    limits = {"seconds": args.seconds, "megabytes": args.memory, "jobs": args.jobs}
    if args.results:  # Gradescope's: one learner's files, whatever folders they are in
        one = {"submission": Path(args.submissions)}
        marks = list(grading.marked(one, chosen, weights=weights, **limits))
        write_whole(args.results, reports.as_gradescope(marks))
        return 0
    marks = []
    for mark in grading.marked(submissions(Path(args.submissions)), chosen, weights=weights, **limits):
        marks.append(mark)
        if mark.exercise == chosen[-1].id:
            terminal.say(reports.line_for([m for m in marks if m.learner == mark.learner]))
    if beside := loose(Path(args.submissions)):
        terminal.say(f"left aside, in no learner's folder: {', '.join(beside)}")
    terminal.say(overview.as_text(marks, terminal.width))
    page = overview.as_html(marks)
    terminal.say("written: " + ", ".join(map(str, reports.written(marks, Path(args.to), page))))
    return 0


# ---- for learners


def _chosen(lesson: int | None) -> list[Exercise]:
    """The exercises of the lesson, or all; a lesson that is not there is told with those that are."""
    from ..learn.lessons import exercises, load

    return exercises() if lesson is None else load(lesson).exercises


def _for_learners(terminal: Terminal, args: argparse.Namespace) -> int:
    from ..learn.lessons import find, load
    from ..learn.talk import say_trouble
    from ..learn.workbook import Workbook

    if args.lesson is not None:
        load(args.lesson)
    book = Workbook(args.folder)
    try:
        return _act(terminal, book, find(args.id) if args.id else None, args)
    finally:
        say_trouble(book)


def _act(terminal: Terminal, book: Workbook, exercise: Exercise | None, args: argparse.Namespace) -> int:
    from ..learn import outlook, talk

    match args.action:
        case None:
            return outlook.overview(terminal, book, args.lesson)
        case "list":
            return outlook.listing(terminal, book, _lessons(args.lesson))
        case "start" if args.notebooks:
            wanted = exercise.numbers[0] if exercise else args.lesson
            return outlook.start_notebooks(terminal, book, _lessons(wanted))
        case "start":
            return outlook.start(terminal, book, [exercise] if exercise else _chosen(args.lesson))
        case "read":
            return _read(terminal, book, args)
        case "check" if args.lesson is not None and not exercise:
            return max([_checked(terminal, book, e, brief=True) for e in _chosen(args.lesson)])
    exercise = exercise or _next(book, args.lesson)
    match args.action:
        case "watch":
            from ..learn.watching import watch

            return watch(terminal, book, exercise)
        case "check":
            return _checked(terminal, book, exercise)
        case "hint":
            return talk.hint(terminal, book, exercise)
        case "solution":
            return talk.solution(terminal, book, exercise, args.anyway)
        case _:
            return talk.reset(terminal, book, exercise)


def _read(terminal: Terminal, book: Workbook, args: argparse.Namespace) -> int:
    """The lesson asked for, else that of the next exercise."""
    from ..learn import reading
    from ..learn.lessons import load

    number = args.lesson if args.number is None else args.number
    return reading.read(terminal, load(_next(book, None).numbers[0] if number is None else number))


def _checked(terminal: Terminal, book: Workbook, exercise: Exercise, brief: bool = False) -> int:
    """The exit code of a check in a process of its own."""
    from ..learn.apart import check_apart, told

    return told(terminal, exercise, check_apart(book, exercise, brief))


def _lessons(lesson: int | None) -> list[Lesson]:
    from ..learn.lessons import lessons, load

    return list(lessons()) if lesson is None else [load(lesson)]


def _next(book: Workbook, lesson: int | None) -> Exercise:
    exercise = book.next(lesson=lesson)
    if exercise is None:
        raise ValueError("everything is solved; name an exercise, such as 0.1")
    return exercise
