"""Checks against code that is right, wrong, missing, broken, endless or noisy."""

import math
import os
import sys
import threading
from pathlib import Path

import pytest

from micrograd_like import Value
from micrograd_like.learn import check
from micrograd_like.learn.checking import check_file, check_text
from micrograd_like.learn.exercise import ExerciseError, Lesson, Mutant, split
from micrograd_like.learn.guard import Prints
from micrograd_like.learn.lessons import exercises, find, lessons
from micrograd_like.learn.sketching import sketch
from micrograd_like.learn.values import plain, same, show

NUDGE = find("0.1")
RIGHT = "def slope(f, x, h):\n    return (f(x + h) - f(x)) / h\n"


def told(text, exercise=NUDGE, **options):
    return " ".join(str(check_text(exercise, text, **options)).split())


def test_a_syntax_error_is_told_with_its_line_and_no_traceback_of_ours():
    words = told("def slope(f, x, h)\n    return 1\n")
    assert "it did not run SyntaxError: expected ':' line 1: def slope(f, x, h)" in words
    assert "Traceback" not in words
    assert "checking.py" not in words


def test_an_exception_is_told_with_the_learners_own_line():
    words = told("def slope(f, x, h):\n    rise = f(x + h) - f(x)\n    return rise / 0\n")
    assert "slope(parabola, 3.0, 0.001) ZeroDivisionError 14.003" in words
    assert "division by zero line 3: return rise / 0 which divisor is 0 there?" in words


def test_an_exception_is_told_where_it_happened_and_not_where_it_was_called_from():
    text = "def rise(f, x, h):\n    return f(x + h) - nothing\n\n\ndef slope(f, x, h):\n    return rise(f, x, h) / h\n"
    assert "line 2: return f(x + h) - nothing is it spelled as above" in told(text)


def test_an_exception_inside_our_function_is_told_at_the_learners_call():
    assert 'line 2: return f("x")' in told('def slope(f, x, h):\n    return f("x")\n')


def test_an_endless_loop_is_stopped_and_its_line_is_told():
    before = threading.active_count()
    words = told("def slope(f, x, h):\n    while True:\n        x += h\n", seconds=0.2)
    assert "still running after 0.2 s, and stopped; does a loop never end? line" in words
    assert "while True:" in words or "x += h" in words
    assert threading.active_count() == before


def test_an_endless_loop_that_catches_exceptions_is_stopped_too():
    text = "def slope(f, x, h):\n    while True:\n        try:\n            x += h\n        except Exception:\n            pass\n"
    assert "still running" in told(text, seconds=0.2)


def test_recursion_without_end_is_told_kindly():
    assert "a function calls itself, and nothing stops it" in told(
        "def slope(f, x, h):\n    return slope(f, x, h)\n"
    )


def test_leaving_the_program_is_told_and_harmless():
    assert "leave that out line 1: raise SystemExit" in told("raise SystemExit")
    assert "leave that out line 2: os._exit(0)" in told("import os\nos._exit(0)")
    assert os._exit is not sys.exit


def test_folder_and_limit_of_recursion_are_as_before(tmp_path):
    folder, depth = os.getcwd(), sys.getrecursionlimit()
    assert "right" in told(
        f"import os, sys\nos.chdir({str(tmp_path)!r})\nsys.setrecursionlimit(5000)\n" + RIGHT
    )
    assert (os.getcwd(), sys.getrecursionlimit()) == (folder, depth)


def test_asking_for_input_is_told_and_does_not_wait():
    assert "EOFError" in told("x = input()\n")


def test_prints_are_shown_and_a_million_lines_cut_short():
    assert "Your prints: here I am" in told("print('here I am')\n" + RIGHT)
    words = told("for i in range(100_000):\n    print('spam')\n" + RIGHT)
    assert "... and 99,980 lines more" in words
    assert len(words) < 6000


def test_prints_keep_the_beginning_and_count_the_rest():
    prints = Prints(keep=5)
    print("abc", file=prints)
    print("def", file=prints)
    assert prints.text() == "abc\nd ... and 3 characters more"
    prints.write("a long line that comes later")
    assert prints.text() == "abc\nd ... and 31 characters more"
    prints = Prints(lines=2)
    prints.write("a\nb\n")
    assert prints.text() == "a\nb\n"
    prints.write("c\nd\n")
    assert prints.text() == "a\nb\n... and 2 lines more"


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + RIGHT.encode(),
        RIGHT.replace("\n", "\r\n").encode(),
        RIGHT.replace("    ", "\t").encode(),
    ],
)
def test_byte_order_marks_line_ends_of_windows_and_tabs_do_no_harm(tmp_path, text):
    (tmp_path / "mine.py").write_bytes(text)
    assert check_file(NUDGE, tmp_path / "mine.py").passed


