"""Standardisation: columns of mean 0 and standard deviation 1, fitted on the training part alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

from ..rules.operands import is_list
from .csvfile import DataError
from .dataset import Dataset


@dataclass(frozen=True)
class Scaling:
    """Standardisation: (x - mean) / std of each column, and of the target if it is a number.

    Fit it on the training part only, so that nothing about the validation part leaks into training.  A column
    that never changes gets std 1.  Several targets have a mean and a std each, in lists.

    >>> small = Dataset([[1.0, 5.0], [3.0, 5.0]], [10.0, 30.0])
    >>> scaling = Scaling.of(small); scaling
    Scaling(means=[2.0, 5.0], stds=[1.0, 1.0], target_mean=20.0, target_std=10.0)
    >>> scaling(small).X, scaling(small).y, scaling.target(-1.0)
    ([[-1.0, 0.0], [1.0, 0.0]], [-1.0, 1.0], 10.0)
    """

    means: list[float]
    stds: list[float]
    target_mean: Any = 0.0
    target_std: Any = 1.0

    @classmethod
    def of(cls, data: Dataset) -> Scaling:
        """The scaling that standardises these rows."""
        if is_list(data.X[0][0]):
            raise DataError(
                "rows of rows have no columns to standardise; scale their numbers before they become a "
                "Dataset"
            )
        means, stds = zip(*map(_mean_and_std, zip(*data.X, strict=True)), strict=True)
        if data.classes:
            return cls([*means], [*stds])
        if not is_list(data.y[0]):
            return cls([*means], [*stds], *_mean_and_std(data.y))
        targets = zip(*map(_mean_and_std, zip(*data.y, strict=True)), strict=True)
        return cls([*means], [*stds], *map(list, targets))

    def row(self, x: Sequence[float]) -> list[float]:
        """One row, standardised."""
        if len(x) != len(self.means):
            raise DataError(f"a row has {len(self.means)} numbers here, but got {len(x)}: {list(x)!r:.100}")
        return _standardised(x, self.means, self.stds)

    def target(self, y: Any) -> Any:
        """A target in the units of the data, from a standardised one."""
        if is_list(y):
            return [a * s + m for a, s, m in zip(y, self.target_std, self.target_mean, strict=True)]
        return y * self.target_std + self.target_mean

    def __call__(self, data: Dataset) -> Dataset:
        """The data set with all columns standardised."""
        y = data.y if data.classes else [_standardised(y, self.target_mean, self.target_std) for y in data.y]
        return replace(data, X=[self.row(x) for x in data.X], y=y)


def _standardised(x: Any, mean: Any, std: Any) -> Any:
    return [*map(_standardised, x, mean, std)] if is_list(x) else (x - mean) / std


def _mean_and_std(column: Sequence[float]) -> tuple[float, float]:
    if min(column) == max(column):  # of three times 0.1 the mean is not 0.1, and the deviation not 0
        return float(column[0]), 1.0
    mean = fmean(column)
    return mean, math.hypot(*(x - mean for x in column)) / math.sqrt(len(column)) or 1.0
