"""The form of an exercise, and the way to one: only its own lesson is imported."""

import os
import subprocess
import sys

import pytest

from micrograd_like.learn.exercise import ExerciseError, Lesson, Mutant
from micrograd_like.learn.lessons import COURSE, exercises, find, ids, lessons, load
from micrograd_like.learn.starters import split

# ---- the form


def test_code_to_repair_stands_in_the_starter_only():
    starter, solution = split("def f(g, p):\n    g = p * g  #<\n    #> g += p * g\n    return g\n")
    assert starter == "def f(g, p):\n    g = p * g\n    return g\n"
    assert solution == "def f(g, p):\n    g += p * g\n    return g\n"


def test_several_dots_in_a_line_are_filled_together():
    assert split("a, b = ..., ...  #> 1, 2\nc = [...]  #> 3\n") == (
        "a, b = ..., ...\nc = [...]\n",
        "a, b = 1, 2\nc = [3]\n",
    )


def test_a_mutant_must_change_what_is_there():
    with pytest.raises(
        ExerciseError,
        match="mutant 'x' changes 'a / b', which is not in the solution; copy the piece from it",
    ):
        Mutant("x", {"a / b": "b / a"}, "turns it round").code("a * b")


def test_exercises_are_written_in_order():
    lesson = Lesson(7, "x", "X", "", "")
    with pytest.raises(
        ExerciseError, match=r"exercise '7\.2' stands at place '7\.1' of its lesson; write them in order"
    ):
        lesson.exercise(
            "7.2", slug="a", title="A", goal="B.", code="", hints=("", "", ""), mutants=(), shown=""
        )(lambda you: None)


# ---- the way to an exercise


def loaded_by(*words, cwd):
    """The modules of this package in a fresh process after a command."""
    code = (
        "import atexit, runpy, sys\n"
        "ours = lambda: [name for name in sys.modules if name.startswith('micrograd_like.')]\n"
        "atexit.register(lambda: print('loaded:', *ours()))\n"
        f"sys.argv[1:] = {list(words)!r}\n"
        "runpy.run_module('micrograd_like', run_name='__main__')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)
    return run.stdout.rpartition("loaded: ")[2].split()


@pytest.mark.parametrize("words", [("check", "0.1"), ()], ids=" ".join)
def test_a_command_for_one_exercise_loads_one_lesson(tmp_path, words):
    loaded = [name.removeprefix("micrograd_like.") for name in loaded_by("learn", *words, cwd=tmp_path)]
    assert [name for name in loaded if name.startswith("learn.lessons.")] == ["learn.lessons.l00_sensitivity"]
    others = {name.partition(".")[0] for name in loaded}
    assert not others & {"matrix", "health", "training", "data", "comparing", "pictures", "compiler"}


def test_the_course_is_what_lies_in_its_folder():
    folder = os.path.dirname(sys.modules[load.__module__].__file__ or "")
    files = sorted(name.removesuffix(".py") for name in os.listdir(folder) if name[:1] == "l")
    assert files == list(COURSE)
    assert [lesson.folder for lesson in lessons()] == [name[1:] for name in COURSE]
    assert [e.id for e in exercises()] == ids()
    assert all(find(number).id == number for number in ids())


def test_an_exercise_that_the_course_does_not_count_is_told(monkeypatch):
    monkeypatch.setitem(COURSE, "l00_sensitivity", 5)
    with pytest.raises(ExerciseError, match="lesson 0 holds 4 exercises, and COURSE says 5"):
        find("0.1")


def test_a_lesson_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(LookupError, match="there is no lesson 13; they go from 0 to 12"):
        load(13)
