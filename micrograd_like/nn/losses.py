"""Losses: how far the outputs of a network are from their targets, as one number to make small.

Each takes outputs and targets of one shape: a number and a number, or lists of them (one row for each
example).  It works on floats, Values and Duals alike, and stays exact where the textbook formula overflows.
reduction is "mean" (over all terms), "sum", or "none" for the terms themselves.

>>> from micrograd_like import Value
>>> scores = [Value(0.5), Value(-2.0)]
>>> loss = hinge(scores, [1, 1]); loss.data
1.75
>>> loss.backward(); [s.grad for s in scores]
[-0.5, -0.5]
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import Any

from ..rules import table
from ..rules.operands import is_list
from ..rules.picking import one_hot, pick
from .pairing import each, each_row, reduced
from .words import in_words

FAR = 1e300  # below the largest number by so much, exp gives 0

__all__ = ["binary_cross_entropy", "binary_cross_entropy_with_logits", "cross_entropy", "hinge", "huber",
           "mean_squared_error", "negative_log_likelihood", "quadratic"]  # fmt: skip


@in_words("max(0, 1 - y a)", latex=r"\max\left(0,\, 1 - y_i\, a_i\right)", each_output=True)
def hinge(scores: Any, targets: Any, reduction: str = "mean") -> Any:
    """max(0, 1 - y * score): 0 once a score is on the right side by a margin of 1; the "max-margin" loss.

    targets: -1 or 1.  Summed from left to right and multiplied by 1/n, as micrograd's demo does.

    >>> hinge([0.5, 3.0], [1, 0])
    Traceback (most recent call last):
    ValueError: hinge takes targets -1 and 1, but got 0; for labels 0 and 1 give 2*y - 1
    """

    def term(s: Any, y: Any) -> Any:
        if _plain(y) and y not in (-1, 1):
            raise ValueError(f"hinge takes targets -1 and 1, but got {y!r}; for labels 0 and 1 give 2*y - 1")
        return table.relu(1 + -y * s)

    return reduced(each(term, scores, targets, "hinge"), reduction)


@in_words("(a - y)²", latex=r"\left(a_i - y_i\right)^2", each_output=True)
def mean_squared_error(predictions: Any, targets: Any, reduction: str = "mean") -> Any:
    """(prediction - target)**2, averaged over all numbers, several outputs of an example included.

    >>> mean_squared_error([1.0, 2.0], [0.0, 4.0])
    2.5
    """
    return reduced(
        each(lambda p, y: table.square(p - y), predictions, targets, "mean_squared_error"), reduction
    )


@in_words("½ |y - a|²", latex=r"\tfrac{1}{2} \left\lVert y_i - a_i \right\rVert^2")
def quadratic(outputs: Any, targets: Any, reduction: str = "mean") -> Any:
    """The textbook's cost: C_x = |y - a|**2 / 2 for an example, and C = the mean of C_x over the examples.

    outputs: a list of rows, one for each example; a flat list is examples of one output each.  The half
    makes dC_x/da = a - y.

    >>> quadratic([[1.0, 2.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 1.0]], reduction="none")
    [2.5, 0.5]
    """

    def term(a: Any, y: Any) -> Any:
        if not is_list(a):
            return 0.5 * table.square(a - y)
        errors = each(lambda a_j, y_j: a_j - y_j, a, y, "quadratic")
        return 0.5 * table.dot(errors, errors)

    if not is_list(outputs) or not any(map(is_list, outputs := list(outputs))):
        return reduced(each(term, outputs, targets, "quadratic"), reduction)
    return reduced(each_row(term, outputs, targets, "quadratic"), reduction)


@in_words(
    "½ (a - y)² where |a - y| is up to δ, and δ (|a - y| - δ/2) beyond",
    latex=r"\begin{cases} \tfrac{1}{2} \left(a_i - y_i\right)^2 & \left|a_i - y_i\right| \le \delta \\ "
    r"\delta \left(\left|a_i - y_i\right| - \tfrac{\delta}{2}\right) & \text{otherwise} \end{cases}",
    each_output=True,
    letters={"delta": r"\delta"},
)
def huber(predictions: Any, targets: Any, delta: float = 1.0, reduction: str = "mean") -> Any:
    """error**2 / 2 up to delta and a straight line of slope delta beyond, so that outliers pull with a
    bounded force.

    With c = clamp(error, -delta, delta) it is c * (error - c/2) on both sides.  Clipping the error alone,
    c*c/2, has no gradient beyond delta: see health.clipped_loss.

    >>> huber([0.5, 10.0], [0.0, 0.0], reduction="none")
    [0.125, 9.5]
    """
    if isinstance(delta, str) or not delta > 0:
        raise ValueError(f"huber takes a delta above 0, where the line begins, but got {delta!r}")

    def term(p: Any, y: Any) -> Any:
        error = p - y
        c = table.clamp(error, -delta, delta)
        return c * (error - 0.5 * c)

    return reduced(each(term, predictions, targets, "huber"), reduction)


@in_words(
    "-log of the probability of y, which is sigmoid(a) for 1",
    latex=r"-\left(y_i \log \sigma(a_i) + (1 - y_i) \log\left(1 - \sigma(a_i)\right)\right)",
    each_output=True,
)
def binary_cross_entropy_with_logits(logits: Any, targets: Any, reduction: str = "mean") -> Any:
    """-log(probability of the target), where the probability of 1 is sigmoid(logit).

    targets: 0, 1 or a probability between.  Stable: -log(sigmoid(x)) = softplus(-x), -log(1 - sigmoid(x)) =
    softplus(x).

    >>> binary_cross_entropy_with_logits([100.0, -800.0], [1, 1], reduction="none")
    [3.720075976020836e-44, 800.0]
    """

    def term(x: Any, y: Any) -> Any:
        if _plain(y):
            _check_share(y)
            if y in (0, 1):
                return table.softplus(-x if y else x)
        return y * table.softplus(-x) + (1 - y) * table.softplus(x)

    return reduced(each(term, logits, targets, "binary_cross_entropy_with_logits"), reduction)


@in_words(
    "-log of the probability of y, which is a for 1",
    latex=r"-\left(y_i \log a_i + (1 - y_i) \log\left(1 - a_i\right)\right)",
    each_output=True,
)
def binary_cross_entropy(probabilities: Any, targets: Any, reduction: str = "mean") -> Any:
    """-(y log p + (1 - y) log(1 - p)): the textbook's cross-entropy, of outputs p that are probabilities,
    such as a sigmoid's.

    targets: 0, 1 or a probability between.  Its slope (p - y) / (p (1 - p)) cancels the p (1 - p) of a
    sigmoid before it, so that delta = a - y, and a neuron that is wrong learns fast however saturated it
    is.  In doubles only until the sigmoid rounds to 0 or 1: train with binary_cross_entropy_with_logits,
    which takes the numbers before the sigmoid.

    >>> from micrograd_like import Value
    >>> z = Value(8.0); a = z.sigmoid()
    >>> binary_cross_entropy(a, 0).backward(); abs(z.grad - a.data) < 1e-12
    True
    """

    def term(p: Any, y: Any) -> Any:
        if (share := _data(p)) < 0 or share > 1:  # nan goes on: a run that diverged says so itself
            raise ValueError(
                f"binary_cross_entropy takes probabilities from 0 to 1, but got {share}; "
                "for outputs of any size use binary_cross_entropy_with_logits"
            )
        if _plain(y):
            _check_share(y)
            if y in (0, 1):
                return -table.log(p) if y else -table.log1p(-p)
        return -(y * table.log(p) + (1 - y) * table.log1p(-p))

    return reduced(each(term, probabilities, targets, "binary_cross_entropy"), reduction)


@in_words(
    "-log of the probability of class y, by softmax(a)", latex=r"-\log \operatorname{softmax}(a_i)_{y_i}"
)
def cross_entropy(logit_rows: Any, classes: Any, reduction: str = "mean") -> Any:
    """-log(softmax(row)[k]), where k is the class of the row: a whole number from 0, or a list of
    probabilities.

    logit_rows: one row of logits, or a list of rows; classes: one class, or one for each row.  Computed as
    log(1 + sum of exp(x_j - x_k) over j != k) = softplus(logsumexp(the others) - x_k), which keeps its bits
    where the softmax is 1 up to rounding.  In a compiled function the class may be an input.

    >>> round(cross_entropy([0.0, 3.0, -2.0, 1.0], 3), 5)
    2.17552
    """

    def term(row: Sequence, k: Any) -> Any:
        if type(k) is not int and is_list(k):
            if len(k := list(k)) != len(row):
                raise ValueError(
                    f"cross_entropy takes a class, or {len(row)} probabilities for {len(row)} logits, but "
                    f"got {k}"
                )
            _check_probabilities(k)
            likely = [
                (p, x) for p, x in zip(k, table.log_softmax(row), strict=True) if not (_plain(p) and p == 0)
            ]
            return -table.dot(
                [p for p, _ in likely], [x for _, x in likely]
            )  # a class ruled out may have a logit of -inf
        if hasattr(type(k), "rank"):  # recorded: the others are all, with x_k so low that its exp is 0
            low = [x - FAR * share for x, share in zip(row, one_hot(k, len(row)), strict=True)]
            return table.softplus(table.logsumexp(low) - pick(row, k))
        k = _class(k, row)
        others = [x for j, x in enumerate(row) if j != k]
        if not others:
            raise ValueError(
                "cross_entropy takes two logits or more, but got 1; for one logit use "
                "binary_cross_entropy_with_logits"
            )
        return table.softplus(table.logsumexp(others) - row[k])

    return reduced(each_row(term, logit_rows, classes, "cross_entropy"), reduction)


@in_words("-a[y], where a are log probabilities", latex=r"-a_{i, y_i}")
def negative_log_likelihood(log_probability_rows: Any, classes: Any, reduction: str = "mean") -> Any:
    """-(log probability of the class): cross_entropy in two steps,
    ``negative_log_likelihood(log_softmax(row), k)``.

    >>> round(negative_log_likelihood(table.log_softmax([0.0, 3.0, -2.0, 1.0]), 3), 5)
    2.17552
    """

    def term(row: Sequence, k: Any) -> Any:
        picked = pick(row, k) if hasattr(type(k), "rank") else row[_class(k, row)]
        if (x := _data(picked)) > 1e-6:
            raise ValueError(
                f"negative_log_likelihood takes log probabilities, 0 or less, but got {x}; "
                "give it log_softmax(row), or use cross_entropy"
            )
        return -picked

    return reduced(each_row(term, log_probability_rows, classes, "negative_log_likelihood"), reduction)


def _check_probabilities(k: Sequence) -> None:
    if any(map(is_list, k)):
        raise ValueError(
            f"cross_entropy takes probabilities as numbers, but got {k[0]!r}; outputs come first, then "
            f"targets"
        )
    if all(map(_plain, k)) and not (min(k) > -1e-6 and abs(math.fsum(k) - 1) < 1e-3):
        raise ValueError(
            f"cross_entropy takes a class, or probabilities from 0 on that sum to 1, but got {list(k)}"
        )


def _check_share(y: Any) -> None:
    if not 0 <= y <= 1:
        raise ValueError(
            f"binary cross-entropy takes targets from 0 to 1, but got {y}; for -1 and 1 give (y + 1)/2"
        )


def _data(x: Any) -> float:
    """The number of a Value or a Dual, to be looked at; any other as a float."""
    return x.data if hasattr(type(x), "rank") else float(x)


def _plain(y: Any) -> bool:
    """Whether y is a number without a graph, so that it may be looked at."""
    return type(y) is int or type(y) is float or not hasattr(type(y), "rank")


def _class(k: Any, row: Sequence) -> int:
    try:
        number = operator.index(k)
    except TypeError:
        hint = f"use int({k!r})" if hasattr(k, "__float__") else "give the index of the class"
        raise TypeError(
            f"a class is a whole number from 0 to {len(row) - 1}, but got {k!r}; {hint}"
        ) from None
    if not 0 <= number < len(row):
        raise ValueError(
            f"there is no class {k} among {len(row)} outputs; classes count from 0 to {len(row) - 1}"
        )
    return number
