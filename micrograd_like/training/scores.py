"""How good predictions are, and what a baseline gets: always the mean, or always the most frequent class.

A network that does no better than the baseline on rows it was not trained on has learnt nothing that helps
there, however small its training loss is.

>>> from micrograd_like.data import Dataset
>>> train, rest = Dataset([[0.0], [1.0], [2.0]], [1.0, 2.0, 6.0]), Dataset([[3.0], [4.0]], [2.0, 5.0])
>>> baseline = Baseline.of(train)
>>> baseline.told, str(baseline.score(rest))
('the mean, 3', 'root mean square error 1.581 y, R2 -0.111')
>>> score_of([2.5, 4.5], rest, ["y"]).beats(baseline.score(rest))
True
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, NamedTuple

from ..data.dataset import Dataset, row_of


class Error(NamedTuple):
    """How near predictions of one number are.

    size: the root mean square error.  name: of the number.  explained: R2, the share of the variance of these
    rows that is explained; None if they have none.
    """

    size: float
    name: str
    explained: float | None

    def __str__(self) -> str:
        text = f"root mean square error {self.size:.4g} {self.name}"
        return text if self.explained is None else f"{text}, R2 {self.explained:.3f}"


@dataclass(frozen=True)
class Score:
    """How good predictions for some rows are.  right: how many classes; errors: of each number predicted."""

    rows: int
    right: int | None
    errors: Sequence[Error] = ()

    @property
    def accuracy(self) -> str:
        """The share of rows told right, in percent."""
        return f"{(self.right or 0) / self.rows:.1%}".replace("%", " %")

    def __str__(self) -> str:
        if self.right is not None:
            return f"accuracy {self.accuracy} ({self.right} of {self.rows} rows)"
        return "; ".join(map(str, self.errors))

    def beats(self, other: Score) -> bool:
        """Whether it is better than another one of the same rows, or cannot be better.

        Of several numbers the mean counts, of the squares of the errors in units of the other's.
        """
        if self.right is not None:
            return self.right > (other.right or 0) or self.right == self.rows
        return fmean(map(_share, self.errors, other.errors)) < 1


def score_of(found: Sequence[Any], data: Dataset, names: Sequence[str]) -> Score:
    """The score of predictions for these rows.  names: of the numbers predicted."""
    if data.classes:
        return Score(len(data), sum(a == y for a, y in zip(found, data.y, strict=True)))
    columns = zip(
        zip(*map(row_of, found), strict=True), zip(*map(row_of, data.y), strict=True), names, strict=True
    )
    return Score(len(data), None, [_error(*column) for column in columns])


@dataclass(frozen=True)
class Baseline:
    """One prediction for all rows.  told: what it says, in words.  names: of the numbers it predicts."""

    says: Any
    told: str
    names: Sequence[str]

    @classmethod
    def of(cls, train: Dataset, names: Sequence[str] = ("y",)) -> Baseline:
        """The one that is best on these rows: the mean of the target, or the most frequent class."""
        if train.classes:
            most = max(range(len(train.classes)), key=train.y.count)
            return cls(most, f"the most frequent class, {train.classes[most]}", names)
        means = [fmean(column) for column in zip(*map(row_of, train.y), strict=True)]
        told = ", ".join(f"{mean:.4g}" for mean in means)
        if len(means) == 1:
            return cls(means[0], f"the mean, {told}", names)
        return cls(means, f"the means, {told}", names)

    def score(self, data: Dataset) -> Score:
        """How good it is on these rows."""
        return score_of([self.says] * len(data), data, self.names)


def _error(found: Sequence[float], truth: Sequence[float], name: str) -> Error:
    error = math.hypot(*(a - y for a, y in zip(found, truth, strict=True)))
    mean = fmean(truth)
    spread = math.hypot(*(y - mean for y in truth))
    return Error(error / math.sqrt(len(truth)), name, 1 - (error / spread) ** 2 if spread else None)


def _share(own: Error, other: Error) -> float:
    """The square of an error, in units of another; 0 for none."""
    if not own.size:
        return 0.0
    return (own.size / other.size) ** 2 if other.size else math.inf
