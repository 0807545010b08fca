"""Neurons, layers and networks made of Values; what their outputs are judged by (``losses``,
``regularizers``).

Start with ``neurons.py``: Neuron, Layer, MLP.  ``layers.py`` has what stands between layers, ``module.py``
what all of them share, ``finding.py`` the walk that finds their parameters, ``saving.py`` the files they are
kept in.
"""

from typing import TYPE_CHECKING, NoReturn

from .layers import Dropout, MaxPool, Sequential, Softmax, as_values
from .module import Module
from .neurons import ACTIVATIONS, INITIALISERS, MLP, Layer, Neuron, primitive

__all__ = [
    "ACTIVATIONS",
    "INITIALISERS",
    "MLP",
    "Dropout",
    "Layer",
    "MaxPool",
    "Module",
    "Neuron",
    "Sequential",
    "Softmax",
    "as_values",
    "primitive",
]

PYTORCH_NAMES = {  # and what stands for them here
    "Linear": "Layer(nin, nout, nonlin=False)",
    "ReLU": "Layer(nin, nout), whose activation is relu",
    "Tanh": 'Layer(nin, nout, activation="tanh")',
    "Sigmoid": 'Layer(nin, nout, activation="sigmoid")',
    "Parameter": "Value",
    "MSELoss": "losses.mean_squared_error",
    "CrossEntropyLoss": "losses.cross_entropy",
    "BCELoss": "losses.binary_cross_entropy",
    "BCEWithLogitsLoss": "losses.binary_cross_entropy_with_logits",
}


if not TYPE_CHECKING:  # type checkers tell by themselves of names that are not there

    def __getattr__(name: str) -> NoReturn:
        told = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(f"{told}; write {PYTORCH_NAMES[name]}" if name in PYTORCH_NAMES else told)
