"""The course for other marking systems: nbgrader, otter, Gradescope, and anything that reads JUnit XML.

Learners' files and solutions are kept apart, and no test holds an answer: each calls ``check``.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from ..exercise import Lesson
from ..lessons import BUILT_IN, VARIABLE, course, lessons, load
from . import marked_up

OPEN = """\
The package itself holds all solutions openly: `learn solution` shows them.  A few exercises begin with what
an earlier one of their lesson asked for.  Marks reward practice; for an exam, write tasks of your own."""
PACKAGE = Path(__file__).resolve().parents[2]


def export(system: str, to: str | Path, lesson: int | None = None) -> str:
    """Write the course, or one lesson, into a new or empty folder; gives what to do with it."""
    chosen = lessons() if lesson is None else (load(lesson),)
    folder = Path(to)
    if folder.exists() and any(folder.iterdir()):
        told = f"{str(folder)!r} is not empty; choose another folder with --to"
        raise ValueError(f"{told}, so that nothing is overwritten")
    if course().home != BUILT_IN and system in ("nbgrader", "otter"):
        told = f"{system} gets the built-in course only, for its notebooks cannot bring another one along"
        raise ValueError(f"{told}; choose gradescope or junit, or start --notebooks")
    said = FORMATS[system](folder, chosen)
    said += "\n\n" + OPEN
    write(folder / "README.md", f"# {system}\n\n{said}\n")
    return f"{sum(len(c.exercises) for c in chosen)} exercises written into {folder}\n\n{said}"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# ---- nbgrader

NBGRADER_CONFIG = """\
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "micrograd_like"
c.ClearSolutions.code_stub = {"python": "..."}
c.ExecutePreprocessor.timeout = 120
"""
NBGRADER_HOW = """\
In this folder, with nbgrader and micrograd-like installed and their environment activated (nbgrader calls its
tools by name):

    nbgrader generate_assignment lesson_00     the learners' version appears in release/
    nbgrader autograde lesson_00               marks submitted/NAME/lesson_00/
    nbgrader generate_feedback lesson_00       the answers to each learner, in feedback/
    nbgrader export                            the marks as grades.csv

