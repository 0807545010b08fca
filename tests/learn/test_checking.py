"""Answers to code that is right, wrong, half done or missing: as text, as HTML, in a notebook."""

from pathlib import Path

import pytest
from cases import every
from classroom import NUDGE, NUDGE_RIGHT, mutated, told

from micrograd_like.learn import check
from micrograd_like.learn.checking import check_file, check_text
from micrograd_like.learn.lessons import exercises, find, lessons
from micrograd_like.learn.running import rows_of


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


@every("number", ["5.3", "5.6", "6.1"])
def test_a_starter_that_nobody_has_touched_is_no_mistake_to_be_explained(number):
    result = check_text(find(number), find(number).starter)
    assert (result.state, result.untouched, result.diagnoses, result.slips) == ("waiting", True, [], [])


def test_a_renamed_function_is_missed_by_name():
    assert "there is no `slope` in your code; was it renamed?" in told("def steep(f, x, h):\n    return 1\n")


def test_half_done_work_says_what_is_right_and_what_waits():
    text = find("2.2").starter.replace("...", "return 1.0, 1.0", 1)
    words = told(text, find("2.2"))
    assert "`d_sub`, `d_mul`, `d_div`, `d_neg`, `d_pow` still wait" in words
    assert "Right so far: `d_add`." in words
    assert "TODO in line 21" in words, "the TODO of d_sub, not the first one"


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
    result = check_text(e, mutated(e, "overwrites"))
    assert f"```text\n{result}\n```" in readme
    assert f"{len(exercises())} exercises in {len(lessons())} lessons" in readme


def test_a_mistake_nobody_foresaw_is_told_by_its_numbers():
    result = check_text(NUDGE, "def slope(f, x, h):\n    return 42.0\n")
    assert result.state == "wrong"
    assert result.diagnoses == []
    assert "`slope` gives 42.0 each time" in str(result)
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
            next(m for m in find("1.4").mistakes if m.name == "set-of-parents").code(find("1.4").solution),
        )
    )
    assert "a + a = 6.0  +\n├─ a = 3.0\n└─ a = 3.0  (see above)   <== an edge of its own" in words


# ---- files


@every(
    "text",
    [
        b"\xef\xbb\xbf" + NUDGE_RIGHT.encode(),
        NUDGE_RIGHT.replace("\n", "\r\n").encode(),
        NUDGE_RIGHT.replace("    ", "\t").encode(),
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
    (tmp_path / "mine.py").write_bytes(b"# fine\n# caf\xe9\n" + NUDGE_RIGHT.encode())
    assert "mine.py is no UTF-8 text (see line 2); save it as UTF-8" in str(
        check_file(NUDGE, tmp_path / "mine.py")
    ).replace("\n", " ")
    assert "cannot be read" in str(check_file(NUDGE, tmp_path)).replace("\n", " ")


# ---- in a notebook


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


def test_a_wrong_answer_raises_itself_and_notebooks_show_nothing_else():
    with pytest.raises(AssertionError, match="the rise alone") as raised:
        check_text(NUDGE, "def slope(f, x, h):\n    return f(x + h) - f(x)\n").raise_if_wrong()
    shown = raised.value._render_traceback_()
    assert shown[0] == "0.1  A slope from a small step: not yet"


def test_an_answer_that_is_wrong_can_raise_for_marking_systems():
    with pytest.raises(AssertionError, match=r"0\.1  A slope from a small step: not yet"):
        check("0.1", slope=lambda f, x, h: 0.0).raise_if_wrong()
    check("0.1", slope=lambda f, x, h: (f(x + h) - f(x)) / h).raise_if_wrong()


def test_an_unknown_exercise_is_told_with_those_there_are():
    with pytest.raises(LookupError, match=r"there is no exercise '0\.9'; lesson 0 has 0\.1 to 0\.4"):
        check("0.9")
    with pytest.raises(LookupError, match="lessons go from 0 to"):
        check("99.1")


# ---- arguments


def test_a_function_that_changes_its_list_is_told_so_and_shown_a_true_right_column():
    e = find("logsumexp")
    lines = "def logsumexp(xs):\n    m = max(xs)\n    for i in range(len(xs)):\n        xs[i] -= m\n"
    assert "def logsumexp" in e.solution
    text = f"{e.solution}\n\nfrom math import exp, log\n\n\n{lines}    return m + log(sum(map(exp, xs)))\n"
    words = told(text, e)
    assert "Your function changes the list it was given." in words
    row = next(
        row for row in check_text(e, text).rows if row.label.startswith("its argument after logsumexp(")
    )
    assert row.got != row.right
    assert not any(row.label.startswith("logsumexp(") and not row.ok for row in check_text(e, text).rows)


@every(
    ("slug", "edits"),
    [
        ("force", {"[x + step * g": "[1 + step * g"}),
        ("three_gates", {"if x > y else": "if abs(x) > abs(y) else"}),
        ("stable", {"e = expm1(-2 * abs(x))": "e = exp(-2 * abs(x)) - 1"}),
        (
            "gradcheck",
            {"return [name for name, (f, df)": "return {name for name, (f, df)", "> 1e-6]": "> 1e-6}"},
        ),
        ("neuron", {"z = self.b\n": "z = self.b\n        self.b = self.b + 1\n"}),
        (
            "mlp",
            {
                "for layer in self.layers:\n            x": "self.layers.reverse()\n        for layer in self.layers[::-1]:\n            x"
            },
        ),
        (
            "exploding",
            {
                "    for _ in range(steps):\n        g = [sum": "    for _ in range(steps):\n        W[0] = list(W[0]) + [0.0]\n        g = [sum"
            },
        ),
    ],
)
def test_an_answer_that_was_right_by_chance_is_wrong(slug, edits):
    e = find(slug)
    text = e.solution
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new)
    assert not all(row.ok for row in rows_of(e, text))


def test_a_bool_is_a_number_and_a_rounded_prediction_is_right():
    e = find("functions")
    assert check_text(e, e.solution.replace("return 1.0 if x > 0 else 0.0", "return x > 0")).passed
    e = find("differences")
    assert check_text(e, e.solution.replace("1_000_001 * 0.001", "1000")).passed
