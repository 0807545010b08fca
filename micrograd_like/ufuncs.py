"""NumPy's functions on Values: np.exp(v) is v.exp(), and arrays are taken element by element, into object
arrays.

Nothing here imports NumPy: it is loaded already when one of its functions meets a Value.
"""

from __future__ import annotations

import math
import operator
import sys
from collections.abc import Callable, Sequence
from typing import Any

from .rules import RULES, rank_of
from .rules.operands import held

ROWS = {
    "add": "add", "subtract": "sub", "multiply": "mul", "divide": "div", "true_divide": "div", "power": "pow",
    "float_power": "pow", "remainder": "mod", "fmod": "fmod", "floor_divide": "floordiv", "negative": "neg",
    "absolute": "abs", "fabs": "abs", "maximum": "max", "minimum": "min", "rint": "round", "arcsin": "asin",
    "arccos": "acos", "arctan": "atan", "arctan2": "atan2", "arcsinh": "asinh", "arccosh": "acosh",
    "arctanh": "atanh",
    **{name: name for name in (
        "sign", "square", "reciprocal", "sqrt", "cbrt", "exp", "exp2", "expm1", "log", "log2", "log10",
        "log1p",
        "sin",
        "cos", "tan", "sinh", "cosh", "tanh", "hypot", "logaddexp", "floor", "ceil", "trunc", "copysign")},
}  # fmt: skip


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """A comparison of the numbers that its operands hold."""
    return lambda x, y: bool(compare(held(x), held(y)))


def _same(x: Any, y: Any) -> bool:
    """Whether both are one Value; a number is none, and whoever compares with one is told."""
    number = held(y) if rank_of(x) else held(x)
    return (
        x is y
        if rank_of(x) and rank_of(y)
        else bool(x == float(number) if rank_of(x) else y == float(number))
    )


def _asked(question: Callable[[float], bool]) -> Callable[[Any], bool]:
    """A question about the number that a Value holds."""
    return lambda x: question(held(x))


COMPARISONS: dict[str, Callable] = {
    "isnan": _asked(math.isnan), "isinf": _asked(math.isinf), "isfinite": _asked(math.isfinite),
    "less": _compared(operator.lt), "less_equal": _compared(operator.le), "greater": _compared(operator.gt),
    "greater_equal": _compared(operator.ge), "equal": _same, "not_equal": lambda x, y: not _same(x, y),
}  # fmt: skip


def apply(ufunc: Any, how: str, inputs: Sequence, options: dict[str, Any]) -> Any:
    """What ``ufunc(*inputs)`` is where a Value is among the inputs; NotImplemented where no row has that
    name.
    """
    function: Any = RULES.get(ROWS.get(ufunc.__name__, "")) or COMPARISONS.get(ufunc.__name__)
    if ufunc.__name__ == "positive":
        function = operator.pos
    if function is None or how != "__call__" or set(options) - {"out"}:
        return NotImplemented
    result = elementwise(function, inputs)
    if "out" not in options:
        return result
    (out,) = options["out"]
    if out.dtype != object:
        raise TypeError(
            f"an array of {out.dtype} cannot hold Values; make it an object array: a.astype(object)"
        )
    out[...] = result
    return out


def elementwise(function: Callable, inputs: Sequence) -> Any:
    """The function of numbers on arrays of them; a number where all are numbers."""
    if not any(getattr(x, "shape", ()) for x in inputs):
        return function(*inputs)
    np = sys.modules["numpy"]
    arrays = []
    for x in inputs:
        array = np.empty(
            getattr(x, "shape", ()), object
        )  # a Value goes in whole, without being asked what it is
        array[...] = x
        arrays.append(array)
    found = np.frompyfunc(function, len(inputs), 1)(*arrays)
    return found.astype(bool) if function in COMPARISONS.values() else found
