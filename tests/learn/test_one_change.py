"""Wrong answers that are the solution with one thing changed: the answer names the change, if that is sure."""

import pytest

from micrograd_like.learn import one_change
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.lessons import find

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
        solution = find(slug).solution
        assert right in solution, slug
        result = check_text(find(slug), solution.replace(right, wrong))
        sentence = expected.replace("...", "behaves as if one thing in it were different:") + "."
        assert [slip.said for slip in result.slips] == [sentence]
        assert result.diagnoses == []
        assert result.left == [], "it explains all rows, also those of functions that use this one"


@pytest.mark.slow
def test_a_change_that_explains_yes_and_no_by_chance_is_not_named():
    boundary = find("boundary")
    text = boundary.solution.replace("== label for x", "* label for x")
    assert not [s for s in check_text(boundary, text).slips if "one thing" in s.said]


@pytest.mark.slow
def test_a_function_is_not_blamed_for_the_one_it_uses():
    regression = find("regression")
    text = regression.solution.replace("2 * e * x for", "2 * e * x * w for")
    assert not [s for s in check_text(regression, text).slips if "`descend`" in s.said]


def test_only_what_the_learner_writes_is_changed():
    exercise = find("bp2")
    lines = exercise.solution.splitlines()
    written = {lines[number - 1].strip() for number in one_change.written_lines(exercise.code)}
    assert "return [list(column) for column in zip(*w)]" in written
    assert "return [p * q for p, q in zip(s, t, strict=True)]" not in written
    assert [*one_change.changed_trees(exercise, "hadamard")] == []
    assert len({said for said, _ in one_change.changed_trees(exercise, "share")}) > 5
