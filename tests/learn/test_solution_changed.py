"""Numbers that are those of the solution with one thing changed: the change is named, if that is sure.

The learner's program is not run again here, as where work is marked.
"""

import dataclasses

import pytest

from micrograd_like.learn.diagnosis.causes import explained
from micrograd_like.learn.diagnosis.solution_changed import changed_programs, written_lines
from micrograd_like.learn.lessons import find
from micrograd_like.learn.running import rows_of

pytestmark = pytest.mark.usefixtures("time_to_search")

SAID = {
    ("regression", "zip(errors, xs)", "zip(errors, ys)"): "`slopes` ... `ys` in place of `xs`",
    ("no_formula", "rate * slope(loss, w)", "slope(loss, w)"): "`descend` ... a factor is missing, `rate`",
    ("no_formula", "range(steps)", "range(steps - 1)"): "`descend` ... a range ends too early by 1",
    ("losses", "(score - y) ** 2", "(score + y) ** 2"): "`squared_error` ... `+` in place of `-`",
    ("losses", "p = score.sigmoid()", "p = score.tanh()"): "`cross_entropy` ... `tanh` in place of `sigmoid`",
    ("bp1", "da_dz(z_j) for", "da_dz(y_j) for"): "`bp1` ... `y_j` in place of `z_j`",
    (
        "bp1",
        "return s * (1 - s)",
        "return s * (s - 1)",
    ): "`da_dz` ... the two sides of a `-` have changed places",
    ("bp2", "[sigma_prime(z_k) for z_k in z]", "z"): "`bp2` ... `sigma_prime` is missing",
    (
        "exploding",
        "if length > limit",
        "if length < limit",
    ): "`clip` ... the two cases of an `if` have changed places",
    (
        "layer",
        "return nout * (nin + 1)",
        "return (nout + 1) * nin",
    ): "`count` ... `nin` and `nout` have changed places",
}


@pytest.mark.slow
def test_what_is_different_is_named():
    for (slug, right, wrong), expected in SAID.items():
        exercise = dataclasses.replace(find(slug))
        vars(exercise)["mistakes"] = ()  # whichever are listed by now
        assert right in exercise.solution, slug
        result = explained(exercise, rows_of(exercise, exercise.solution.replace(right, wrong)))
        sentence = expected.replace("...", "behaves as if one thing in it were different:") + "."
        assert [slip.said for slip in result.slips] == [sentence]
        assert result.mistakes == []
        assert result.left == [], "it explains all rows, also those of functions that use this one"


@pytest.mark.slow
def test_a_change_that_explains_yes_and_no_by_chance_is_not_named():
    boundary = find("boundary")
    text = boundary.solution.replace("== label for x", "* label for x")
    assert not [s for s in explained(boundary, rows_of(boundary, text)).slips if "one thing" in s.said]


@pytest.mark.slow
def test_a_function_is_not_blamed_for_the_one_it_uses():
    regression = find("regression")
    text = regression.solution.replace("2 * e * x for", "2 * e * x * w for")
    assert not [s for s in explained(regression, rows_of(regression, text)).slips if "`descend`" in s.said]


def test_only_what_the_learner_writes_is_changed():
    exercise = find("bp2")
    lines = exercise.solution.splitlines()
    written = {lines[number - 1].strip() for number in written_lines(exercise.code)}
    assert "return [list(column) for column in zip(*w)]" in written
    assert "return [p * q for p, q in zip(s, t, strict=True)]" not in written
    assert [*changed_programs(exercise, "hadamard")] == []
    assert len({said for said, *_ in changed_programs(exercise, "share")}) > 5


@pytest.mark.slow
def test_a_number_of_the_solution_that_is_given_is_named(monkeypatch):
    path = find("one_path")
    monkeypatch.setitem(vars(path), "mistakes", ())
    text = path.solution.replace("return along([du_dx, dv_du, dy_dv])", "return exp(v)")
    (slip,) = explained(path, rows_of(path, text)).slips
    assert slip.said == "`slope` gives `dy_dv`, which is a step on the way to the right number."


@pytest.mark.slow
def test_steps_that_all_begin_at_the_argument_are_named(monkeypatch):
    gates = find("one_or_many")
    monkeypatch.setitem(vars(gates), "mistakes", ())
    text = gates.solution.replace("[-1.0, u, 1.0, -1 / v**2]", "[-1.0, exp(x), 1.0, -1 / x**2]")
    said = [slip.said for slip in explained(gates, rows_of(gates, text)).slips]
    assert "`four_slopes` behaves as if one thing in it were different: `x` in place of `t` and `v`." in said
