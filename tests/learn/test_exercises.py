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
from micrograd_like.learn.lessons import exercises, find, lessons
from micrograd_like.learn.running import rows_of
from micrograd_like.learn.showing import Result

ALL = exercises()
name_of = operator.attrgetter("id")
LONG = find("5.4")  # sorts graphs of 200,000 terms: each check takes about a second
each = pytest.mark.parametrize("exercise", ALL, ids=name_of)
each_lesson = pytest.mark.parametrize(
    "own",
    [
        *(pytest.param([e for e in own.exercises if e is not LONG], id=own.folder) for own in lessons()),
        pytest.param([LONG], id=LONG.id, marks=pytest.mark.slow),
    ],
)


@each_lesson
def test_a_starter_fails_and_says_what_to_do(own):
    assert [(e.id, fault) for e in own for fault in verifying.starter_faults(e)] == []


@each_lesson
def test_a_solution_passes_quietly_and_the_same_each_time_and_changes_no_argument(own):
    assert [(e.id, fault) for e in own for fault in verifying.solution_faults(e)] == []
    for e in own:
        first, again = (rows_of(e, e.solution) for _ in range(2))
        assert [(r.label, repr(r.right)) for r in first] == [(r.label, repr(r.right)) for r in again]
        assert [r.label for r in first if r.label.startswith("its argument")] == []


@each_lesson
def test_mistakes_are_wrong_and_seen_to_be(own):
    for e in own:
        for mistake in e.mistakes[::4]:
            assert (Result(e, symptoms(e, mistake)).state, e.id, mistake.name) == (
                "wrong",
                e.id,
                mistake.name,
            )


@pytest.mark.slow
@each_lesson
def test_each_mistake_is_caught_with_its_own_diagnosis_alone(own):
    assert [(e.id, fault) for e in own for fault in verifying.mistake_faults(e)] == []
    for e in own:
        mistake = e.mistakes[0]
        told = " ".join(str(Result(e, symptoms(e, mistake), diagnoses=[mistake])).split())
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
