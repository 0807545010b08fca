"""The data sets that are bundled, and those read from a CSV file.

A Dataset splits itself into a training and a validation part, and hands out mini-batches.  A Scaling, fitted
on the training part alone, gives every column mean 0 and standard deviation 1.

>>> flowers = iris()
>>> flowers
150 rows of sepal_length, sepal_width, petal_length, petal_width;
target species: setosa 50, versicolor 50, virginica 50
>>> train, validation = flowers.split(validation=0.2, seed=0)
>>> scaling = Scaling.of(train)
>>> scaled = scaling(validation)
>>> len(train), len(scaled)
(120, 30)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .csvfile import DataError, Table, read_table, with_comma
from .dataset import Dataset
from .scaling import Scaling
from .toys import circles, linear, moons, spiral, xor, yin_yang

__all__ = ["DataError", "Dataset", "Scaling", "circles", "iris", "linear", "micrograd_moons", "moons",
           "read_csv", "spiral", "trees", "xor", "yin_yang"]  # fmt: skip
HERE = Path(__file__).parent


def read_csv(path: Any, target: str, kind: str = "auto", ignore: Sequence[str] | str = ()) -> Dataset:
    """The data set in a CSV file with a header line; all columns but the target and the ignored are features.

    kind: "classes" or "numbers" says what the target is.  "auto" finds out: text is classes, and so are whole
    numbers with at most 10 different values, each found twice or more on average; other numbers are numbers.
    Errors: DataError (a ValueError) names the file, the line and the column, and says what to do.
    """
    ignore = [ignore] if isinstance(ignore, str) else ignore
    table = read_table(path)
    table.need([target, *ignore])
    features = [name for name in table.columns if name != target and name not in ignore]
    if not features:
        raise DataError(
            f"{table.path} has no column to learn {target!r} from; it needs one beside the target"
        )
    X = table.features(features)
    y, classes = _target(table, target, kind)
    return Dataset(X, y, features, target, classes)


def iris() -> Dataset:
    """150 irises: length and width of sepals and petals in cm, and which of three species each one is.

    Source: R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936;
    measured by E. Anderson.  The 35th and 38th rows are as Fisher printed them (the copy in the UCI archive
    is not).
    """
    return read_csv(HERE / "iris.csv", "species")


def trees() -> Dataset:
    """31 felled black cherry trees: girth in inches, height in feet; the target is the volume of timber.

    In cubic feet.  Source: T. A. Ryan, B. L. Joiner and B. F. Ryan, The Minitab Student Handbook, 1976.
    """
    return read_csv(HERE / "trees.csv", "volume")


def micrograd_moons() -> Dataset:
    """The 100 points of two moons on which micrograd's demo trains; the classes are -1 and 1.

    Source: scikit-learn's make_moons(n_samples=100, noise=0.1) after numpy.random.seed(1337).
    """
    return read_csv(HERE / "moons.csv", "label")


BUILT_IN = {"moons": moons, "circles": circles, "spiral": spiral, "xor": xor, "yin-yang": yin_yang,
            "linear": linear, "iris": iris, "trees": trees}  # fmt: skip


def _target(table: Table, column: str, kind: str) -> tuple[list[Any], list[str]]:
    """The targets, and the names of the classes if they are classes."""
    if kind not in ("auto", "classes", "numbers"):
        raise DataError(f'there is no kind of target {kind!r}; choose "auto", "classes" or "numbers"')
    numeric = table.mostly_numbers(column)
    cure = "correct it" if numeric else 'correct it, or learn it as classes: --kind classes, kind="classes"'
    numbers = table.column(column, cure) if kind == "numbers" or (kind == "auto" and numeric) else None
    labels = table.labels(column)
    if numbers and len(set(numbers)) == 1 < len(set(labels)):
        spelled = " and ".join(sorted(set(labels))[:3])
        raise DataError(
            f"{table.path}, column {column!r}: all rows have the number {numbers[0]:g}, spelled {spelled}; "
            'if these are names, say so with kind="classes" (--kind classes)'
        )
    if len(set(numbers or labels)) == 1:
        rows = f"all {len(labels)} rows have" if len(labels) > 1 else "the only row has"
        raise DataError(
            f"{table.path}, column {column!r}: {rows} {labels[0]!r}, so there is nothing to tell apart; "
            "add rows with another one, or choose another target"
        )
    if numbers and not (kind == "auto" and _few_whole(numbers)):
        return numbers, []
    if numbers:
        labels = [str(int(x)) for x in numbers]
    names = sorted(set(labels), key=lambda name: (0, int(name), name) if numbers else (1, 0, name))
    if all(map(with_comma, names)):
        raise DataError(
            f"{table.path}, column {column!r}: write numbers such as {names[0]} with a point, "
            f"{names[0].replace(',', '.')}"
        )
    if len(names) == len(labels) > 2:
        raise DataError(
            f"{table.path}, column {column!r}: all {len(labels)} rows have different values, as names do; "
            "choose another target"
        )
    index = {name: k for k, name in enumerate(names)}
    return [index[label] for label in labels], names


def _few_whole(numbers: Sequence[float]) -> bool:
    kinds = set(numbers)
    return all(x == int(x) for x in kinds) and len(kinds) <= min(10, len(numbers) / 2)
