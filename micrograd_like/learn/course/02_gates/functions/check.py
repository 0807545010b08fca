from __future__ import annotations

from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Against the partials in the rule table, at numbers where operand and result differ."""
    for name, rule, points in (
        ("d_exp", table.exp, (0.5, -2.0, 3.0)),
        ("d_log", table.log, (0.5, 2.5, 10.0)),
        ("d_tanh", table.tanh, (0.5, -1.5, 2.0)),
        ("d_sigmoid", table.sigmoid, (0.5, -1.5, 4.0)),
        ("d_relu", table.relu, (0.5, -1.5, 4.0)),
    ):
        for x in points:
            z, partials = rule.linearize(x)
            getattr(you, name)(x, z).should_be(partials[0] or 0.0)
