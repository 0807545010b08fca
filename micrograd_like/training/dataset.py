"""Rows of numbers with a target each, which split themselves, hand out mini-batches, and can be standardised.

>>> data = Dataset([[1.0], [2.0], [3.0], [4.0]], [2.0, 4.0, 6.0, 8.0])
>>> train, validation = data.split(validation=0.25, seed=1)
>>> len(train), validation.y, Scaling.of(train).means
(3, [8.0], [2.0])
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from statistics import fmean
from typing import Any

from ..rules.row import is_list
from .csvfile import DataError, as_text, spelled


@dataclass(frozen=True, repr=False)
class Dataset:
    """Rows and their targets.

    X: rows of numbers, all of one length.  y: a target for each row, either a number, or, where classes has the names of
    the classes, the index of one.  NumPy arrays become lists.  features: the names of the columns of X; x1, x2, ... if not given.
    """

    X: list[list[float]]
    y: list[Any]
    features: Sequence[str] = ()
    target: str = "y"
    classes: Sequence[str] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "X", [_as_list(row) for row in _as_list(self.X)])
        object.__setattr__(self, "y", _as_list(self.y))
        if len(self.X) != len(self.y) or not self.X:
            raise DataError(f"a data set needs one target for each row, but got {len(self.X)} rows and {len(self.y)} targets")
        if not hasattr(self.X[0], "__len__"):
            raise DataError(
                f"a data set needs rows of numbers, but row 0 is {self.X[0]!r}; for one feature write [{self.X[0]!r}]"
            )
        if not self.features:
            object.__setattr__(self, "features", [f"x{i}" for i in range(1, len(self.X[0]) + 1)])
        if odd := [i for i, row in enumerate(self.X) if len(row) != len(self.features)]:
            raise DataError(f"row {odd[0]} has {len(self.X[odd[0]])} numbers, but there are {len(self.features)} features")

    def __len__(self) -> int:
        return len(self.X)

    def __repr__(self) -> str:
        counts = [f"{name} {self.y.count(k)}" for k, name in enumerate(self.classes)]
        told = counts or [f"{min(self.y):g} to {max(self.y):g}"]
        return f"{len(self)} rows of {_shortened(self.features)}; target {self.target}: {_shortened(told)}"

    @property
    def signs(self) -> list[int]:
        """The two classes as -1 and 1, as the hinge loss takes them."""
        if len(self.classes) != 2:
            raise DataError(f"only two classes can be -1 and 1, but {self.target} has {len(self.classes)}")
        return [2 * k - 1 for k in self.y]

    @property
    def digest(self) -> str:
        """A fingerprint of all numbers in it."""
        return sha256(repr(_floats((self.X, self.y))).encode()).hexdigest()[:16]

    def take(self, indices: Sequence[int]) -> Dataset:
        """The rows at these places, in this order."""
        return replace(self, X=[self.X[i] for i in indices], y=[self.y[i] for i in indices])

    def split(self, validation: float = 0.2, seed: int = 0) -> tuple[Dataset, Dataset]:
        """A training part and a validation part, drawn by the seed; each class is shared out in proportion.

        validation: the share of the rows to validate on, between 0 and 1.
        """
        if not 0 < validation < 1:
            raise DataError(f"the validation share lies between 0 and 1, but got {validation}; 0.2 keeps a fifth of the rows")
        rng, chosen = Random(seed), []
        for k in range(len(self.classes)) or (None,):
            group = [i for i, y in enumerate(self.y) if k is None or y == k]
            rng.shuffle(group)
            chosen += group[: min(round(len(group) * validation), len(group) - 1)]
        if not chosen:
            raise DataError(
                f"a share of {validation} of {len(self)} rows leaves none to validate on; give a larger share, or 0 to train on all"
            )
        rest = set(chosen)
        return self.take([i for i in range(len(self)) if i not in rest]), self.take(sorted(chosen))

    def batches(self, size: int, rng: Random | None = None) -> Iterator[Dataset]:
        """Mini-batches of so many rows, the last one perhaps smaller; shuffled if rng is given."""
        order = list(range(len(self)))
        if rng:
            rng.shuffle(order)
        for start in range(0, len(order), size):
            yield self.take(order[start : start + size])

    def to_csv(self) -> str:
        """The text of a CSV file from which read_csv() gives the same numbers again."""
        told = [self.classes[y] if self.classes else spelled(y) for y in self.y]
        rows = [[*map(spelled, row), y] for row, y in zip(self.X, told, strict=True)]
        return as_text([[*self.features, self.target], *rows])


@dataclass(frozen=True)
class Scaling:
    """Standardisation: (x - mean) / std of each column, and of the target if it is a number.

    Fit it on the training part only, so that nothing about the validation part leaks into training.  A column that never
    changes gets std 1.

    >>> small = Dataset([[1.0, 5.0], [3.0, 5.0]], [10.0, 30.0])
    >>> scaling = Scaling.of(small); scaling
    Scaling(means=[2.0, 5.0], stds=[1.0, 1.0], target_mean=20.0, target_std=10.0)
    >>> scaling(small).X, scaling(small).y, scaling.target(-1.0)
    ([[-1.0, 0.0], [1.0, 0.0]], [-1.0, 1.0], 10.0)
    """

    means: list[float]
    stds: list[float]
    target_mean: float = 0.0
    target_std: float = 1.0

    @classmethod
    def of(cls, data: Dataset) -> Scaling:
        """The scaling that standardises these rows."""
        means, stds = zip(*map(_mean_and_std, zip(*data.X, strict=True)), strict=True)
        target = (0.0, 1.0) if data.classes else _mean_and_std(data.y)
        return cls([*means], [*stds], *target)

    def row(self, x: Sequence[float]) -> list[float]:
        """One row, standardised."""
        return [(a - m) / s for a, m, s in zip(x, self.means, self.stds, strict=True)]

    def target(self, y: float) -> float:
        """A target in the units of the data, from a standardised one."""
        return y * self.target_std + self.target_mean

    def __call__(self, data: Dataset) -> Dataset:
        """The data set with all columns standardised."""
        y = data.y if data.classes else [(y - self.target_mean) / self.target_std for y in data.y]
        return replace(data, X=[self.row(x) for x in data.X], y=y)


def _mean_and_std(column: Sequence[float]) -> tuple[float, float]:
    if min(column) == max(column):  # of three times 0.1 the mean is not 0.1, and the deviation not 0
        return float(column[0]), 1.0
    mean = fmean(column)
    return mean, math.hypot(*(x - mean for x in column)) / math.sqrt(len(column)) or 1.0


def _as_list(numbers: Any) -> Any:
    """A NumPy array as a list; lists and tuples as they are."""
    return numbers.tolist() if hasattr(numbers, "tolist") else numbers


def _floats(numbers: Any) -> Any:
    """The numbers as floats, in lists of the same shape: the same data whatever kinds of numbers and lists they came in."""
    return [_floats(x) for x in numbers] if is_list(numbers) else float(numbers)


def _shortened(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 6 else f"{', '.join(names[:5])}, ... ({len(names)} in all)"
