"""Every exercise of every lesson keeps the promises of the form; new ones are covered at once."""

import ast
import importlib
import re
import subprocess
import sys
import textwrap

import pytest

from micrograd_like.learn.checking import check_text
from micrograd_like.learn.diagnosing import diagnose, symptoms
from micrograd_like.learn.exercise import filename
from micrograd_like.learn.lessons import exercises, lessons
from micrograd_like.learn.running import rows_of
from micrograd_like.learn.showing import Result

ALL = exercises()
each = pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)


@each
def test_a_starter_fails_and_says_what_to_do(exercise):
    result = check_text(exercise, exercise.starter)
    assert result.state in ("waiting", "wrong"), str(result)
    words = str(result)
    if result.state == "waiting":
        assert re.search(r"TODO in line \d+", words.replace("\n", " ")), words
    else:  # code to repair: it must be recognised, or say something about the rows
        assert result.diagnoses or any(row.because for row in result.rows if not row.ok), words


@each
def test_a_solution_passes_quietly_and_the_same_each_time(exercise):
    result = check_text(exercise, exercise.solution)
    assert result.passed, str(result)
    assert not result.printed, "a check should be quiet"
    assert exercise.title in str(result).replace("\n", " ")
    again = rows_of(exercise, exercise.solution)
    assert [(r.label, repr(r.right)) for r in result.rows] == [(r.label, repr(r.right)) for r in again]


@each
def test_each_mutant_is_caught_with_its_own_diagnosis_alone(exercise):
    for mutant in exercise.mutants:
        rows = symptoms(exercise, mutant)  # kept from when its neighbours were diagnosed
        result = Result(exercise, rows, diagnoses=diagnose(exercise, rows))
        assert result.state == "wrong", f"{mutant.name}\n{result}"
        assert [d.name for d in result.diagnoses] == [mutant.name], str(result)
        told = " ".join(str(result).split())
        assert " ".join(mutant.because.split()).rstrip(".") in told
        assert "yours" in told
        assert "right" in told


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.folder)
def test_a_mutant_handed_in_as_a_file_is_caught_too(lesson):
    exercise = lesson.exercises[0]
    result = check_text(exercise, exercise.mutants[-1].code(exercise.solution))
    assert result.state == "wrong", str(result)
    assert [d.name for d in result.diagnoses] == [exercise.mutants[-1].name], str(result)


@each
def test_a_starter_leaves_out_what_the_solution_adds(exercise):
    assert "TODO" in exercise.starter
    assert "#>" not in exercise.starter + exercise.solution
    assert "#<" not in exercise.starter + exercise.solution
    assert exercise.starter != exercise.solution
    ast.parse(exercise.starter)
    ast.parse(exercise.solution)


@each
def test_an_exercise_is_complete(exercise):
    assert exercise.goal.endswith(".")
    assert len(re.findall(r"[.!?](?:\s|$)", exercise.goal)) == 1, "the goal is one sentence"
    assert exercise.mutants, "every exercise has a mistake that learners make"
    assert exercise.teaches or exercise.uses
    assert len(exercise.hints) == 3
    assert all(len(h) > 20 for h in exercise.hints)
    assert exercise.shown.strip()
    assert exercise.check.__doc__
    assert re.fullmatch(r"[a-z0-9_]+", exercise.slug)
    assert all(m.because.strip()[0].islower() for m in exercise.mutants if m.because[0].isalpha()), (
        "because continues a sentence"
    )


@each
def test_a_hint_does_not_give_the_line_away(exercise):
    lines = {line.strip() for line in exercise.solution.splitlines()} - {
        line.strip() for line in exercise.starter.splitlines()
    }
    for hint in exercise.hints:
        for line in lines:
            assert len(line) < 20 or line not in hint, f"{hint!r} contains the line {line!r}"


def test_no_two_hints_and_no_two_diagnoses_collide():
    hints = [" ".join(h.split()) for e in ALL for h in e.hints]
    assert len(set(hints)) == len(hints)
    for e in ALL:
        assert len({m.name for m in e.mutants}) == len(e.mutants)
        assert len({m.because for m in e.mutants}) == len(e.mutants)


