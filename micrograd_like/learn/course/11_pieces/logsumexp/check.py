from __future__ import annotations

from micrograd_like.learn.probes import You
from micrograd_like.nn import losses
from micrograd_like.rules import table


def check(you: You) -> None:
    """Against the rule table's logsumexp and softmax and losses.cross_entropy, which hold over all floats."""
    rows = (
        [0.0, 3.0, -2.0, 1.0],
        [1000.0, 1001.0],
        [-1000.0, -1000.5, -1002.0],
        [2000.0, 0.0, -2000.0],
        [0.0, 800.0],
        [1500.0, 1400.0],
        [0.5],
    )
    for logits in rows:
        you.logsumexp(logits).should_be(table.logsumexp(logits))
        you.softmax(logits).should_be(table.softmax(logits))
    for logits, label in ((rows[0], 3), (rows[1], 0), (rows[2], 2), (rows[3], 2)):
        you.loss(logits, label).should_be(losses.cross_entropy(logits, label))
    before, after = [1.0, -2.0, 0.5], [6.0, 3.0, 5.5]
    you.logsumexp_grows_by.should_be(
        table.logsumexp(after) - table.logsumexp(before),
        secret=True,
        because="exp(x + 5) is exp(5) times exp(x): take this factor out of the sum.",
    )
    grown = losses.cross_entropy(after, 0) - losses.cross_entropy(before, 0)
    you.loss_grows_by.should_be(
        grown,
        floor=1e-9,
        secret=True,
        because="The loss is logsumexp minus the right logit.  By how much does each of the two grow?",
    )
    you.of_1000_and_0.should_be(
        table.logsumexp([1000.0, 0.0]),
        secret=True,
        because="It is 1000 + log(1 + exp(-1000)).  How large is exp(-1000) beside 1?",
    )
