from __future__ import annotations

from micrograd_like.learn.probes import You
from micrograd_like.learn.tallies import calls_of
from micrograd_like.rules import table


def check(you: You) -> None:
    """Each of the four against its own row of the rule table, the whole against the row of the sigmoid."""
    for x in (1.0, -0.5, 3.0):
        right = table.sigmoid.linearize(x)[1][0]
        you.slope_as_one(x).should_be(right)
        t, (d1,) = table.neg.linearize(x)
        u, (d2,) = table.exp.linearize(t)
        v, (d3, _) = table.add.linearize(u, 1.0)
        _, (d4,) = table.reciprocal.linearize(v)
        four = you.four_slopes(x)
        for k, (gate, d) in enumerate((("-x", d1), ("exp(t)", d2), ("u + 1", d3), ("1 / v", d4))):
            four.then(f"slope of {gate} at x = {x}", lambda answer, k=k: answer[k]).should_be(d)
        you.slope_as_four(x).should_be(right, within=1e-12)
    borrowed = you.slope_as_four.then(
        "calls of slope_as_one in {}(1.0)", lambda f: calls_of("slope_as_one", f, 1.0)
    )
    borrowed.should_be(
        0, because="slope_as_four finds the same slope without slope_as_one: it multiplies the four."
    )
