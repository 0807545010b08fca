"""Marking asks in one process and compares in another, and says what a check in one process says."""

import json
import math

import pytest
from classroom import NUDGE, NUDGE_RIGHT

from micrograd_like.learn.checking import check_text
from micrograd_like.learn.diagnosis import learners_program
from micrograd_like.learn.guard import Failure
from micrograd_like.learn.lessons import exercises, find, use
from micrograd_like.learn.making import new_course
from micrograd_like.learn.teachers import workers
from micrograd_like.learn.teachers.blinding import blinded
from micrograd_like.learn.teachers.carrying import ByNode, FarNode, exact, packed, read, told, unpacked, write
from micrograd_like.learn.teachers.judging import judge
from micrograd_like.learn.values import Opaque


def judged(exercise, text, place):
    said = workers.ask(exercise, text, f"<your {exercise.id}>", place, (30.0, 1024))
    return judge(exercise, text, json.loads(said["said"]))


def words(result):
    """What is said, up to the prints: pytest keeps warnings to itself."""
    return str(result).partition("Your prints:")[0].rstrip()


def seen(result):
    """The rows; what is measured in seconds is another number each time."""
    return [
        (row.label, row.label.startswith("seconds") or repr(row.got), repr(row.right), row.ok)
        for row in result.rows
    ]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # as for a learner; here they would be errors on one side only
@pytest.mark.parametrize("lesson", range(13))
def test_a_mark_is_what_a_check_says(tmp_path, lesson, monkeypatch):
    """Solutions, and a mistake of each exercise: the same rows, states, diagnoses and words.

    All but what comes of running a changed program: marking runs nothing of a learner's in its own process.
    """
    monkeypatch.setattr(learners_program, "program_of", lambda text, filename: None)
    for exercise in exercises(lesson):
        texts = [exercise.solution, *(m.code(exercise.solution) for m in exercise.mistakes[:1])]
        for text in texts[: 1 if exercise.slug == "topological_order" else 2]:
            direct, apart = check_text(exercise, text), judged(exercise, text, tmp_path)
            assert seen(apart) == seen(direct), exercise.id
            assert words(apart) == words(direct), exercise.id


@pytest.mark.slow
def test_pictures_of_graphs_come_across(tmp_path):
    for slug, name in (("forks", "overwrites"), ("turns", "level-by-level"), ("factor", "overwrites")):
        exercise = find(slug)
        text = next(m for m in exercise.mistakes if m.name == name).code(exercise.solution)
        assert str(judged(exercise, text, tmp_path)) == str(check_text(exercise, text))


@pytest.mark.slow
def test_where_python_cannot_fork_each_task_has_a_process(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "FORKS", False)
    workers.close()
    for text in (NUDGE_RIGHT, NUDGE.starter, "import os\nos._exit(3)\n", "import posix\nposix._exit(3)\n"):
        said = workers.ask(NUDGE, text, "<your 0.1>", tmp_path, (30.0, 1024))
        assert workers._idle == []
        if "posix" in text:
            assert said == {"said": "", "code": 3}
        else:
            assert str(judge(NUDGE, text, json.loads(said["said"]))) == str(check_text(NUDGE, text))


@pytest.mark.slow
def test_a_course_of_ones_own_is_marked_too(tmp_path):
    new_course(tmp_path / "mine")
    try:
        use(tmp_path / "mine")
        (exercise,) = exercises()
        assert judged(exercise, exercise.solution, tmp_path).passed
        assert not judged(exercise, exercise.mistakes[0].code(exercise.solution), tmp_path).passed
    finally:
        use(None)
        workers.close()


# ---- what travels


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -1.5, 1e-320, math.inf, -0.0, 10**50, -(10**400), "ü\ud800", [], (1, [2.0, ()]), {"a": [1], 2.5: None},
     frozenset({1, "x"}), ..., (...,), Failure("time", "late", 3, "x = 1"), {(1, 2): 3}],
)  # fmt: skip
def test_plain_values_travel_as_they_are(value):
    back = read(write(value))
    assert back == value
    assert type(back) is type(value)
    assert math.copysign(1, back) == math.copysign(1, value) if value == 0 else True


