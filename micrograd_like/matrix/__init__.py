"""The same network in matrix form: feedforward, the Hadamard product, and BP1 to BP4.

``equations.py`` has the equations in the textbook's notation, ``arrays.py`` their products on lists and NumPy
arrays alike, ``assumptions.py`` the two assumptions that backpropagation makes about a cost.
"""

from . import assumptions
from .arrays import apply, hadamard, outer, product, slopes, transpose, weighted_input
from .equations import (
    Gradients,
    backprop,
    bp1,
    bp2,
    bp3,
    bp4,
    feedforward,
    nabla_a,
    parameters_of,
    through_layer,
)

__all__ = [
    "Gradients",
    "apply",
    "assumptions",
    "backprop",
    "bp1",
    "bp2",
    "bp3",
    "bp4",
    "feedforward",
    "hadamard",
    "nabla_a",
    "outer",
    "parameters_of",
    "product",
    "slopes",
    "through_layer",
    "transpose",
    "weighted_input",
]
