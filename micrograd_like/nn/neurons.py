"""Neurons, layers and networks, made of Values.

A neuron is a weighted sum, a bias and an activation; a layer is a list of neurons that see the same inputs; an MLP is a list
of layers, each fed by the one before.

>>> import random
>>> random.seed(1)
>>> model = MLP(2, [3, 1])
>>> model
MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(3)]]
>>> len(model.parameters())
13
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from operator import index
from typing import Any, SupportsIndex

from ..engine import Value
from ..files import write_whole
from ..operations import affine
from ..rules import RULES, bind
from .layers import Dropout, MaxPool, Sequential, Softmax, as_list, as_values
from .module import Module

__all__ = ["ACTIVATIONS", "INITIALISERS", "MLP", "Dropout", "Layer", "MaxPool", "Module", "Neuron", "Sequential", "Softmax",
           "as_values", "write_whole"]  # fmt: skip

ACTIVATIONS = (
    "relu",
    "tanh",
    "sigmoid",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "silu",
    "softplus",
    "softsign",
    "relu6",
)


def _uniform(nin: int, limit: float) -> list[float]:
    return [random.uniform(-limit, limit) for _ in range(nin)]


def _normal(nin: int, variance: float) -> list[float]:
    return [random.gauss(0.0, math.sqrt(variance)) for _ in range(nin)]


# From the numbers of inputs and outputs of a layer: the weights of one neuron and its bias.  "xavier" (for tanh), "he" (for
# relu) and "lecun" keep the variance of the signal even from layer to layer; the other two suit a handful of inputs.
INITIALISERS: dict[str, Callable[[int, int], tuple[list[float], float]]] = {
    "micrograd": lambda nin, nout: (_uniform(nin, 1.0), 0.0),
    "lecture": lambda nin, nout: (_uniform(nin, 1.0), random.uniform(-1, 1)),
    "xavier": lambda nin, nout: (_uniform(nin, math.sqrt(6 / (nin + nout))), 0.0),  # Glorot & Bengio 2010
    "he": lambda nin, nout: (_normal(nin, 2 / nin), 0.0),  # He et al. 2015
    "lecun": lambda nin, nout: (_normal(nin, 1 / nin), 0.0),  # LeCun et al. 1998
}


def primitive(activation: str) -> Any:
    """The row of the table for the activation of that name, with its own parameters as they are by default."""
    if (
        not isinstance(activation, str)
        or activation not in RULES
        or len(RULES[activation].letters) != 1
        or RULES[activation].lists
    ):
        raise ValueError(f"there is no activation {activation!r}; choose one of {', '.join(ACTIVATIONS)}")
    return bind(RULES[activation], *RULES[activation].params.values())


class Neuron(Module):
    """activation(w . x + b), or w . x + b alone if nonlin is False.

    nin: how many inputs.  Weights are drawn from random.uniform(-1, 1), one after the other; the bias starts at 0; init
    names another way to draw them, which may ask for nout, the number of neurons beside it.
    activation: the name of a primitive of one number.  x: nin numbers or Values; the result is one Value.
    """

    def __init__(
        self,
        nin: int,
        nonlin: bool = True,
        activation: str = "relu",
        *,
        init: str = "micrograd",
        nout: int = 1,
    ):
        primitive(activation)
        if init not in INITIALISERS:
            raise ValueError(f"there is no initialiser {init!r}; choose one of {', '.join(INITIALISERS)}")
        weights, bias = INITIALISERS[init](_size(nin, "inputs"), nout)
        self.w = [Value(w) for w in weights]
        self.b = Value(bias)
        self.nonlin = nonlin
        self.activation = activation

    def __call__(self, x: Sequence) -> Value:
        if type(x) is not list:
            x = as_values(x)
        if len(x) != len(self.w):
            raise _mismatch(self, len(self.w), x)
        z = affine(self.w, x, self.b)
        return getattr(z, self.activation)() if self.nonlin else z

    def __repr__(self) -> str:
        name = (
            {"relu": "ReLU"}.get(self.activation, self.activation.capitalize()) if self.nonlin else "Linear"
        )
        return f"{name}Neuron({len(self.w)})"

    def spec(self) -> dict[str, Any]:
        return {"nin": len(self.w), "nonlin": self.nonlin, "activation": self.activation}


class Layer(Module):
    """nout neurons that see the same nin inputs.  The result is a list of Values, or the Value itself if there is one."""

    def __init__(
        self, nin: int, nout: int, nonlin: bool = True, activation: str = "relu", *, init: str = "micrograd"
    ):
        self.neurons = [
            Neuron(nin, nonlin, activation, init=init, nout=nout) for _ in range(_size(nout, "neurons"))
        ]

    def __call__(self, x: Sequence) -> Any:
        x = as_values(x)
        out = [neuron(x) for neuron in self.neurons]
        return out[0] if len(out) == 1 else out

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(str(n) for n in self.neurons)}]"

    def spec(self) -> dict[str, Any]:
        return {"nout": len(self.neurons), **self.neurons[0].spec()}


class MLP(Module):
    """A multi-layer perceptron: layers of the given sizes, each with the activation but the last, which is linear.

    nin: how many inputs.  nouts: the size of each layer, or of the only one.  Called on nin numbers or Values, it gives a list
    of nouts[-1] Values, or the Value itself if there is one.  dropout: the probability p of Dropout after each hidden layer.
    seed: of what dropout leaves out, not of the weights: those are drawn from Python's random, so call random.seed(0) before.

    >>> MLP(2, [16, 1])([0.1, 0.2, 0.3])
    Traceback (most recent call last):
    ValueError: MLP(2, [16, 1]) takes 2 inputs, but got 3: [0.1, 0.2, 0.3]; did you pass the label as well?
    """

    def __init__(self, nin: int, nouts: Sequence[int] | int, activation: str = "relu", *, init: str = "micrograd",
                 dropout: float = 0.0, seed: int | None = None):  # fmt: skip
        nouts = [nouts] if isinstance(nouts, SupportsIndex) else list(nouts)
        if not nouts:
            raise ValueError(
                f"MLP({nin}, []) has no layers; give the size of each, as in MLP({nin}, [16, 1])"
            )
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.init = init  # a run that began with another one is another run
        self.layers = [
            Layer(sizes[i], sizes[i + 1], nonlin=i != last, activation=activation, init=init)
            for i in range(len(nouts))
        ]
        self.dropouts = (
            [Dropout(dropout, None if seed is None else seed + i) for i in range(last)] if dropout else []
        )

    def __call__(self, x: Sequence) -> Any:
        x = as_values(x)
        if len(x) != len(self.layers[0].neurons[0].w):
            raise _mismatch(self, len(self.layers[0].neurons[0].w), x)
        for i, layer in enumerate(self.layers):
            x = layer(as_list(x))
            if i < len(self.dropouts):
                x = self.dropouts[i](as_list(x))
        return x

    @property
    def sizes(self) -> list[int]:
        """The number of inputs, then the size of each layer."""
        return [len(self.layers[0].neurons[0].w), *(len(layer.neurons) for layer in self.layers)]

    def __repr__(self) -> str:
        dropped = f" with {self.dropouts[0]}" if self.dropouts else ""
        return f"MLP of [{', '.join(str(layer) for layer in self.layers)}]{dropped}"

    def spec(self) -> dict[str, Any]:
        p = self.dropouts[0].p if self.dropouts else 0.0
        return {
            "nin": self.sizes[0],
            "nouts": self.sizes[1:],
            "activation": self.layers[0].neurons[0].activation,
            "dropout": p,
        }


def _size(n: Any, what: str) -> int:
    if isinstance(n, bool) or not isinstance(n, SupportsIndex) or (size := index(n)) < 1:
        raise ValueError(f"expected a whole number of {what}, 1 or more, but got {n!r}")
    return size


def _mismatch(model: Any, expected: int, x: Sequence) -> ValueError:
    name = f"MLP({expected}, {model.sizes[1:]})" if isinstance(model, MLP) else repr(model)
    numbers = [float(a) if isinstance(a, Value) else a for a in x]
    shown = repr(numbers) if len(numbers) < 8 else f"[{', '.join(map(repr, numbers[:6]))}, ...]"
    hint = "; did you pass the label as well?" if len(x) == expected + 1 else f"; give {expected} numbers"
    return ValueError(f"{name} takes {expected} inputs, but got {len(x)}: {shown}{hint}")
