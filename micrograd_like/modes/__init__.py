"""Four ways to differentiate the same function: numerically, symbolically, in forward mode and in reverse mode."""

from .forward import Dual, derivative, jacfwd, jvp
from .paths import Path, count_paths, paths
from .reverse import grad, hessian, hvp, jacrev, value_and_grad, vjp
from .steps import Contribution, Step, backprop_steps

__all__ = ["Contribution", "Dual", "Path", "Step", "backprop_steps", "count_paths", "derivative", "grad", "hessian", "hvp", "jacfwd",
           "jacrev", "jvp", "paths", "value_and_grad", "vjp"]  # fmt: skip
