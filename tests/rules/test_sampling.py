"""A wrong derivative is told when its row is written."""

import pytest
from cases import every

from micrograd_like import Value, rule
from micrograd_like.rules import BUILT_IN, RULES, RuleError, row
from micrograd_like.rules.sampling import wrong_partial

WRONG = [
    (("wrong", "x ** 3", "3 * x"), {}, "dz/dx = 3 * x is 2.19 at x = 0.73, but a difference quotient of z gives 1.599"),
    (("wrong", "x * y", "y", "-x"), {}, "dz/dy = -x is -0.73 at x = 0.73, y = -1.83, but"),
    (("wrong", "sin(x)", "-cos(x)"), {}, "dz/dx = -cos(x)"),
    (("wrong", "exp(x)", "0"), {}, "dz/dx = 0 is 0 at x = 0.73"),
    (("wrong", "slope * x", "1"), {"slope": 2.0}, "dz/dx = 1 is 1"),
    (("wrong", "where(x > 0, x * x, 0)", "where(x > 0, x, 0)"), {}, "dz/dx = where(x > 0, x, 0)"),
    (("wrong", "sum(x * x)", "x"), {"lists": "x"}, "dz/dx = x is 0.73 at x = 0.73, x = -1.83, x = 0.19"),
    (("wrong", "x / t", "where(i == k, 1 / t, 0)"), {"lists": "x", "each": True, "let": {"t": "sum(x)"}}, "dz/dx"),
]  # fmt: skip


@every(("formulas", "options", "told"), WRONG)
def test_a_wrong_partial_is_told_with_numbers_and_nothing_is_written(formulas, options, told):
    with pytest.raises(RuleError) as refused:
        rule(*formulas, **options)
    assert str(refused.value).startswith("rule 'wrong': dz/d")
    assert told in str(refused.value)
    assert str(refused.value).endswith("; mend the formula, or say check=False if it is meant")
    assert "wrong" not in RULES
    assert not hasattr(Value, "wrong")


def test_a_derivative_that_is_meant_to_be_another_one_goes_through_with_the_flag():
    straight = rule("straight_through", "round(x)", "1", check=False)
    try:
        x = Value(0.3)
        straight(x).backward()
        assert (straight(0.3), x.grad) == (0.0, 1.0)
    finally:
        row.forget("straight_through")


@every("name", [name for name, r in BUILT_IN.items() if not r.internal])
def test_no_row_of_the_table_is_accused(name):
    assert wrong_partial(BUILT_IN[name]) == ""


@every(
    ("value", "partial"),
    [
        ("abs(x)", "sign(x)"),
        ("floor(x)", "0"),
        ("sqrt(x)", "where(x > 0, 0.5 / sqrt(x), nan)"),
        ("log(x - 100)", "1 / (x - 100)"),
        ("1e-30 * x", "1e-30"),
        ("1e30 * x ** 3", "3e30 * x ** 2"),
        ("tanh(1000 * x)", "1000 * sech2(1000 * x)"),
    ],
)
def test_kinks_jumps_domains_and_scales_raise_no_false_alarm(value, partial):
    assert wrong_partial(row.Rule("unwritten", value, partial)) == ""


def test_only_ones_own_rows_can_be_forgotten():
    with pytest.raises(RuleError, match="'tanh' is a row of the table itself"):
        row.forget("tanh")
    with pytest.raises(RuleError, match="there is no rule 'nowhere'"):
        row.forget("nowhere")
