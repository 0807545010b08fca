"""A scalar reverse-mode autodiff engine that you can read, see, trust, learn from and run fast.

>>> from micrograd_like import Value
>>> x = Value(2.0)
>>> y = x * x + 1 / x
>>> y.backward()
>>> y.data, x.grad
(4.5, 3.75)

Start with ``micrograd_like/engine.py``, then ``nn.py``, then ``rules/table.py``.
"""

from __future__ import annotations

import importlib
from typing import Any

from . import former_paths, nn
from .anomaly import AnomalyError, detect_anomaly
from .engine import Value, topological_order
from .recording import no_grad
from .rules import RULES as _RULES
from .rules import Rule, rule

__version__ = "0.1.0"
former_paths.install()

# Names that live further up are loaded when first asked for, so that importing the package stays quick.
_LAZY = {
    **dict.fromkeys(("least_squares", "loop", "optim", "problem", "schedules"), "training"),
    **dict.fromkeys(("losses", "regularizers"), "nn"),
    "assumptions": "matrix",
    **dict.fromkeys(("trace", "draw_dot", "draw"), "pictures"),
    **dict.fromkeys(("Dual", "grad", "value_and_grad", "jvp", "vjp", "jacfwd", "jacrev", "hessian", "hvp", "derivative",
                     "numerical_gradient", "custom", "checkpoint", "paths", "count_paths", "explain"), "modes"),
    **dict.fromkeys(("gradcheck", "check_grads", "race"), "comparing"),
    "backprop_steps": "steps",
    **dict.fromkeys(("compat", "data", "health", "matrix", "modes", "comparing", "pictures", "training", "learn", "compiler"), ""),
}  # fmt: skip
_SHADOWING = {"abs", "max", "min", "pow", "round"}  # left out of `import *`: they would hide Python's own
_FUNCTIONS = {name: row for name, row in _RULES.items() if name != "dot" and not row.internal}


def dot(ws: Any, xs: Any, bias: Any = 0) -> Any:
    """bias + ws[0]*xs[0] + ws[1]*xs[1] + ..., added from left to right, as one node.

    >>> dot([1.0, 2.0], [3.0, 4.0], bias=0.5)
    11.5
    """
    plain = not hasattr(type(bias), "rank") and bias == 0
    return _RULES["dot"](ws, xs) if plain else _RULES["affine"](ws, xs, bias)


def __getattr__(name: str) -> Any:
    if name in _FUNCTIONS:
        return _FUNCTIONS[name]
    if name in _LAZY:
        home = importlib.import_module(f"{__name__}.{_LAZY[name] or name}")
        if not _LAZY[name]:
            return home
        return (
            getattr(home, name) if hasattr(home, name) else importlib.import_module(f"{home.__name__}.{name}")
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY, *_FUNCTIONS} - {"annotations", "importlib", "Any"})


__all__ = [
    "AnomalyError",
    "Rule",
    "Value",
    "detect_anomaly",
    "dot",
    "nn",
    "no_grad",
    "rule",
    "topological_order",
]
__all__ += [
    name for name in [*_FUNCTIONS, *_LAZY] if name not in _SHADOWING and name not in ("compiler", "learn")
]