def test_ids_files_and_titles_are_unique_and_sort_in_order():
    names = [chapter.file(e) for chapter in lessons() for e in chapter.exercises]
    assert names == sorted(names)
    assert len({filename(e) for e in ALL}) == len(ALL)
    assert len({e.title for e in ALL}) == len(ALL)
    assert [chapter.number for chapter in lessons()] == sorted({chapter.number for chapter in lessons()})


# ---- nothing is used before it is taught ----


def texts_of(exercise):
    """All that a learner may read before the exercise is solved."""
    return "\n".join(
        [
            exercise.title,
            exercise.goal,
            exercise.body,
            *exercise.hints,
            *(m.because for m in exercise.mutants),
        ]
    )


TEXTS = {e.id: texts_of(e) for e in ALL}


def mentions(text, concept):
    """Whether the words stand in the text, also in the plural.

    Names with a capital, such as Value, count only as they are written.
    """
    return re.search(
        rf"(?<![\w]){re.escape(concept)}(?:s|es)?(?![\w])",
        text,
        0 if concept != concept.lower() else re.IGNORECASE,
    )


def test_no_text_mentions_a_concept_before_the_exercise_that_teaches_it():
    early = []
    for place, teacher in enumerate(ALL):
        for concept in teacher.teaches:
            early += [
                f"{e.id} says {concept!r}, which {teacher.id} teaches"
                for e in ALL[:place]
                if mentions(TEXTS[e.id], concept)
            ]
    assert not early, "\n".join(early)


@each
def test_a_concept_is_said_where_it_is_taught(exercise):
    told = TEXTS[exercise.id] + exercise.solution + " ".join(exercise.shown.split())
    assert [concept for concept in exercise.teaches if not mentions(told, concept)] == []


def test_every_concept_is_taught_once_and_used_only_afterwards():
    taught = {}
    for e in ALL:
        for concept in e.teaches:
            assert concept not in taught, f"{concept!r} is taught by {taught.get(concept)} and by {e.id}"
            taught[concept] = e.id
        assert [c for c in e.uses if c not in taught] == [], f"{e.id} uses what nobody has taught before"


# ---- imports


def imports(code):
    """What a text imports from the package, as (module, names), in order."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "micrograd_like":
            found.append((node.module, [alias.name for alias in node.names]))
        elif isinstance(node, ast.Import):
            ours = [alias.name for alias in node.names if alias.name.startswith("micrograd_like")]
            assert not ours, "write from micrograd_like import ..."
    return found


def test_no_code_imports_a_name_before_it_is_taught():
    taught = set()
    for e in ALL:
        taught.update(e.teaches)
        missing = {
            n for text in (e.solution, e.starter) for _, names in imports(text) for n in names
        } - taught
        assert not missing, (
            f"{e.id} imports {sorted(missing)}; let it, or an earlier exercise, teach that name"
        )


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.folder)
def test_imports_are_sorted_and_from_where_the_names_are_now(lesson):
    texts = [textwrap.dedent(lesson.look), *(e.solution for e in lesson.exercises)]
    for text in texts:
        modules = [module for module, _ in imports(text)]
        assert modules == sorted(modules)
        for module, names in imports(text):
            home = importlib.import_module(module)  # an old path warns
            assert [name for name in names if not hasattr(home, name)] == []


@each
def test_every_text_fits_a_page(exercise):
    assert [line for line in exercise.body.splitlines() if len(line) > 120] == []
    assert len(textwrap.dedent(exercise.shown).split()) < 160, "what was shown is too long to be read"


# ---- as programs


@pytest.mark.slow
@each
def test_a_solved_file_runs_by_itself_without_a_warning(exercise, tmp_path):
    path = tmp_path / filename(exercise)
    path.write_text(exercise.solution, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-W", "error", path], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert run.stderr == ""
    assert bool(run.stdout) == ("__main__" in exercise.body), "what a main block shows is printed"


@pytest.mark.slow
@pytest.mark.parametrize("lesson", [x for x in lessons() if x.look], ids=lambda lesson: lesson.folder)
def test_the_cell_to_look_at_runs_without_a_warning(lesson, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(textwrap.dedent(lesson.look), {"__name__": "__main__"})
