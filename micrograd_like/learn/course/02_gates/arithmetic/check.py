from __future__ import annotations

from micrograd_like.learn.probes import You
from micrograd_like.rules import RULES, bind, table


def check(you: You) -> None:
    """Against the partials in the rule table."""
    points = ((3.0, -2.0), (0.5, 4.0), (-1.5, -0.25))
    for name, rule in (
        ("d_add", table.add),
        ("d_sub", table.sub),
        ("d_mul", table.mul),
        ("d_div", table.div),
    ):
        for x, y in points:
            getattr(you, name)(x, y).should_be(rule.linearize(x, y)[1])
    for x in (3.0, -0.5):
        you.d_neg(x).should_be(table.neg.linearize(x)[1][0])
    for x, n in ((3.0, 2), (-1.5, 3), (4.0, 0.5), (2.0, -1)):
        you.d_pow(x, n).should_be(bind(RULES["powc"], float(n)).linearize(x)[1][0])
