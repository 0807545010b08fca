"""Rows of numbers with a target each, which split themselves and hand out mini-batches.

>>> data = Dataset([[1.0], [2.0], [3.0], [4.0]], [2.0, 4.0, 6.0, 8.0])
>>> train, validation = data.split(validation=0.25, seed=1)
>>> len(train), validation.y
(3, [8.0])
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from numbers import Integral
from random import Random
from typing import TYPE_CHECKING, Any, NoReturn

from ..missing import Missing
from ..rules.operands import is_list
from .csvfile import DataError, as_text, spelled


@dataclass(init=False, repr=False)
class Dataset:
    """Rows and their targets.

    X: rows of finite numbers, all of one length.  y: a target for each row: a number, a list of numbers for
    several outputs, or, where classes has the names of the classes, the index of one (see from_labels).
    NumPy arrays become lists.  features: the names of the columns of X; x1, x2, ... if not given.
    """

    X: list[list[float]]
    y: list[Any]
    features: Sequence[str]
    target: str
    classes: Sequence[str]

    def __init__(self, X: Any, y: Any, features: Sequence[str] = (), target: str = "y",  # noqa: N803
                 classes: Sequence[str] = ()):  # fmt: skip
        self.X = [_as_list(row) for row in _as_list(X)]
        self.y = [*map(alone, _as_list(y))]
        self.features, self.target, self.classes = features, target, classes
        self._check_shape()
        if not features:
            self.features = [f"x{i}" for i in range(1, len(self.X[0]) + 1)]
        for i, (row, told) in enumerate(zip(self.X, self.y, strict=True)):
            self._check_row(i, row, told)

    @classmethod
    def from_labels(cls, X: Any, labels: Iterable[Any], features: Sequence[str] = (), target: str = "y", *,  # noqa: N803
                    classes: Sequence[Any] = ()) -> Dataset:  # fmt: skip
        """A data set whose targets are the names of classes: text, numbers such as -1 and 1, whatever can
        be told apart.

        classes: all labels there may be, in the order in which they are counted; by default those there
        are, sorted.

        >>> small = Dataset.from_labels([[0.5], [1.5], [2.5]], ["no", "yes", "no"])
        >>> small.y, small.classes
        ([0, 1, 0], ['no', 'yes'])
        """
        found = [alone(_as_list(x)) for x in labels]
        if nan := [i for i, x in enumerate(found) if x != x]:  # noqa: PLR0124
            raise DataError(
                f"row {nan[0]} has the label {found[nan[0]]!r}; name what is unknown, or leave the row out"
            )
        try:
            kinds = list(classes) or sorted(set(found))
        except TypeError:  # of several types
            kinds = sorted(set(found), key=lambda label: (str(label), type(label).__name__))
        index, names = {name: k for k, name in enumerate(kinds)}, [str(name) for name in kinds]
        if len(set(names)) < len(names):
            raise DataError(f"two of the labels {kinds} are spelled alike; rename one")
        if unknown := [i for i, x in enumerate(found) if x not in index]:
            raise DataError(
                f"row {unknown[0]} has the label {found[unknown[0]]!r}, but the classes are "
                f"{', '.join(names)}; add it to them"
            )
        return cls(X, [index[x] for x in found], features, target, names)

    def _check_shape(self) -> None:
        """Raise unless there are rows, all of one length, with a target each."""
        n, m = len(self.X), len(self.y)
        if n != m or not n:
            raise DataError(f"a data set needs one target for each row, but got {n} rows and {m} targets")
        first = self.X[0]
        if not hasattr(first, "__len__"):
            advice = "did you swap X and y?" if is_list(self.y[0]) else f"for one feature write [{first!r}]"
            raise DataError(f"a data set needs rows of numbers, but row 0 is {first!r}; {advice}")
        width = len(self.features or first)
        if odd := [i for i, row in enumerate(self.X) if len(row) != width]:
            of = "is 1 feature" if width == 1 else f"are {width} features"
            raise DataError(f"row {odd[0]} has {len(self.X[odd[0]])} numbers, but there {of}")

    def _check_row(self, i: int, row: Sequence[Any], y: Any) -> None:
        """Raise unless all is a finite number, and the target of a class the index of one."""
        for name, x in zip(self.features, row, strict=True):
            if not _finite(x):
                cure = f"convert it, as in float({x!r})" if isinstance(x, str) else "correct it"
                raise DataError(
                    f"row {i} has {x!r} as {name}; a data set needs finite numbers: {cure}, or leave "
                    "the row out"
                )
        if self.classes:
            if y not in range(len(self.classes)):
                k = len(self.classes)
                raise DataError(
                    f"row {i} has the target {y!r}, but the {k} classes are known by their index, "
                    f"0 to {k - 1}; for labels use Dataset.from_labels"
                )
        elif is_list(y) != is_list(self.y[0]) or (is_list(y) and len(y) != len(self.y[0])):
            raise DataError(
                f"row {i} has the target {y!r}, but row 0 has {self.y[0]!r}; give as many numbers for each "
                f"row"
            )
        elif not _finite(y):
            hint = "; for labels use Dataset.from_labels" if isinstance(y, str) else ""
            raise DataError(f"row {i} has the target {y!r}; a data set needs finite numbers{hint}")

    @property
    def width(self) -> int:
        """How many numbers each target has."""
        return len(row_of(self.y[0]))

    def __len__(self) -> int:
        return len(self.X)

    if not TYPE_CHECKING:  # type checkers tell by themselves that there is no such thing

        def __getitem__(self, key: Any) -> NoReturn:
            """Raises: also where Python asks for one row after the other, as in ``X, y = dataset``."""
            raise TypeError(
                "a Dataset is neither unpacked nor indexed: its rows are dataset.X, its targets dataset.y, "
                "both in pairs zip(dataset.X, dataset.y), and dataset.take([0, 1]) has two of its rows"
            )

    def __repr__(self) -> str:
        counts = [f"{name} {self.y.count(k)}" for k, name in enumerate(self.classes)]
        told = counts or [f"{min(ys):g} to {max(ys):g}" for ys in zip(*map(row_of, self.y), strict=True)]
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
        part = copy(self)  # without looking at every number again
        part.X = [self.X[i] for i in indices]
        part.y = [self.y[i] for i in indices]
        return part

    def split(self, validation: float = 0.2, seed: int = 0) -> tuple[Dataset, Dataset]:
        """A training part and a validation part, drawn by the seed; each class is shared out in proportion.

        validation: the share of the rows to validate on, between 0 and 1.
        """
        if not 0 < validation < 1:
            raise DataError(
                f"the validation share lies between 0 and 1, but got {validation}; 0.2 keeps a fifth of the "
                f"rows"
            )
        rng, chosen = Random(seed), []
        for k in range(len(self.classes)) or (None,):
            group = [i for i, y in enumerate(self.y) if k is None or y == k]
            rng.shuffle(group)
            chosen += group[: min(round(len(group) * validation), len(group) - 1)]
        if not chosen:
            raise DataError(
                f"a share of {validation} of {len(self)} rows leaves none to validate on; give a larger "
                f"share, or 0 to train on all"
            )
        rest = set(chosen)
        return self.take([i for i in range(len(self)) if i not in rest]), self.take(sorted(chosen))

    def batches(self, size: int, rng: Random | None = None) -> Iterator[Dataset]:
        """Mini-batches of so many rows, the last one perhaps smaller; shuffled if rng is given."""
        if not isinstance(size, Integral) or size < 1:
            raise DataError(f"a mini-batch has 1 row or more, but got {size!r}")
        order = list(range(len(self)))
        if rng:
            rng.shuffle(order)
        for start in range(0, len(order), size):
            yield self.take(order[start : start + size])

    def to_csv(self) -> str:
        """The text of a CSV file from which read_csv() gives the same numbers again."""
        if is_list(self.X[0][0]):
            raise DataError("a CSV file has one number in each cell, but these rows hold lists")
        if is_list(self.y[0]):
            raise DataError(
                f"a CSV file has one column as target, but here are {len(self.y[0])} numbers for each row"
            )
        told = [self.classes[y] if self.classes else spelled(y) for y in self.y]
        rows = [[*map(spelled, row), y] for row, y in zip(self.X, told, strict=True)]
        return as_text([[*self.features, self.target], *rows])


for _name in ("X", "y", "features", "target", "classes"):  # where an __init__ forgets super().__init__()
    setattr(Dataset, _name, Missing(_name))


def _finite(x: Any) -> bool:
    """Whether it is a finite number, or a list of such."""
    if is_list(x):
        return all(map(_finite, x))
    try:
        return not isinstance(x, (str, bytes)) and math.isfinite(_number(x))
    except (TypeError, OverflowError):
        return False


def row_of(y: Any) -> Any:
    """A target as a list of numbers."""
    return y if is_list(y) else [y]


def alone(y: Any) -> Any:
    """What a list of one holds; anything else as it is."""
    return y[0] if is_list(y) and len(y) == 1 else y


def _as_list(numbers: Any) -> Any:
    """A NumPy array as a list; lists and tuples as they are."""
    return numbers.tolist() if hasattr(numbers, "tolist") else numbers


def _floats(numbers: Any) -> Any:
    """The numbers as floats, in lists of the same shape, whatever kinds of numbers and lists they came in."""
    return [_floats(x) for x in numbers] if is_list(numbers) else float(_number(numbers))


def _number(x: Any) -> Any:
    """The number of a Value, whose gradient is no business of a data set; anything else as it is."""
    return x.data if hasattr(type(x), "rank") else x


def _shortened(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 6 else f"{', '.join(names[:5])}, ... ({len(names)} in all)"
