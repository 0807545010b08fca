"""Four ways to differentiate the same function: numerically, symbolically, in forward mode and in reverse mode."""

from .paths import Path, count_paths, paths
from .steps import Contribution, Step, backprop_steps

__all__ = ["Contribution", "Path", "Step", "backprop_steps", "count_paths", "paths"]
