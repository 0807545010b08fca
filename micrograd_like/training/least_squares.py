"""Linear regression in closed form, beside gradient descent on the same objective: one answer, by two roads.

Setting the gradient of mean (x·w + b - y)² + strength * |w|² to zero gives linear equations, the normal
equations (XᵀX + n * strength * I) w = Xᵀ y, so the best w is found at once.  That needs the inverse of XᵀX,
n_features x n_features (or what serves as well, elimination): n_features² numbers in memory and about
n_features³ operations, no inverse when a column repeats what the others say, and half the digits lost on the
way, because the condition number of XᵀX is that of X squared.  A network with an activation has no such
equations: its gradient is zero where nonlinear equations hold, in several places at once, and every new
network would need new ones.  Gradient descent needs none of this, only the slope.

>>> X, y = [[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0]
>>> solve(X, y)
Line(w=[2.0], b=1.0)
>>> line = descend(X, y, lr=0.2, steps=400); [round(line.w[0], 9), round(line.b, 9)]
[2.0, 1.0]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..collector import paused_collector
from ..data.dataset import alone
from ..engine import Value
from ..nn.losses import mean_squared_error
from ..rules import table
from ..rules.operands import is_list
from .optim import SGD


class Line(NamedTuple):
    """x·w + b; call it on an x."""

    w: list[float]
    b: float

    def __call__(self, x: Sequence[float]) -> float:
        return table.affine(self.w, x, self.b)


class SingularError(ValueError):
    """The normal equations have no single solution."""


def solve(rows: Sequence[Sequence[float]], targets: Sequence[float], strength: float = 0.0) -> Line:
    """The line with the smallest mean squared error + strength * |w|²; the bias is not penalised.

    Columns are centred first, which makes b the mean of y and leaves the equations for w alone.  Raises
    SingularError where no single w is best: fewer examples than unknowns, or a column that the others
    determine.  A strength above 0 helps, because XᵀX + n * strength * I has an inverse for any X, in doubles
    unless the strength is tiny beside the squares of X.

    >>> solve([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [1.0, 2.0, 3.0])
    Traceback (most recent call last):
    micrograd_like.training.least_squares.SingularError: XᵀX has no inverse: column 1 is determined by ...
    >>> solve([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [1.0, 2.0, 3.0], strength=0.1).w
    [0.19..., 0.38...]
    """
    targets = _flat(targets)
    n, k = _shape(rows, targets, strength)
    if n <= k and not strength:
        raise SingularError(
            f"{n} examples cannot determine {k} weights and a bias; give {k + 1} examples or more, or add l2 "
            "with strength > 0"
        )
    means = [_mean([row[j] for row in rows]) for j in range(k)]
    mean = _mean(targets)
    columns = [[row[j] - means[j] for row in rows] for j in range(k)]
    right = [t - mean for t in targets]
    gram = [
        [table.dot(p, q) + (n * strength if i == j else 0.0) for j, q in enumerate(columns)]
        for i, p in enumerate(columns)
    ]
    for j, column in enumerate(columns):
        if any(column) and not 1e-300 < gram[j][j] < math.inf:
            raise SingularError(
                f"the squares of column {j} leave the range of doubles; standardise the columns first, as "
                "data.Scaling does"
            )
    w = solve_positive(gram, [table.dot(p, right) for p in columns])
    return Line(w, mean - table.dot(w, means))


def _flat(targets: Sequence[Any]) -> Sequence[float]:
    """The targets as numbers; a column of lists of one is taken too."""
    if wide := [y for y in targets if is_list(y) and len(y) != 1]:
        raise ValueError(
            f"least squares here has one target for each row, but got {list(wide[0])}; solve for each of "
            "them in turn"
        )
    return [*map(alone, targets)]


def _mean(column: Sequence[float]) -> float:
    """The mean; of a column that never changes its number itself, so that what is centred is exactly 0."""
    return column[0] if min(column) == max(column) else table.total(column) / len(column)


def descend(
    rows: Sequence[Sequence[float]],
    targets: Sequence[float],
    strength: float = 0.0,
    lr: float = 0.1,
    steps: int = 1000,
) -> Line:
    """The same line by gradient descent from 0: the engine finds the slope, SGD walks down it.

    Raises ValueError if the steps are so long that it runs away.
    """
    targets = _flat(targets)
    _, k = _shape(rows, targets, strength)
    w, b = [Value(0.0) for _ in range(k)], Value(0.0)
    optimizer = SGD([*w, b], lr=lr)
    optimizer._looks = False  # where w and b are right already, every gradient is 0

    def loss_here() -> Value:
        return mean_squared_error([table.affine(w, x, b) for x in rows], targets) + strength * table.dot(w, w)

    start = loss_here().data
    for _ in range(steps):
        with paused_collector():
            optimizer.zero_grad()
            loss_here().backward()
            optimizer.step()
    if not (end := loss_here().data) <= start * (
        1 + 1e-9
    ):  # on a bowl like this, steps come nearer or run away
        raise ValueError(
            f"{steps} steps with lr={lr} ran away: the loss was {start:.4g} and is {end:.4g}; give a smaller "
            "lr"
        )
    return Line([p.data for p in w], b.data)


def solve_positive(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a symmetric system with positive eigenvalues, by elimination without exchange of rows.

    >>> solve_positive([[4.0, 2.0], [2.0, 3.0]], [8.0, 7.0])
    [1.25, 1.5]
    """
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    n = len(rows)
    for i in range(n):
        if (
            not rows[i][i] > 1e-13 * n * matrix[i][i]
        ):  # rounding leaves about 1e-16 of it where the exact pivot is 0
            raise SingularError(
                f"XᵀX has no inverse: column {i} is determined by the columns before it and the bias, so "
                "many solutions are equally good; "
                "leave it out, give more examples, or add l2 with strength > 0"
            )
        for j in range(i + 1, n):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [below - factor * above for below, above in zip(rows[j], rows[i], strict=True)]
    solution = [0.0] * n
    for i in reversed(range(n)):
        solution[i] = (rows[i][n] - table.dot(rows[i][i + 1 : n], solution[i + 1 :])) / rows[i][i]
    return solution


def _shape(rows: Sequence[Sequence[float]], targets: Sequence[float], strength: float) -> tuple[int, int]:
    """How many rows and columns there are, once they and the strength have been looked at."""
    if not len(rows) or len(rows) != len(targets):
        raise ValueError(
            f"least squares takes a target for each row, but got {len(targets)} for {len(rows)} rows"
        )
    if not strength >= 0:
        raise ValueError(
            f"the strength of a penalty is 0 or more, but got {strength}; below 0 there may be no smallest "
            "loss"
        )
    for i, (row, y) in enumerate(zip(rows, targets, strict=True)):
        if not is_list(row):
            raise ValueError(
                f"least squares takes rows of numbers, but row {i} is {row!r}; for one column write [{row!r}]"
            )
        if len(row) != len(rows[0]):
            raise ValueError(
                f"least squares takes rows of one length, but row {i} has {len(row)} numbers and row 0 "
                f"{len(rows[0])}"
            )
        if not all(map(math.isfinite, (*row, y))):
            raise ValueError(
                f"least squares takes finite numbers, but row {i} is {list(row)} with target {y}; leave it "
                "out"
            )
    return len(rows), len(rows[0])
