"""The course in other systems' formats."""

import ast
import dataclasses
import json
import os
import subprocess
import sys
import zipfile
from functools import cache

import pytest
from cases import every

from micrograd_like.learn import notebooks
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.exercise import filename
from micrograd_like.learn.lessons import exercises, find, ids, lessons, load
from micrograd_like.learn.teachers import marked_up
from micrograd_like.learn.teachers.exporting import export


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The folder of a system with lesson 0; each is written once, for all tests that read it."""

    @cache
    def folder_of(system):
        folder = tmp_path_factory.mktemp("exported") / system
        assert "exercises written into" in export(system, folder, lesson=0)
        return folder

    return folder_of


@every("system", ["nbgrader", "junit"])
def test_an_export_never_writes_over_anything(exported, system):
    assert_kept(exported, system)


@pytest.mark.slow
@every("system", ["otter", "gradescope"])
def test_an_export_with_the_package_in_it_never_writes_over_anything(exported, system):
    assert_kept(exported, system)


def assert_kept(exported, system):
    before = sorted(p.name for p in exported(system).rglob("*"))
    with pytest.raises(ValueError, match="is not empty; choose another folder"):
        export(system, exported(system), lesson=0)
    assert sorted(p.name for p in exported(system).rglob("*")) == before


def sources(text):
    return ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]


@every("chapter", lessons(), ids=lambda c: str(c.number))
def test_notebooks_hold_every_exercise_and_parse(chapter):
    for form in (notebooks.lesson_notebook, marked_up.nbgrader, marked_up.otter):
        for source in sources(form(chapter)):
            ast.parse(source)
    told = notebooks.lesson_notebook(chapter)
    assert all(f"## {e.id}  " in told for e in chapter.exercises)


@cache
def cells_of(form, number):
    return sources(form(load(number)))


@every("exercise", exercises(), ids=lambda e: e.id)
def test_no_test_cell_holds_an_answer(exercise):
    added = {line.strip() for line in exercise.solution.splitlines()} - {
        line.strip() for line in exercise.starter.splitlines()
    }
    for form in (notebooks.lesson_notebook, marked_up.nbgrader, marked_up.otter):
        tests = [
            s
            for s in cells_of(form, exercise.numbers[0])
            if ("check(" in s and "import check" in s) or s.startswith("check(")
        ]
        assert tests
        assert not any(line in s for s in tests for line in added if len(line) > 15)


# ---- solutions marked for nbgrader and otter


def assert_solves(exercise, text):
    """The text is the solution but for comments and strings that stand alone, or passes as it does."""
    same = notebooks.without_main(exercise.solution)
    bare = ast.parse(text)
    bare.body = [n for n in bare.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
    assert ast.dump(bare) == ast.dump(ast.parse(same)) or check_text(exercise, text).passed


@every("exercise", exercises()[::4], ids=lambda e: e.id)
def test_what_nbgrader_hands_out_is_the_starter_and_what_it_marks_is_the_solution(exercise):
    assert_handed_out_and_marked(exercise)


@pytest.mark.slow
@every("exercise", exercises(), ids=lambda e: e.id)
def test_of_every_exercise_nbgrader_hands_out_the_starter_and_marks_the_solution(exercise):
    assert_handed_out_and_marked(exercise)


def assert_handed_out_and_marked(exercise):
    whole = marked_up.with_regions(exercise)
    handed_out = marked_up.released(whole)
    ast.parse(handed_out)
    assert "### BEGIN SOLUTION" in whole
    assert "SOLUTION" not in handed_out
    added = {line.strip() for line in exercise.solution.splitlines()} - {
        line.strip() for line in exercise.body.splitlines()
    }
    assert not added & {line.strip() for line in handed_out.splitlines()}
    assert_solves(exercise, whole)


def test_code_to_repair_becomes_comments_where_regions_cannot_hold_it():
    marks = "    ### BEGIN SOLUTION\n{}\n    ### END SOLUTION\n    #: {}\n"
    mended = marks.format("    g += p * g", "g = p * g")
    e = dataclasses.replace(find("0.1"), code=f"def f(g, p):\n{mended}    return g\n")
    assert marked_up.with_regions(e) == (
        "def f(g, p):\n    # g = p * g\n"
        "    ### BEGIN SOLUTION\n    g += p * g\n    ### END SOLUTION\n    return g"
    )
    e = dataclasses.replace(
        find("0.1"), code=f"def f(g):\n{marks.format('    if not g:', 'if g:')}        g = 1\n    return g\n"
    )
    assert marked_up.with_regions(e) == (
        "# def f(g):\n    # if g:\n        # g = 1\n    # return g\n"
        "### BEGIN SOLUTION\ndef f(g):\n    if not g:\n        g = 1\n    return g\n### END SOLUTION"
    )


def test_otter_marks_each_answer_where_it_stands_for_later_ones_use_its_names_again():
    cells = json.loads(marked_up.otter(load(6)))["cells"]
    assert [c["metadata"]["otter"]["tests"] for c in cells if "otter" in c["metadata"]] == [
        ["q6_1"],
        ["q6_2"],
        ["q6_3"],
        ["q6_4"],
    ]
    assert all("def " in "".join(c["source"]) for c in cells if "otter" in c["metadata"])


@every("exercise", exercises()[1::4], ids=lambda e: e.id)
def test_the_master_cells_of_otter_are_the_solution(exercise):
    assert_master_cells(exercise)


@pytest.mark.slow
@every("exercise", exercises(), ids=lambda e: e.id)
def test_the_master_cells_of_otter_are_the_solution_of_every_exercise(exercise):
    assert_master_cells(exercise)


def assert_master_cells(exercise):
    whole = marked_up.with_prompts(exercise)
    assert "# BEGIN SOLUTION" in whole
    assert_solves(exercise, whole)


# ---- what is exported


def test_student_files_and_solutions_are_apart(exported):
    e, folder = find("0.1"), exported("junit")
    assert (folder / "student/00_sensitivity/0_1_nudge.py").read_text(encoding="utf-8") == e.starter
    assert e.solution in (folder / "solutions/00_sensitivity/0_1_nudge.py").read_text(encoding="utf-8")
    ast.parse((folder / "test_exercises.py").read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_gradescope_archive_runs_without_network(exported):
    with zipfile.ZipFile(exported("gradescope") / "autograder_lesson_00.zip") as archive:
        names = archive.namelist()
        assert "micrograd_like/learn/teachers/grading.py" in names
        assert archive.getinfo("run_autograder").external_attr >> 16 & 0o111
        assert {"graphviz/__init__.py", "setup.sh"} <= set(names), (
            "pictures need it, and nothing is installed there"
        )
        assert (
            "--lesson 0 --results /autograder/results/results.json" in archive.read("run_autograder").decode()
        )


@pytest.mark.slow
def test_the_gradescope_archive_marks_with_python_alone(tmp_path):
    export("gradescope", tmp_path / "c", lesson=7)
    with zipfile.ZipFile(tmp_path / "c/autograder_lesson_07.zip") as archive:
        archive.extractall(tmp_path / "source")
    e = find("7.5")  # draws
    for name, text in {"src/one/": e.solution, "src/two/": "a second copy"}.items():
        (tmp_path / "submission" / name).mkdir(parents=True)
        (tmp_path / "submission" / name / filename(e)).write_text(text, encoding="utf-8")
    results = tmp_path / "results" / "results.json"
    results.parent.mkdir()
    command = [
        sys.executable,
        "-S",
        "-P",
        "-m",
        "micrograd_like",
        "learn",
        "grade",
        "submission",
        "--lesson",
        "7",
        "--results",
        results,
    ]
    environment = {**os.environ, "PYTHONPATH": "source"}
    subprocess.run(command, check=True, cwd=tmp_path, env=environment)
    said = json.loads(results.read_text(encoding="utf-8"))
    scores = [t["score"] for t in said["tests"]]
    assert sum(scores) == scores[ids(7).index("7.5")] == 1, "one learner, whatever folders there are"
    assert "2 files are for this exercise; src/one/" in said["tests"][scores.index(1)]["output"]


@pytest.mark.slow
def test_the_autograder_of_otter_brings_the_package_along(exported):
    folder = exported("otter")
    assert "autograder_files:\n  - micrograd_like\n  - graphviz" in "".join(
        json.loads((folder / "00_sensitivity.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"]
    )
    assert (folder / "micrograd_like/learn/course/00_sensitivity/nudge/exercise.py").exists()
    assert (folder / "graphviz/__init__.py").exists()
