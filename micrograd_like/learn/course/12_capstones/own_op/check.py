from __future__ import annotations

import doctest
import math
from collections.abc import Callable
from typing import Any

from micrograd_like import Rule, Value, derivative, grad
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

DOCUMENT = (
    "Write for somebody who has never seen the function: what does one get, for which x, and show one call."
)


def check(you: You) -> None:
    """By another formula, 2 atanh(2x - 1), in value, slope and second derivative; the domain by trying; the
    docstring by running it.
    """
    for x in (0.5, 0.8, 0.05):
        told = you.VALUE.then(f"value at x = {x}", lambda text, x=x: Rule("value", text, "0")(x))
        told.should_be(other_logit(x))
        told = you.SLOPE.then(f"x = {x}", lambda _, x=x: slopes_at(you, x))
        told.then("slope by backward() at {}", lambda r: r[0]).should_be(derivative(other_logit)(x))
        told.then("second derivative at {}", lambda r: r[1]).should_be(derivative(other_logit, 2)(x))
    for x in (-1.5, -0.5, 0.0, 0.25, 0.5, 1.0, 1.5):
        told = you.DOMAIN.then(f"DOMAIN at x = {x}", lambda text, x=x: bool(eval(text, {"x": x})))
        told.should_be(math.isfinite(table.log(table.div(x, 1 - x))))
    if not all(row.ok for row in you.rows):  # the example cannot be right before the row is
        return
    documentation = you.logit.then("docstring of logit", lambda f: f.__doc__ or "")
    documentation.then("first line of the {}", first_line).should(
        "be a sentence", is_sentence, because=DOCUMENT
    )
    documentation.then("examples in the {}", lambda words: len(examples(words))).should(
        "be one or more",
        lambda n: n > 0,
        because="Doctest examples begin with >>> and are followed by a line with what Python prints.",
    )
    documentation.then("wrong examples in the {}", lambda words: failures(words, you.logit.value)).should_be(
        0, because=DOCUMENT
    )


def slopes_at(you: You, x: float) -> Any:
    """(slope, second derivative) of the learner's row; ... where another of its formulas is still missing."""
    if you.VALUE.value is ... or you.DOMAIN.value is ...:
        return ...
    row, leaf = you.row.value(), Value(x)
    row(leaf).backward()
    return leaf.grad, grad(grad(row))(x)


def other_logit(x: Any) -> Any:
    return 2 * table.atanh(2 * x - 1)


def first_line(words: str) -> str:
    return words.strip().split("\n")[0]


def is_sentence(line: str) -> bool:
    return "TODO" not in line and len(line.split()) > 3 and line.rstrip().endswith(".")


def examples(words: str) -> list[doctest.Example]:
    return [e for e in doctest.DocTestParser().get_examples(words) if "TODO" not in e.source]


def failures(words: str, function: Callable) -> int:
    """How many examples give something else than they say."""
    case = doctest.DocTestParser().get_doctest(words, {**function.__globals__}, function.__name__, None, 0)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    runner = doctest.DocTestRunner(verbose=False, optionflags=flags)
    return runner.run(case, out=lambda _: None).failed
