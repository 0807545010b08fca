"""Four ways to differentiate the same function: numerically, symbolically, in forward mode and in reverse mode."""

from .check import check_grads, gradcheck
from .forward import Dual, derivative, jacfwd, jvp
from .numeric import complex_step, numerical_gradient
from .paths import Path, count_paths, paths
from .race import Race, race
from .reverse import grad, hessian, hvp, jacrev, value_and_grad, vjp
from .steps import Contribution, Step, backprop_steps
from .symbolic import Expr, expression, variable

__all__ = ["Contribution", "Dual", "Expr", "Path", "Race", "Step", "backprop_steps", "check_grads", "complex_step", "count_paths",
           "derivative", "expression", "grad", "gradcheck", "hessian", "hvp", "jacfwd", "jacrev", "jvp", "numerical_gradient",
           "paths", "race", "value_and_grad", "variable", "vjp"]  # fmt: skip
