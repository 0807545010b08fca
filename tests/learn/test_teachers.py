"""Marking many submissions, and the course in other systems' formats."""

import ast
import csv
import dataclasses
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import pytest

from micrograd_like.learn import notebooks
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.export import export
from micrograd_like.learn.grade import Mark, as_csv, as_gradescope, as_json, as_junit, grade, mark, submissions
from micrograd_like.learn.lessons import exercises, find, lessons

HOSTILE = {
    "loops": ("while True:\n    pass\n", "still running after 1 s"),
    "ends": ("import os\nos._exit(0)\n", "the program ended before its answer could be checked (it ended with exit code 0)"),
    "kills": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "it ended with exit code -9"),
    "eats": ("x = bytearray(2 << 30)\n", "MemoryError"),
    "sleeps": ("import time\ntime.sleep(1000)\n", "still running after 1 s"),
    "shadows": ("import json\n", "there is no `slope` in your code"),
}


def hand_in(folder, learner, text, number="0.1"):
    for chapter in lessons():
        if chapter.number == find(number).numbers[0]:
            path = folder / learner / chapter.file(find(number))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_code_costs_only_its_own_exercise(tmp_path, kind):
    text, told = HOSTILE[kind]
    path = hand_in(tmp_path, kind, text)
    (path.parent / "json.py").write_text("raise ImportError('not the real one')\n", encoding="utf-8")
    made = mark(kind, tmp_path / kind, find("0.1"), seconds=1.0, megabytes=512)
    assert told in " ".join(made.feedback.split())
    assert made.points == 0
    assert made.seconds < 9


@pytest.mark.slow
def test_code_that_deletes_and_prints_hurts_nobody(tmp_path):
    text = ("import pathlib\nfor p in pathlib.Path(__file__).parent.iterdir():\n    p.write_text('gone')\n    p.unlink()\n"
            "import os\nos.write(1, b'spam' * 1000000)\nfor i in range(100_000):\n    print('spam')\n") + find("0.1").solution  # fmt: skip
    path = hand_in(tmp_path, "dan", text)
    made = mark("dan", tmp_path / "dan", find("0.1"))
    assert path.read_text(encoding="utf-8") == text
    assert made.state == "right"
    assert len(made.feedback) < 8000
    command = [sys.executable, "-P", "-m", "micrograd_like.learn.mark", "0.1", str(path), "5", "512"]
    output = subprocess.run(command, input="token\n", capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert len(output) < 20_000, "what the learner's code prints stays out of the answer"


@pytest.mark.slow
def test_a_class_is_marked_learner_by_learner(tmp_path):
    hand_in(tmp_path, "ada", find("0.1").solution)
    hand_in(tmp_path, "bob", find("0.1").mutants[0].code(find("0.1").solution))
    hand_in(tmp_path, "cleo", find("0.1").starter)
    hand_in(tmp_path, "dora", "def slope(:\n")
    (tmp_path / "eve").mkdir()
    marks = grade(tmp_path, [find("0.1")])
    assert [(m.learner, m.points, m.state) for m in marks] == [
        ("ada", 1, "right"), ("bob", 0, "wrong"), ("cleo", 0, "waiting"), ("dora", 0, "broken"), ("eve", 0, "missing")]  # fmt: skip
    assert marks[1].diagnoses == [find("0.1").mutants[0].name]


def test_a_folder_of_exercises_is_one_submission(tmp_path):
    hand_in(tmp_path, "ada", "x")
    assert submissions(tmp_path) == {"ada": tmp_path / "ada"}
    assert submissions(tmp_path / "ada") == {"ada": tmp_path / "ada"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="holds no folders"):
        submissions(tmp_path / "empty")


def test_a_submission_without_the_file_is_missing_and_starts_no_process(tmp_path):
    assert mark("eve", tmp_path, find("0.1")).feedback == "no file 0_1_nudge.py was handed in"


MARKS = [
    Mark("=cmd|' /C calc'!A0", "0.1", 1, 1, "right"),
    Mark("=cmd|' /C calc'!A0", "0.2", 0, 1, "wrong", "a <b> & \x00 \x1b[31m ]]>"),
    Mark('Zoë "Z"', "0.1", 0, 1, "missing"),
    Mark('Zoë "Z"', "0.2", 1, 1, "right"),
]


def test_the_table_has_a_line_per_learner_and_no_formulas():
    rows = list(csv.reader(io.StringIO(as_csv(MARKS))))
    assert rows == [
        ["learner", "0.1", "0.2", "points", "of"],
        ["'=cmd|' /C calc'!A0", "1", "0", "1", "2"],
        ['Zoë "Z"', "0", "1", "1", "2"],
    ]


def test_the_report_is_xml_whatever_learners_print():
    root = ET.fromstring(as_junit(MARKS))
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in root] == [
        ("=cmd|' /C calc'!A0", "2", "1"),
        ('Zoë "Z"', "2", "1"),
    ]
    assert root[0][1][0].text == "a <b> & ? ?[31m ]]>"


