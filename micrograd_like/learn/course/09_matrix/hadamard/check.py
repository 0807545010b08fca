from __future__ import annotations

from collections.abc import Callable
from typing import Any

from micrograd_like import matrix
from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """Against matrix.hadamard; the diagonal by what its product with vectors must be."""
    for s, t in (([1.0, 2.0], [3.0, 4.0]), ([0.5, -1.5, 3.0], [2.0, 0.25, -4.0]), ([7.0], [3.0])):
        right = matrix.hadamard(s, t)
        you.hadamard(s, t).should_be(right)
        you.diagonal(s).then(f"{{}} times {t}", lambda d, t=t: matrix.product(d, t)).should_be(right)
    for s, t in (([1, 2, 3], [4, 5]), ([4, 5], [1, 2, 3])):
        refused = you.hadamard.then(f"hadamard({s}, {t})", lambda f, s=s, t=t: raised(f, s, t))
        refused.should_be("ValueError")


def raised(f: Callable[..., Any], *args: Any) -> Any:
    """The name of what f raises, or what it gives."""
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__
