from __future__ import annotations

import math
from collections.abc import Iterator

from micrograd_like.learn.probes import You
from micrograd_like.rules import RULES, table


def check(you: You) -> None:
    """Closed forms for the error; derivatives from the rule table, some of them spoilt on purpose."""
    for a, n in ((2.0, 2.5), (-3.0, -4.0), (-5.0, 3.0), (1e-4, 2e-4), (0.0, 5.0), (0.0, 0.0)):
        you.relative_error(a, n).should_be(abs(a - n) / max(abs(a), abs(n), 5e-324))
    h = 0.125
    for a in (0.0, 12.0):  # the central difference of x³ at 2 is 12 + h²
        n = 12 + h * h
        found = you.gradcheck(cube, lambda x, a=a: a, 2.0, h)
        found.then(f"gradcheck of x³ at 2 against {a:g}", float).should_be((n - a) / n)
    spoilt = {
        "log": (table.log, lambda x: 1 / math.log(x)),
        "cube": (cube, lambda x: 3 * x),
        "sigmoid": (table.sigmoid, lambda x: 1.00001 * slope_of(table.sigmoid)(x)),
    }
    ops = {
        name: spoilt.get(name) or (RULES[name], slope_of(RULES[name]))
        for name in ("exp", "log", "tanh", "cube", "sigmoid", "sin")
    }
    sizes = {  # the first is right; the second has half of its slope
        "steep": (lambda x: 1e4 * x**3, lambda x: 3e4 * x**2),
        "tiny": (lambda x: 1e-7 * x**2, lambda x: 1e-7 * x),
    }
    few = {name: ops[name] for name in ("exp", "cube", "sigmoid")}
    for some, x, wrong in (
        (ops, 1.7, [*spoilt]),
        (ops, 0.3, [*spoilt]),
        (few, 1.0, ["sigmoid"]),
        (sizes, 1.7, ["tiny"]),
    ):
        found = you.find_wrong(some, x)
        found.then(f"wrong ones at {x} of {', '.join(some)}", in_order).should_be(
            wrong, because="3x is the derivative of x³ at x = 1, and nowhere else." if some is few else ""
        )


def in_order(names):
    """What goes through names one by one as a list; everything else stays what it is."""
    return list(names) if isinstance(names, Iterator) else names


def cube(x):
    return x**3


def slope_of(rule):
    return lambda x: rule.linearize(x)[1][0]