source/ holds the solutions: keep it to yourself, and hand out release/."""


def for_nbgrader(folder: Path, chosen: Iterable[Lesson]) -> str:
    """A course folder as nbgrader wants it; nbgrader makes the release version itself."""
    for chapter in chosen:
        place = folder / "source" / f"lesson_{chapter.number:02}"
        write(place / f"{chapter.folder}.ipynb", marked_up.nbgrader(chapter))
    write(folder / "nbgrader_config.py", NBGRADER_CONFIG)
    return NBGRADER_HOW


# ---- otter

OTTER_HOW = """\
In this folder, with otter-grader and micrograd-like installed:

    otter assign 00_sensitivity.ipynb dist/00
        dist/00/student is for learners, dist/00/autograder for marking
    otter run -a dist/00/autograder/*.zip HANDED_IN.ipynb
        marks one notebook here, into results.json
    otter grade -n 00 -a dist/00/autograder/*.zip HANDED_IN/
        marks a folder of them in containers

The autograder holds micrograd_like, and graphviz for its sake, so nothing needs to be installed where it
marks; learners install the package.  Each notebook here holds the solutions: keep them to yourself."""


def for_otter(folder: Path, chosen: Iterable[Lesson]) -> str:
    """A master notebook per lesson, of which otter makes the learners' version and an autograder."""
    for chapter in chosen:
        write(folder / f"{chapter.folder}.ipynb", marked_up.otter(chapter))
    for name, source in package().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    return OTTER_HOW


def package() -> dict[str, Path]:
    """The files of this package and of the one it needs, by their names in an archive.

    With them a marking system can mark where nothing is installed.
    """
    import graphviz  # type: ignore[import-not-found]

    homes = PACKAGE, Path(str(graphviz.__file__)).parent
    found = {source.relative_to(home.parent): source for home in homes for source in sorted(home.rglob("*"))}
    kept = {name: source for name, source in found.items() if "__pycache__" not in name.parts}
    return {name.as_posix(): source for name, source in kept.items() if source.is_file()}


def files(folder: Path, chosen: Iterable[Lesson]) -> None:
    """Starters and solutions, apart from each other."""
    for chapter in chosen:
        for exercise in chapter.exercises:
            write(folder / "student" / chapter.file(exercise), exercise.starter)
            write(folder / "solutions" / chapter.file(exercise), exercise.heading + "\n" + exercise.solution)


# ---- Gradescope

GRADESCOPE_HOW = """\
Upload autograder_lesson_NN.zip as the autograder of a programming assignment; choose an image with Python
3.11 or later.  Learners hand in the files of student/NN_.../ (their names matter, not their folders).

student/ is for learners; solutions/ is for you."""
SETUP = """#!/usr/bin/env bash
set -e
apt-get update
apt-get install -y python3.11 || apt-get install -y python3
"""
RUN = """#!/usr/bin/env bash
PYTHON=$(command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
cd /tmp
PYTHONPATH=/autograder/source "$PYTHON" -P -m micrograd_like learn grade /autograder/submission \\
    --lesson {lesson}{course} --results /autograder/results/results.json
"""


def for_gradescope(folder: Path, chosen: Iterable[Lesson]) -> str:
    """One autograder per lesson, with the package inside: it needs no network but for Python itself."""
    chosen = list(chosen)
    files(folder, chosen)
    use = " --course /autograder/source/course" if own_course() else ""
    for chapter in chosen:
        path = folder / f"autograder_lesson_{chapter.number:02}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, "setup.sh", SETUP)
            _add(archive, "run_autograder", RUN.format(lesson=chapter.number, course=use))
            for name, source in {**package(), **own_course()}.items():
                archive.write(source, name)
    return GRADESCOPE_HOW


def own_course() -> dict[str, Path]:
    """The files of the course that is meant, unless it is the built-in one, which the package holds."""
    home = course().home
    found = [] if home == BUILT_IN else sorted(p for p in home.rglob("*") if p.is_file())
    return {f"course/{p.relative_to(home).as_posix()}": p for p in found if "__pycache__" not in p.parts}


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o100755 << 16
    archive.writestr(entry, text)


# ---- anything that reads JUnit XML

JUNIT_HOW = """\
With pytest and micrograd-like installed:

    pytest test_exercises.py --junitxml report.xml      marks student/, or the folder named in SUBMISSION

Each exercise is one test; its points are properties in the report.  Many submissions at once:
`micrograd-like learn grade FOLDER` writes grades.csv, grades.json, grades.xml, and class.html for you.

student/ is for learners (put it and test_exercises.py into their repository); solutions/ is for you."""
TESTS = '''"""Mark the exercise files beside this one: ``pytest test_exercises.py --junitxml report.xml``."""

import os
import pathlib

import pytest
{use}
from micrograd_like.learn.teachers.grading import mark
from micrograd_like.learn.lessons import exercises

FOLDER = pathlib.Path(os.environ.get("SUBMISSION", pathlib.Path(__file__).parent / "student"))
LESSONS = {lessons}


@pytest.mark.parametrize("exercise", [e for n in LESSONS for e in exercises(n)], ids=lambda e: e.id)
def test_exercise(exercise, record_property):
    answer = mark(FOLDER.name, FOLDER, exercise)
    record_property("points", answer.points)
    record_property("of", answer.of)
    assert answer.state == "right", "\\n" + answer.feedback
'''


def for_junit(folder: Path, chosen: Iterable[Lesson]) -> str:
    """Plain files, and a test file that any continuous integration can run."""
    chosen = list(chosen)
    files(folder, chosen)
    write(folder / "pytest.ini", "[pytest]\njunit_family = legacy\n")  # the one with properties per test
    numbers = [chapter.number for chapter in chosen]
    for name, source in own_course().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    use = (
        f'\nos.environ["{VARIABLE}"] = str(pathlib.Path(__file__).parent / "course")\n'
        if own_course()
        else ""
    )
    text = TESTS.replace("{lessons}", repr(numbers)).replace("{use}", use)
    write(folder / "test_exercises.py", text)
    return JUNIT_HOW


FORMATS: dict[str, Callable[[Path, Iterable[Lesson]], str]] = {
    "nbgrader": for_nbgrader,
    "otter": for_otter,
    "gradescope": for_gradescope,
    "junit": for_junit,
}
