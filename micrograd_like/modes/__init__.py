"""Four ways to differentiate the same function: numerically, symbolically, in forward mode and in reverse
mode.

A module is loaded when one of its names is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .. import former_paths

if TYPE_CHECKING:
    from .checkpointing import checkpoint
    from .custom_rules import Custom, custom
    from .dual import Dual
    from .explaining import Explanation, explain
    from .forward import jacfwd, jvp
    from .numeric import complex_step, numerical_gradient
    from .path_sum import Path, count_paths, paths
    from .reverse import grad, hessian, hvp, jacrev, value_and_grad, vjp
    from .symbolic import Expr, expression, variable
    from .taylor import derivative

_HOMES = {
    "numeric": ("complex_step", "numerical_gradient"),
    "symbolic": ("Expr", "expression", "variable"),
    "dual": ("Dual",),
    "forward": ("jacfwd", "jvp"),
    "reverse": ("grad", "hessian", "hvp", "jacrev", "value_and_grad", "vjp"),
    "checkpointing": ("checkpoint",),
    "custom_rules": ("Custom", "custom"),
    "explaining": ("Explanation", "explain"),
    "taylor": ("derivative",),
    "path_sum": ("Path", "count_paths", "paths"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Custom", "Dual", "Explanation", "Expr", "Path", "checkpoint", "complex_step", "count_paths", "custom",
    "derivative", "explain", "expression", "grad", "hessian", "hvp", "jacfwd", "jacrev", "jvp",
    "numerical_gradient", "paths", "value_and_grad", "variable", "vjp",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        return former_paths.attribute(__name__, name)  # which says so if there is none
    found = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    return found