def test_tabs_among_spaces_are_told_with_their_line(tmp_path):
    (tmp_path / "mine.py").write_bytes(b"def slope(f, x, h):\r\n\ta = f(x)\r\n        return a\r\n")
    assert "line 3: return a use spaces only" in " ".join(
        str(check_file(NUDGE, tmp_path / "mine.py")).split()
    )


def test_a_file_that_is_no_text_is_told_with_the_line_that_is_not(tmp_path):
    (tmp_path / "mine.py").write_bytes(b"# fine\n# caf\xe9\n" + RIGHT.encode())
    assert "mine.py is no UTF-8 text (see line 2); save it as UTF-8" in str(
        check_file(NUDGE, tmp_path / "mine.py")
    ).replace("\n", " ")
    assert "cannot be read" in str(check_file(NUDGE, tmp_path)).replace("\n", " ")


def test_input_is_refused_even_where_a_notebook_would_ask(monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt="": "42")
    assert "an exercise gets its numbers as arguments" in told(
        "def slope(f, x, h):\n    return float(input())\n"
    )
    assert input() == "42"


def test_where_nothing_is_there_no_table_is_shown():
    words = told("x = 1\n", find("0.2"))
    assert words.endswith(
        "not yet there is no `central` in your code, nor `errors`, `best_step`; is this the right place?"
    )
    assert "<table>" not in check_text(find("0.2"), "x = 1\n")._repr_html_()


def test_what_is_said_about_a_row_is_about_a_row_that_is_shown():
    words = told("def slope(f, x, h):\n    return (f(x + h) - f(x)) * h\n")
    assert "slope(line, 10.0, 0.25) -0.125 -2.0" in words
    assert "A straight line has the same slope everywhere" in words


def test_a_wrong_answer_raises_itself_and_notebooks_show_nothing_else():
    with pytest.raises(AssertionError, match="the rise alone") as raised:
        check_text(NUDGE, "def slope(f, x, h):\n    return f(x + h) - f(x)\n").raise_if_wrong()
    shown = raised.value._render_traceback_()
    assert shown[0] == "0.1  The slope by nudging: not yet"


def test_a_renamed_function_is_missed_by_name():
    assert "there is no `slope` in your code; was it renamed?" in told("def steep(f, x, h):\n    return 1\n")


def test_half_done_work_says_what_is_right_and_what_waits():
    text = find("2.2").starter.replace("...", "return 1.0, 1.0", 1)
    words = told(text, find("2.2"))
    assert "`d_sub`, `d_mul`, `d_div`, `d_neg`, `d_pow` still wait" in words
    assert "Right so far: `d_add`." in words
    assert "TODO in line 20" in words, "the TODO of d_sub, not the first one"


def test_two_mistakes_get_two_diagnoses():
    e = find("2.2")
    text = e.solution.replace("return 1.0, -1.0", "return 1.0, 1.0").replace("return y, x", "return x, y")
    assert [m.name for m in check_text(e, text).diagnoses] == ["sub-without-minus", "mul-not-swapped"]
    assert "d_mul(3.0, -2.0) (3.0, -2.0) (-2.0, 3.0)" in told(text, e), (
        "each of the two functions has a row to look at"
    )
    assert "d_sub(3.0, -2.0)" in told(text, e)


def test_the_readme_shows_what_is_said_and_counts_what_there_is():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    e = find("5.2")
    result = check_text(e, next(m for m in e.mutants if m.name == "overwrites").code(e.solution))
    assert f"```text\n{result}\n```" in readme
    assert f"{len(exercises())} exercises in {len(lessons())} lessons" in readme


def test_a_mistake_nobody_foresaw_is_shown_without_a_guess():
    result = check_text(NUDGE, "def slope(f, x, h):\n    return 42.0\n")
    assert result.state == "wrong"
    assert result.diagnoses == []
    assert "A straight line has the same slope everywhere" in str(result)


def test_another_way_to_write_it_is_right():
    assert check_text(NUDGE, "slope = lambda f, x, h: f(x + h) / h - f(x) / h\n").passed