def test_what_is_derived_travels_as_what_it_is_derived_from():
    class Mine(float):
        def __eq__(self, other):
            return True

        __hash__ = None

    class Word(str):
        def __repr__(self):
            return "14.003"

    assert type(read(write(Mine(2.5)))) is float
    assert read(write(Word("x"))) == "x"
    assert not exact(Mine(2.5))
    assert read(write(Opaque("<object>"))) == Opaque("<object>")
    assert read(write(object())) == Opaque("object")


@pytest.mark.parametrize("text", ["", "{", '["what", 1]', '["list", 3]', '["int", "zz"]', '{"a": 1}', "[]", '["failure", 1]',
                                  "[" * 100_000, '["dict", [[1]]]', '["list"]', '["node", "x"]'])  # fmt: skip
def test_what_is_no_value_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  json's own words vary
        read(text)


@pytest.mark.parametrize("said", [{}, {"events": [], "names": {}, "failure": ["thing", "x"], "printed": ""},
                                  {"events": 3, "names": {}, "failure": None, "printed": ""}, [], None,
                                  {"events": [], "names": [1], "failure": None, "printed": ""}])  # fmt: skip
def test_a_telling_out_of_form_is_refused(said):
    with pytest.raises(ValueError, match="told"):
        judge(NUDGE, NUDGE_RIGHT, said)


def test_events_that_are_missing_or_of_something_else_are_wrong_rows():
    name = {"slope": packed(Opaque("the function slope"))}
    for events in ([], [{"label": "slope(other, 1.0)", "told": [True, 14.0]}] * 9, [{}] * 9, [3] * 9):
        result = judge(NUDGE, NUDGE_RIGHT, {"events": events, "names": name, "failure": None, "printed": ""})
        assert not result.passed
        assert not any(row.ok for row in result.rows)


def test_nodes_keep_their_labels_and_find_what_belongs_to_them():
    a, b = FarNode("a", 1.0), FarNode("b", 1.0)
    there = unpacked(told({a: 2.0, b: 3.0}))
    assert isinstance(there, ByNode)
    assert (there[a], there[b]) == (2.0, 3.0)
    assert a in there
    assert FarNode("c", 1.0) not in there
    with pytest.raises(KeyError):
        there[FarNode("c", 1.0)]
    assert unpacked(told([a, b])) == [a, b]


# ---- checks without what is right


def test_what_is_right_goes_and_what_changes_something_stays():
    text = "def helper(x):\n    return x\n\ndef check(you):\n    x = 2.0\n    y = x * x\n"
    text += "    left = leaves(x)\n    z = helper(left)\n    w = you.g(x)\n"
    text += "    you.f(x).should_be(y + 1, because='so')\n    w.should_be(backward(left))\n    w.should('be', lambda s: s > 0)\n"
    import ast

    assert ast.unparse(blinded(text, True)) == (
        "def helper(x):\n    return x\n\ndef check(you):\n    x = 2.0\n    left = leaves(x)\n    z = helper(left)\n"
        "    w = you.g(x)\n    you.f(x).should_be()\n    w.should_be(backward(left))\n    w.should('', lambda s: s > 0)"
    )


def test_a_function_that_only_computed_what_is_right_goes_with_it():
    text = "def right(x):\n    return sum(x)\n\ndef check(you):\n    y = max(right, 1)\n    you.f.should_be(sum(y))\n"
    assert "right" not in str(vars(blinded(text, True).body[0]).get("name"))
    assert len(blinded(text, True).body) == 1
    assert len(blinded(text, False).body) == 2, "others may import it"


@pytest.mark.slow
def test_the_courses_own_engine_is_given_to_later_exercises_alone(tmp_path):
    asking = "from micrograd_like.learn import my_engine\nengine = my_engine()\n"
    assert workers._kept_before(find("5.9")) == workers._kept_before(find("5.1")) == {}
    assert workers._kept_before(find("7.6")) == {"my_engine": find("my_engine").solution}
    assert judged(find("7.6"), asking + find("7.6").solution, tmp_path).passed
    assert not judged(find("5.9"), asking + "Value = engine.Value\n", tmp_path).passed