def test_json_and_gradescope_hold_the_sums():
    assert json.loads(as_json(MARKS))["learners"][1] == {"learner": 'Zoë "Z"', "points": 1, "of": 2}
    assert json.loads(as_gradescope(MARKS[:2]))["score"] == 1
    assert json.loads(as_gradescope(MARKS[:2]))["tests"][1]["max_score"] == 1


# ---- exports ----


@pytest.mark.parametrize("system", ["nbgrader", "otter", "gradescope", "junit"])
def test_an_export_never_writes_over_anything(tmp_path, system):
    assert "exercises written into" in export(system, tmp_path / "course", lesson=0)
    before = sorted(p.name for p in (tmp_path / "course").rglob("*"))
    with pytest.raises(ValueError, match="is not empty; choose another folder"):
        export(system, tmp_path / "course", lesson=0)
    assert sorted(p.name for p in (tmp_path / "course").rglob("*")) == before


def sources(text):
    return ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]


@pytest.mark.parametrize("chapter", lessons(), ids=lambda c: str(c.number))
def test_notebooks_hold_every_exercise_and_parse(chapter):
    for form in (notebooks.plain, notebooks.nbgrader, notebooks.otter):
        for source in sources(form(chapter)):
            ast.parse(source)
    told = notebooks.plain(chapter)
    assert all(f"## {e.id}  " in told for e in chapter.exercises)


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.id)
def test_no_test_cell_holds_an_answer(exercise):
    added = {line.strip() for line in exercise.solution.splitlines()} - {line.strip() for line in exercise.starter.splitlines()}
    for form in (notebooks.plain, notebooks.nbgrader, notebooks.otter):
        chapter = lessons()[[c.number for c in lessons()].index(exercise.numbers[0])]
        tests = [s for s in sources(form(chapter)) if ("check(" in s and "import check" in s) or s.startswith("check(")]
        assert tests
        assert not any(line in s for s in tests for line in added if len(line) > 15)


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.id)
def test_what_nbgrader_hands_out_is_the_starter_and_what_it_marks_is_the_solution(exercise):
    whole = notebooks.with_regions(exercise)
    handed_out = notebooks.released(whole)
    ast.parse(handed_out)
    assert "### BEGIN SOLUTION" in whole
    assert "SOLUTION" not in handed_out
    added = {line.strip() for line in exercise.solution.splitlines()} - {line.strip() for line in exercise.body.splitlines()}
    assert not added & {line.strip() for line in handed_out.splitlines()}
    assert check_text(exercise, whole).passed


@pytest.mark.parametrize("exercise", exercises(), ids=lambda e: e.id)
def test_the_master_cells_of_otter_are_the_solution(exercise):
    whole = notebooks.with_prompts(exercise)
    assert "# BEGIN SOLUTION" in whole
    assert check_text(exercise, whole).passed


def test_code_to_repair_becomes_comments_where_regions_cannot_hold_it():
    e = dataclasses.replace(find("0.1"), code="def f(g, p):\n    g = p * g  #<\n    #> g += p * g\n    return g\n")
    assert notebooks.with_regions(e) == (
        "def f(g, p):\n    # g = p * g\n    ### BEGIN SOLUTION\n    g += p * g\n    ### END SOLUTION\n    return g"
    )
    e = dataclasses.replace(find("0.1"), code="def f(g):\n    if g:  #<\n    #> if not g:\n        g = 1\n    return g\n")
    assert notebooks.with_regions(e) == (
        "# def f(g):\n    # if g:\n        # g = 1\n    # return g\n"
        "### BEGIN SOLUTION\ndef f(g):\n    if not g:\n        g = 1\n    return g\n### END SOLUTION")  # fmt: skip


def test_student_files_and_solutions_are_apart(tmp_path):
    export("junit", tmp_path / "c", lesson=0)
    e = find("0.1")
    assert (tmp_path / "c/student/00_sensitivity/0_1_nudge.py").read_text(encoding="utf-8") == e.starter
    assert e.solution in (tmp_path / "c/solutions/00_sensitivity/0_1_nudge.py").read_text(encoding="utf-8")
    ast.parse((tmp_path / "c/test_exercises.py").read_text(encoding="utf-8"))


def test_the_gradescope_archive_runs_without_network(tmp_path):
    export("gradescope", tmp_path / "c", lesson=0)
    with zipfile.ZipFile(tmp_path / "c/autograder_lesson_00.zip") as archive:
        names = archive.namelist()
        assert "micrograd_like/learn/grade.py" in names
        assert archive.getinfo("run_autograder").external_attr >> 16 & 0o111
        assert "--lesson 0 --results /autograder/results/results.json" in archive.read("run_autograder").decode()
