"""Wrong programs that one change makes right: the answer names the line and what is wrong in it.

The errors are put in here by hand, so that it is known what is wrong.
"""

from pathlib import Path

import pytest

from micrograd_like.learn import checking
from micrograd_like.learn.checking import check_names, check_text
from micrograd_like.learn.diagnosis.learners_program import Learner, program_of
from micrograd_like.learn.diagnosis.suspicions import TIERS
from micrograd_like.learn.exercise import Exercise

pytestmark = pytest.mark.usefixtures("time_to_search")

CODE = """
def slope(f, x, h):
    rise = f(x + h) - f(x)
    # TODO
    ### BEGIN SOLUTION
    return rise / h
    ### END SOLUTION


def total(xs, rate):
    # TODO
    ### BEGIN SOLUTION
    return rate * sum(x * x for x in xs)
    ### END SOLUTION


def step(x, y, rate):
    # TODO
    ### BEGIN SOLUTION
    return x - rate * y, y + rate * x
    ### END SOLUTION


def loss(xs, rate):
    # TODO
    ### BEGIN SOLUTION
    return 1 + total(xs, rate)
    ### END SOLUTION
"""
SLOPE, TOTAL, STEP, LOSS = (f"def {part}" for part in CODE.split("def ")[1:])


def exercise():
    """Four small functions, and a check that asks each of them a few times."""

    def check(you):
        for x, h in ((1.5, 0.5), (-2.25, 0.25)):
            you.slope(lambda x: x**3, x, h).should_be(3 * x * x + 3 * x * h + h * h)
        for xs, rate in (([1.5, -2.0], 0.3), ([0.25, 3.0, -1.25], 2.5)):
            squares = rate * sum(x**2 for x in xs)
            you.total(xs, rate).should_be(squares)
            you.loss(xs, rate).should_be(squares + 1)
        for x, y, rate in ((1.5, -2.0, 0.1), (0.25, 3.0, 0.5)):
            you.step(x, y, rate).should_be((x - y * rate, y + x * rate))

    made = Exercise(
        id="9.9",
        slug="tried",
        folder=Path(),
        module="tried",
        title="t",
        goal="g.",
        code=CODE,
        hints=(),
        shown="s",
    )
    vars(made).update(check=check, mistakes=())
    return made


def said(**functions):
    """What is said to the solution with other functions in it."""
    parts = {"slope": SLOPE, "total": TOTAL, "step": STEP, "loss": LOSS} | functions
    result = check_text(exercise(), "\n\n".join(parts.values()))
    assert not result.passed
    return [slip.said for slip in result.slips]


ADDED = """def total(xs, rate):
    result = 0.0
    for x in xs:
        {line}
    return {result}
"""
WRONG = {
    "`-=` in place of `+=`": ("result -= x * x", "result * rate"),
    "`=` in place of `+=`": ("result = x * x", "result * rate"),
    "a factor is missing, `rate`": ("result += x * x", "result"),
    "a factor is too much, `len(xs)`": ("result += x * x", "result * rate * len(xs)"),
    "`** 2` is applied to `result`, and should be applied to `x`": ("result += x", "rate * result**2"),
    "`xs[0]` in place of `x`": ("result += x * xs[0]", "result * rate"),
    "it stands in the loop, and should stand behind it": ("result += x * x; return rate * result", "0.0"),
}


@pytest.mark.slow
def test_the_line_and_what_is_wrong_in_it_are_named():
    for words, (line, result) in WRONG.items():
        text = ADDED.format(line=line.replace("; ", "\n        "), result=result)
        (sentence, *_) = said(total=text)
        assert sentence.startswith("One thing is wrong in `total`, in line "), (words, sentence)
        assert sentence.endswith(f": {words}."), (words, sentence)


@pytest.mark.slow
def test_a_sum_in_place_of_a_product_is_named_whatever_it_begins_with():
    power = "def total(xs, rate):\n    found = 1\n    for x in xs:\n        found *= x * x\n    return rate * found\n"
    sentence = said(total=power)[0]
    assert sentence.endswith("`found *= x * x`: it multiplies up in `found` what should be added up.")


@pytest.mark.slow
def test_a_name_that_is_overwritten_too_early_is_named():
    (sentence,) = said(
        step="def step(x, y, rate):\n    x = x - rate * y\n    y = y + rate * x\n    return x, y\n"
    )
    told = "`x = x - rate * y`: `x` is overwritten here, and `y = y + rate * x` still needs its old value."
    assert sentence.endswith(told)


@pytest.mark.slow
def test_two_things_that_are_wrong_are_both_named():
    (sentence,) = said(
        step="def step(x, y, rate):\n    a = x + rate * y\n    b = y + rate * y\n    return a, b\n"
    )
    assert sentence.startswith("Two things are wrong in `step`, in line ")
    assert "`a = x + rate * y`: `+` in place of `-`" in sentence
    assert "`b = y + rate * y`: `y` in place of `x`" in sentence


@pytest.mark.slow
def test_a_function_is_not_blamed_for_the_one_that_it_uses():
    found = said(total="def total(xs, rate):\n    return sum(x * x for x in xs) - rate\n")
    assert len(found) == 1, found
    assert "in `total`" in found[0]
    follows = said(total="def total(xs, rate):\n    return max(xs) - 7 * rate**3 * xs[0] ** 3\n")
    assert "`loss` is wrong because it uses `total`." in follows
    assert not any("wrong in `loss`" in sentence for sentence in follows)


@pytest.mark.slow
def test_an_own_fault_is_named_beside_that_of_the_function_it_uses():
    found = said(
        total="def total(xs, rate):\n    return sum(x * x for x in xs)\n",
        loss="def loss(xs, rate):\n    return 2 + total(xs, rate)\n",
    )
    assert any("in `total`" in s and "a factor is missing, `rate`" in s for s in found), found
    assert any("in `loss`" in s and "`2` in place of `1`" in s for s in found), found


def test_what_the_starter_wrote_is_not_suspected():
    program = program_of("\n\n".join([SLOPE, TOTAL, STEP, LOSS]).replace("rise / h", "rise * h"), "mine.py")
    assert program
    learner = Learner(exercise(), program, {})
    learner.open_up(program.body[0])
    lines = {variant.line for variant in TIERS[0](learner, program.body[0])}
    (wrong,) = [number for number, text in learner.lines.items() if text == "return rise * h"]
    assert lines == {wrong}


def test_where_the_program_must_not_run_again_it_does_not(monkeypatch):
    monkeypatch.setattr("micrograd_like.learn.diagnosis.trials.Changeable.changed", None)
    checked = check_text(exercise(), "\n\n".join([SLOPE, TOTAL, STEP, LOSS]))
    assert checked.passed, "nothing is run again where all is right"
    told = checking.answered(exercise(), checked.rows, None, "")
    assert told.passed


@pytest.mark.slow
def test_in_a_notebook_the_line_is_shown_without_a_number():
    names = {}
    exec(CODE, names)

    def total(xs, rate):
        return rate + sum(x * x for x in xs)

    names["total"] = total
    result = check_names(exercise(), names)
    sentences = [slip.said for slip in result.slips]
    assert any(
        s.startswith("One thing is wrong in `total`, in `return rate + sum") and "`+` in place of `*`" in s
        for s in sentences
    ), sentences
