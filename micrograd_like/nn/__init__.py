"""Neurons, layers and networks made of Values; what their outputs are judged by (``losses``,
``regularizers``).

Start with ``neurons.py``: Neuron, Layer, MLP.  ``layers.py`` has what stands between layers, ``module.py``
what all of them share, ``finding.py`` the walk that finds their parameters, ``saving.py`` the files they are
kept in.
"""

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
