"""Four ways to differentiate the same function: numerically, symbolically, in forward mode and in reverse mode."""

from .check import check_grads, gradcheck
from .checkpoint import checkpoint
from .custom import Custom, custom
from .dual import Dual
from .explain import Explanation, explain
from .forward import derivative, jacfwd, jvp
from .numeric import complex_step, numerical_gradient
from .paths import Path, count_paths, paths
from .race import Race, race
from .reverse import grad, hessian, hvp, jacrev, value_and_grad, vjp
from .steps import Contribution, Step, backprop_steps
from .symbolic import Expr, expression, variable

__all__ = ["Contribution", "Custom", "Dual", "Explanation", "Expr", "Path", "Race", "Step", "backprop_steps", "check_grads", "checkpoint", "complex_step", "count_paths", "custom",
           "derivative", "explain", "expression", "grad", "gradcheck", "hessian", "hvp", "jacfwd", "jacrev", "jvp", "numerical_gradient",
           "paths", "race", "value_and_grad", "variable", "vjp"]  # fmt: skip
