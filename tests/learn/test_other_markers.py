"""nbgrader and otter themselves take the export, hand out starters, and mark what comes back.

Each runs where it is installed: `pip install nbgrader` or `pip install otter-grader jupyter`, with this
package and pytest.
"""

import csv
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from micrograd_like.learn.lessons import load
from micrograd_like.learn.notebooks import without_main
from micrograd_like.learn.teachers.exporting import export

LESSONS = [load(k) for k in (0, 5, 6)]
each = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.folder)


def needs(package):
    return pytest.mark.skipif(not importlib.util.find_spec(package), reason=f"{package} is not installed")


def call(*words, cwd):
    """A tool of this environment: they call each other by name."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        words, cwd=cwd, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def filled(handed_out, lesson, who):
    """The notebook as it comes back: ada has all right, bob every second one wrong, cleo nothing."""
    book = json.loads(handed_out.read_text(encoding="utf-8"))
    assert "BEGIN SOLUTION" not in json.dumps(book)
    heads = {f"## {e.id}  ": e for e in lesson.exercises if who != "cleo"}
    waiting = None
    for cell in book["cells"]:
        source = "".join(cell["source"])
        waiting = next((e for head, e in heads.items() if source.startswith(head)), waiting)
        if waiting and cell["cell_type"] == "code":
            wrong = who == "bob" and waiting.numbers[1] % 2 == 0
            code = waiting.mistakes[0].code(waiting.solution) if wrong else waiting.solution
            cell["source"], waiting = without_main(code), None
    return json.dumps(book)


def expected(lesson):
    count = len(lesson.exercises)
    return {"ada": count, "bob": (count + 1) // 2, "cleo": 0}


@pytest.mark.slow
@needs("nbgrader")
@each
def test_nbgrader_marks_what_it_handed_out(tmp_path, lesson):
    course, name = tmp_path / "course", f"lesson_{lesson.number:02}"
    export("nbgrader", course, lesson.number)
    call("nbgrader", "generate_assignment", name, cwd=course)
    for who in expected(lesson):
        to = course / "submitted" / who / name / f"{lesson.folder}.ipynb"
        to.parent.mkdir(parents=True)
        to.write_text(filled(course / "release" / name / to.name, lesson, who), encoding="utf-8")
    call("nbgrader", "autograde", name, cwd=course)
    call("nbgrader", "generate_feedback", name, cwd=course)
    call("nbgrader", "export", cwd=course)
    with open(course / "grades.csv", encoding="utf-8") as file:
        marks = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert marks == expected(lesson)
    told = (course / "feedback" / "bob" / name / f"{lesson.folder}.html").read_text(encoding="utf-8")
    assert "Your code behaves like one that" in told


@pytest.mark.slow
@needs("otter")
@each
def test_otter_marks_what_it_handed_out(tmp_path, lesson):
    course = tmp_path / "course"
    export("otter", course, lesson.number)
    call("otter", "assign", f"{lesson.folder}.ipynb", "dist", cwd=course)
    (archive,) = (course / "dist" / "autograder").glob("*.zip")
    for who, points in expected(lesson).items():
        mine = tmp_path / who
        mine.mkdir()
        text = filled(course / "dist" / "student" / f"{lesson.folder}.ipynb", lesson, who)
        (mine / "mine.ipynb").write_text(text, encoding="utf-8")
        call("otter", "run", "-a", str(archive), "mine.ipynb", cwd=mine)
        tests = json.loads((mine / "results.json").read_text(encoding="utf-8"))["tests"]
        assert sum(t.get("score", 0) for t in tests) == points
        assert sum(t.get("max_score", 0) for t in tests) == len(lesson.exercises)
