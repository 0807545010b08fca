from __future__ import annotations

import random
from collections.abc import Sequence

from micrograd_like.learn.probes import You
from micrograd_like.nn import losses
from micrograd_like.rules import table


def check(you: You) -> None:
    """Errors by losses.mean_squared_error; the choice by the solved least squares in the rule table's folds."""
    rows = noisy_rows(29)
    you.error.then("error(1.5, 4 rows)", lambda f: f(1.5, rows[:4])).should_be(mean_error(1.5, rows[:4]))
    you.error.then("error(-0.5, 1 row)", lambda f: f(-0.5, rows[:1])).should_be(mean_error(-0.5, rows[:1]))
    numbers = list(range(10))
    for k in (3, 1):
        you.split(numbers, k).should_be(
            ([n for n in numbers if n < 10 - k], [n for n in numbers if n >= 10 - k])
        )
    strengths = [0, 0.5, 1, 2, 4, 8, 16]
    for number, rows in enumerate((noisy_rows(29), noisy_rows(29)[::-1], steep_rows()), 1):
        cut = 3 if number == 2 else 4
        train, validation = rows[:cut], rows[cut:]
        right = min(strengths, key=lambda s, t=train, v=validation: mean_error(ridge(t, s), v))
        chosen = you.choose.then(f"choose({strengths}, train, validation), rows {number}",
                                 lambda f, t=train, v=validation: f(strengths, t, v))  # fmt: skip
        chosen.should_be(right, picture=f"Rows {number}:\n  train = {train}\n  validation = {validation}")


def noisy_rows(seed: int) -> list[tuple[float, float]]:
    """Eight rows around y = x, the first four of them too steep."""
    draw = random.Random(seed)
    xs = [round(draw.uniform(-2, 2), 1) for _ in range(8)]
    return [(x, round(x + (0.8 * x if i < 4 else 0.0) + draw.gauss(0, 0.6), 1)) for i, x in enumerate(xs)]


def steep_rows() -> list[tuple[float, float]]:
    """A fit without penalty is so wrong here that the penalty pays for itself."""
    return [
        (0.25, 2.5),
        (-0.25, -2.5),
        (0.1, 1.0),
        (-0.1, -1.0),
        (1.0, 1.0),
        (2.0, 2.0),
        (-1.0, -1.0),
        (-2.0, -2.0),
    ]


def mean_error(w: float, rows: Sequence[tuple[float, float]]) -> float:
    return losses.mean_squared_error([w * x for x, _ in rows], [y for _, y in rows])


def ridge(rows: Sequence[tuple[float, float]], strength: float) -> float:
    xs, ys = zip(*rows, strict=True)
    return table.dot(xs, ys) / (table.dot(xs, xs) + strength)
