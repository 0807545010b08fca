"""``micrograd-like learn``: the lessons on the command line.  It checks, hints and shows, and never goes on by itself."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..learn.exercise import Exercise
    from ..learn.terminal import Terminal
    from ..learn.workbook import Workbook

DESCRIPTION = "The lessons on the command line: exercises that answer back, in your own editor."
ACTIONS = {
    "list": "every exercise and how far you are",
    "start": "write the exercise files into your folder (existing files are left alone)",
    "check": "check one exercise, the next one, or with --lesson a whole lesson",
    "watch": "check again whenever you save",
    "hint": "one more hint",
    "solution": "our solution, once you have yours (or with --anyway)",
    "reset": "begin an exercise again; your file is kept as a backup",
    "export": "for teachers: notebooks and packages for nbgrader, otter, gradescope, or pytest and JUnit",
    "grade": "for teachers: mark a folder of submissions, each in a process of its own",
}
FORMATS = ("nbgrader", "otter", "gradescope", "junit")


def add_parser(subparsers: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Register ``learn`` with a parser's subparsers; the namespace it gives has ``run``, a function of itself to an exit code."""
    parser = subparsers.add_parser("learn", help="exercises that answer back", description=DESCRIPTION)
    _options(parser, argparse.SUPPRESS)
    parser.set_defaults(run=run, id=None, lesson=None, folder=None)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    made = {name: actions.add_parser(name, help=words, description=words) for name, words in ACTIONS.items()}
    for name, action in made.items():
        _options(action, argparse.SUPPRESS)
        if name in ("start", "check", "watch", "hint", "solution"):
            action.add_argument("id", nargs="?", help="such as 0.1; the next unsolved one if left out")
    made["start"].add_argument(
        "--notebooks", action="store_true", help="the lessons as notebooks instead, one file each"
    )
    made["reset"].add_argument("id", help="such as 0.1")
    made["solution"].add_argument("--anyway", action="store_true", help="also before the exercise is solved")
    made["export"].add_argument("--format", choices=FORMATS, required=True)
    made["export"].add_argument("--to", metavar="DIR", help="where to (default: micrograd_course_FORMAT)")
    grade = made["grade"]
    grade.add_argument(
        "submissions",
        metavar="FOLDER",
        help="one folder per learner, with their exercise files anywhere inside",
    )
    grade.add_argument(
        "--to",
        metavar="DIR",
        default="grades",
        help="where grades.csv, grades.json and grades.xml go (default: grades)",
    )
    grade.add_argument("--seconds", type=float, default=10.0, help="time limit per exercise")
    grade.add_argument("--memory", type=int, default=1024, metavar="MB", help="memory limit per exercise")
    grade.add_argument("--jobs", type=int, default=2, help="exercises marked at the same time")
    grade.add_argument("--results", metavar="FILE", help="write Gradescope's results.json here instead")
    return parser


def _options(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument("--lesson", type=int, metavar="N", default=default, help="only this lesson")
    parser.add_argument(
        "--folder", metavar="DIR", default=default, help="your folder (default: micrograd_lessons)"
    )


def main(argv: list[str] | None = None) -> int:
    """The command by itself, without the others: ``main(["list"])``."""
    parser = argparse.ArgumentParser(prog="micrograd-like")
    add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["learn", *(sys.argv[1:] if argv is None else argv)])
    return args.run(args)


def run(args: argparse.Namespace) -> int:
    """Do what the arguments say: exit code 0 if it went well, 1 if an answer is not right yet, 2 if we were asked wrongly."""
    from ..learn.terminal import Terminal

    terminal = Terminal()
    try:
        if args.action in ("export", "grade"):
            return _for_teachers(terminal, args)
        return _for_learners(terminal, args)
    except BrokenPipeError:  # the reader has gone, as in `learn list | head`: for main to deal with
        raise
    except (LookupError, ValueError, OSError) as error:
        said = (
            f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else error
        )
        Terminal(sys.stderr).say(f"micrograd-like learn: {said}")
        return 2


def _for_teachers(terminal: Terminal, args: argparse.Namespace) -> int:
    if args.action == "export":
        from ..learn.teachers.exporting import export

        terminal.say(export(args.format, args.to or f"micrograd_course_{args.format}", args.lesson))
        return 0
    from ..learn.teachers.grading import grade_command

    return grade_command(terminal, args)


def _for_learners(terminal: Terminal, args: argparse.Namespace) -> int:
    from ..learn.lessons import exercises, find, lessons
    from ..learn.terminal import Terminal
    from ..learn.workbook import Workbook

    if args.lesson is not None and not exercises(args.lesson):
        raise ValueError(
            f"there is no lesson {args.lesson}; they go from {lessons()[0].number} to {lessons()[-1].number}"
        )
    book = Workbook(args.folder)
    try:
        return _act(terminal, book, find(args.id) if args.id else None, args)
    finally:
        if book.progress.trouble:
            Terminal(sys.stderr).say(f"micrograd-like learn: {book.progress.trouble}")


def _act(terminal: Terminal, book: Workbook, chosen: Exercise | None, args: argparse.Namespace) -> int:
    from ..learn import talk
    from ..learn.lessons import exercises, lessons

    match args.action:
        case None:
            return talk.overview(terminal, book, args.lesson)
        case "list":
            return talk.listing(terminal, book, args.lesson)
        case "start" if args.notebooks:
            wanted = chosen.numbers[0] if chosen else args.lesson
            return talk.start_notebooks(terminal, book, [c for c in lessons() if wanted in (None, c.number)])
        case "start":
            return talk.start(terminal, book, [chosen] if chosen else exercises(args.lesson))
        case "check" if args.lesson is not None and not chosen:
            return talk.check_all(terminal, book, exercises(args.lesson))
        case "watch":
            from ..learn.watch import watch

            return watch(terminal, book, chosen or _next(book, args))
        case "solution":
            return talk.solution(terminal, book, chosen or _next(book, args), args.anyway)
    action = {"check": talk.check, "hint": talk.hint, "reset": talk.reset}[args.action]
    return action(terminal, book, chosen or _next(book, args))


def _next(book: Workbook, args: argparse.Namespace) -> Exercise:
    exercise = book.next(lesson=args.lesson)
    if exercise is None:
        raise ValueError("everything is solved; name an exercise, such as 0.1")
    return exercise
