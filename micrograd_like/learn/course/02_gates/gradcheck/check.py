from __future__ import annotations

import math

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
    for x in (1.7, 0.3):
        you.find_wrong(ops, x).then(f"wrong ones of {', '.join(ops)} at {x}", in_order).should_be(
            list(spoilt)
        )


def in_order(names):
    """A list or tuple as it is; what has no order of its own stays what it is, and is wrong."""
    return names if isinstance(names, (list, tuple, set, frozenset)) else list(names)


def cube(x):
    return x**3


def slope_of(rule):
    return lambda x: rule.linearize(x)[1][0]