def test_numbers_are_shown_with_as_many_digits_as_tell_them_apart():
    e = find("0.3")
    words = told(e.solution.replace("1 / c**2", "1 / c**2 + 1e-8"), e)
    assert "0.06250001 0.0625" in words


def test_the_right_answer_of_a_prediction_is_not_given_away():
    e = find("0.4")
    words = told(e.solution.replace("z_in_f = +1", "z_in_f = 0"), e)
    assert "z_in_f 0 (try again)" in words
    assert "+1" not in words


def test_a_wrong_edge_is_marked_in_a_picture():
    words = str(
        check_text(
            find("1.4"),
            next(m for m in find("1.4").mutants if m.name == "set-of-parents").code(find("1.4").solution),
        )
    )
    assert "a + a = 6.0  +\n├─ a = 3.0\n└─ a = 3.0  (see above)   <== an edge of its own" in words


def test_a_sketch_of_a_big_graph_stops_and_says_so():
    x = Value(1.0)
    for _ in range(10_000):
        x = x + 1
    assert sketch(x).splitlines()[-1] == "..."
    assert len(sketch(x).splitlines()) == 41


# ---- in a notebook ----


def test_check_takes_functions_dicts_names_or_what_is_around_it():
    def slope(f, x, h):
        return (f(x + h) - f(x)) / h

    steep = slope
    assert check("0.1").passed
    assert check("0.1", slope).passed
    assert check("0.1", {"slope": steep}).passed
    assert check("0.1", slope=steep).passed
    assert not check("0.1", slope=lambda f, x, h: 0.0).passed


def test_in_a_notebook_too_a_function_without_return_is_told_from_one_that_waits():
    def slope(f, x, h):
        print(f(x + h) - f(x))

    assert "does `slope` hand it over with `return`?" in " ".join(str(check("0.1", slope)).split())

    def slope(f, x, h): ...

    assert check("0.1", slope).state == "waiting"


def test_an_answer_shows_itself_as_html_with_everything_escaped():
    answer = check("0.1", slope=lambda f, x, h: "<script>alert(1)</script>")
    assert "<script>" not in answer._repr_html_()
    assert "&lt;script&gt;" in answer._repr_html_()
    assert "not yet" in answer._repr_html_()
    assert repr(answer) == str(answer)


def test_an_answer_that_is_wrong_can_raise_for_marking_systems():
    with pytest.raises(AssertionError, match=r"0\.1  The slope by nudging: not yet"):
        check("0.1", slope=lambda f, x, h: 0.0).raise_if_wrong()
    check("0.1", slope=lambda f, x, h: (f(x + h) - f(x)) / h).raise_if_wrong()


def test_an_unknown_exercise_is_told_with_those_there_are():
    with pytest.raises(LookupError, match=r"there is no exercise '0\.9'; lesson 0 has 0\.1 to 0\.4"):
        check("0.9")
    with pytest.raises(LookupError, match="lessons go from 0 to"):
        check("99.1")


# ---- comparing and showing ----


@pytest.mark.parametrize(
    ("got", "right", "equal"),
    [(1.0, 1, True), (True, 1, False), (1, True, False), (math.nan, math.nan, True), (math.nan, 1.0, False), ((1, 2), [1, 2], True),
     ([1, 2], [1, 2, 3], False), ("a", "a", True), (1.0 + 1e-12, 1.0, True), (1.0 + 1e-6, 1.0, False), ({"a": 1.0}, {"a": 1}, True),
     (math.inf, math.inf, True), (math.inf, 1e308, False), (None, 0.0, False), ("1", 1, False), (0.0, 1e-30, True)],
)  # fmt: skip
def test_what_counts_as_equal(got, right, equal):
    assert same(got, right) is equal


def test_arrays_count_as_lists():
    numpy = pytest.importorskip("numpy")
    assert plain((numpy.array([[1.0, 2.0]]), numpy.float32(0.5), numpy.True_)) == ([[1.0, 2.0]], 0.5, True)
    e = find("0.3")
    text = "import numpy\n" + e.solution.replace(
        "return [df_da, df_db, df_dc]", "return numpy.array([df_da, df_db, df_dc])"
    )
    assert check_text(e, text).passed


def test_values_count_as_their_numbers():
    assert plain((Value(2.0), [Value(1.0)])) == (2.0, [1.0])
    assert show(Value(2.0, label="a")) == "a"
    assert show([1.0, 0.1 + 0.2, 1e-20, math.inf]) == "[1.0, 0.3, 1e-20, inf]"


# ---- the form itself ----


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
