"""Every exercise of every lesson keeps the promises of the form; new ones are covered at once."""

import importlib
import importlib.util
import operator
import re
import textwrap

import pytest
from cases import every
from forking import Starter

from micrograd_like.learn import verifying
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.diagnosis.causes import symptoms
from micrograd_like.learn.exercise import filename
from micrograd_like.learn.lessons import exercises, lessons
from micrograd_like.learn.running import rows_of
from micrograd_like.learn.showing import Result

ALL = exercises()
name_of = operator.attrgetter("id")
each = pytest.mark.parametrize("exercise", ALL, ids=name_of)


@each
def test_a_starter_fails_and_says_what_to_do(exercise):
    assert list(verifying.starter_faults(exercise)) == []


@each
def test_a_solution_passes_quietly_and_the_same_each_time(exercise):
    assert list(verifying.solution_faults(exercise)) == []
    first, again = (rows_of(exercise, exercise.solution) for _ in range(2))
    assert [(r.label, repr(r.right)) for r in first] == [(r.label, repr(r.right)) for r in again]


@each
def test_each_mistake_is_caught_with_its_own_diagnosis_alone(exercise):
    assert list(verifying.mistake_faults(exercise)) == []
    mistake = exercise.mistakes[0]
    result = Result(exercise, symptoms(exercise, mistake), diagnoses=[mistake])
    told = " ".join(str(result).split())
    assert mistake.because.rstrip(".") in told
    assert "yours" in told
    assert "right" in told


@every("exercise", ALL, ids=name_of)
def test_the_texts_of_an_exercise_keep_to_the_form(exercise):
    assert list(verifying.form_faults(exercise)) == []
    assert all(len(h) > 20 for h in exercise.hints)
    assert exercise.check.__doc__
    assert re.fullmatch(r"[a-z0-9_]+", exercise.slug)
    assert exercise.starter != exercise.solution


@every("lesson", lessons(), ids=lambda lesson: lesson.folder)
def test_a_mistake_handed_in_as_a_file_is_caught_too(lesson):
    exercise = lesson.exercises[0]
    result = check_text(exercise, exercise.mistakes[-1].code(exercise.solution))
    assert result.state == "wrong", str(result)
    assert [d.name for d in result.diagnoses] == [exercise.mistakes[-1].name], str(result)


def test_no_two_hints_and_no_two_diagnoses_collide():
    hints = [" ".join(h.split()) for e in ALL for h in e.hints]
    assert len(set(hints)) == len(hints)
    for e in ALL:
        assert len({m.name for m in e.mistakes}) == len(e.mistakes)
        assert len({m.because for m in e.mistakes}) == len(e.mistakes)


def test_ids_files_and_titles_are_unique_and_sort_in_order():
    names = [chapter.file(e) for chapter in lessons() for e in chapter.exercises]
    assert names == sorted(names)
    assert len({filename(e) for e in ALL}) == len(ALL)
    assert len({e.title for e in ALL}) == len(ALL)
    assert [chapter.number for chapter in lessons()] == sorted({chapter.number for chapter in lessons()})


# ---- nothing is used before it is taught


def test_no_concept_is_mentioned_used_or_imported_before_it_is_taught():
    assert [*verifying.order_faults(ALL), *verifying.import_faults(ALL)] == []


@every("lesson", lessons(), ids=lambda lesson: lesson.folder)
def test_imports_are_sorted_and_from_where_the_names_are_now(lesson):
    texts = [*lesson.chapter.cells, *(e.solution for e in lesson.exercises)]
    for text in texts:
        modules = [module for module, _ in verifying.imports(text)]
        assert modules == sorted(modules)
        for module, names in verifying.imports(text):
            home = importlib.import_module(module)  # an old path warns
            lost = [name for name in names if not hasattr(home, name)]
            assert [name for name in lost if not importlib.util.find_spec(f"{module}.{name}")] == []


@every("exercise", ALL, ids=name_of)
def test_every_text_fits_a_page(exercise):
    assert [line for line in exercise.body.splitlines() if len(line) > 120] == []
    assert len(textwrap.dedent(exercise.shown).split()) < 160, "what was shown is too long to be read"


# ---- as programs


PACKAGE = "from micrograd_like import *"


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    with Starter(tmp_path_factory.mktemp("strict"), "-W", "error", first=PACKAGE) as starter:
        yield starter


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    with Starter(tmp_path_factory.mktemp("plain"), first=PACKAGE) as starter:
        yield starter


@pytest.mark.slow
@each
def test_a_solved_file_runs_by_itself_without_a_warning(exercise, tmp_path, strict):
    path = tmp_path / filename(exercise)
    path.write_text(exercise.solution, encoding="utf-8")
    run = strict.run(path, tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert bool(run.stdout) == ("__main__" in exercise.body), "what a main block shows is printed"


@pytest.mark.slow
@each
def test_a_starter_runs_by_itself_and_says_what_to_write_first(exercise, tmp_path, plain):
    path = tmp_path / filename(exercise)
    path.write_text(exercise.starter, encoding="utf-8")
    run = plain.run(path, tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    if "..." in exercise.body and "__main__" in exercise.body:
        assert re.search(r"is still to be written.\n  \S+\.py, line \d+", run.stdout), run.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "lesson", [x for x in lessons() if x.chapter.cells], ids=lambda lesson: lesson.folder
)
def test_the_cells_of_a_chapter_run_without_a_warning(lesson, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__"}
    for cell in lesson.chapter.cells:
        exec(cell, names)


@every("exercise", ALL, ids=name_of)
def test_each_mistake_is_a_program_that_runs_and_comes_back_by_itself(exercise):
    for mistake in exercise.mistakes:
        exec(mistake.text, {"__name__": "mistake"})
