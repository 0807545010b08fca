"""Vectors and matrices as plain lists or NumPy arrays, with the same sums in the same order in both.

>>> product([[1, 2], [3, 4]], [10, 100]), transpose([[1, 2], [3, 4]])
([210.0, 430.0], [[1, 3], [2, 4]])
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..rules import table
from ..rules.operands import is_list


def hadamard(s: Any, t: Any) -> Any:
    """The product element by element of two vectors or matrices of the same shape.

    >>> hadamard([1, 2], [3, 4])
    [3, 8]
    """
    if len(s) != len(t):
        raise ValueError(
            f"the Hadamard product takes two of one shape, but got {len(s)} and {len(t)} elements"
        )
    if is_array(s) and is_array(t):
        if s.shape != t.shape:  # NumPy would stretch one of them
            raise ValueError(f"the Hadamard product takes two of one shape, but got {s.shape} and {t.shape}")
        return like(s, s) * like(t, t)
    if mixed := [(p, q) for p, q in zip(s, t, strict=True) if is_list(p) != is_list(q)]:
        raise ValueError(
            f"the Hadamard product takes two of one shape, but got {mixed[0][0]!r} for {mixed[0][1]!r}"
        )
    return [hadamard(p, q) if is_list(p) else p * q for p, q in zip(s, t, strict=True)]


def weighted_input(w: Any, a: Any, b: Any) -> Any:
    """w a + b, with b in every column: b first, then the products from left to right, on arrays as on lists.

    NumPy's own ``w @ a`` is faster on large matrices, but adds in an order of its own: its last bits, and
    where terms cancel far more than those, are not the scalar engine's.
    """
    if len(w[0]) != len(a):
        raise ValueError(
            f"a matrix of {len(w[0])} columns cannot be multiplied with {len(a)} numbers or rows; "
            "give as many"
        )
    if len(w) != len(b):
        raise ValueError(
            f"a matrix of {len(w)} rows gives as many sums, but got {len(b)} biases; give as many"
        )
    if is_array(w):
        a, b = like(w, a), like(w, b)
        if a.ndim == 1:
            terms = w.T * a[:, None]
            terms[0] += b
            return terms.cumsum(axis=0)[-1]  # unlike sum(), this adds one after the other
        z = outer(b, like(a, [1.0] * a.shape[1]))
        for k in range(len(a)):
            z += outer(w[:, k], a[k])
        return z
    columns = transpose(a) if is_list(a[0]) else [a]
    rows = [[table.affine(row, column, bias) for column in columns] for row, bias in zip(w, b, strict=True)]
    return rows if is_list(a[0]) else [row[0] for row in rows]


def product(w: Any, a: Any) -> Any:
    """The matrix product of w with a vector or matrix, added from left to right as in weighted_input."""
    return weighted_input(w, a, like(w, [0.0] * len(w)))


def transpose(w: Any) -> Any:
    """Rows become columns."""
    return w.T if is_array(w) else [list(column) for column in zip(*w, strict=True)]


def apply(sigma: Any, z: Any) -> Any:
    """sigma of every element."""
    return _map(lambda x: sigma.linearize(x)[0], z)


def slopes(sigma: Any, z: Any) -> Any:
    """sigma'(z) of every element, from the rule table; 0 where the rule sends nothing."""
    return _map(lambda x: sigma.linearize(x)[1][0] or 0.0, z)


def outer(column: Any, row: Any) -> Any:
    """Every product of a number of the column with one of the row; row may be a single number."""
    return column[:, None] * row if is_list(row) else column * row


def is_array(x: Any) -> bool:
    """Whether it is a NumPy array, told without importing NumPy."""
    return hasattr(x, "ndim")


def _map(f: Callable[[float], float], z: Any) -> Any:
    if is_array(z):
        return like(z, _map(f, z.tolist()))
    return [_map(f, x) if is_list(x) else f(float(x)) for x in z]


def like(a: Any, numbers: Any) -> Any:
    """The numbers, lists or an array, as a NumPy array of doubles if a is an array."""
    if not is_array(a):
        return numbers
    import numpy as np

    return np.asarray(numbers, dtype=float)
