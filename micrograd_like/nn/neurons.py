"""Neurons, layers and networks, made of Values.

A neuron is a weighted sum, a bias and an activation; a layer is a list of neurons that see the same inputs;
an MLP is a list of layers, each fed by the one before.

>>> import random
>>> random.seed(1)
>>> model = MLP(2, [3, 1])
>>> model
MLP of [3 x ReLUNeuron(2), LinearNeuron(3)]
>>> len(model.parameters())
13
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import index
from typing import Any, SupportsIndex

from ..engine import Value
from ..native import affine, core
from ..rules import RULES, bind
from .layers import Dropout, as_list, as_values
from .module import Module
from .outline import counted, in_a_line

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


# From the numbers of inputs and outputs of a layer: the weights of one neuron and its bias.  "xavier" (for
# tanh), "he" (for relu) and "lecun" keep the variance of the signal even from layer to layer; the other two
# suit a handful of inputs.
INITIALISERS: dict[str, Callable[[int, int], tuple[list[float], float]]] = {
    "micrograd": lambda nin, nout: (_uniform(nin, 1.0), 0.0),
    "lecture": lambda nin, nout: (_uniform(nin, 1.0), random.uniform(-1, 1)),
    "xavier": lambda nin, nout: (_uniform(nin, math.sqrt(6 / (nin + nout))), 0.0),  # Glorot & Bengio 2010
    "he": lambda nin, nout: (_normal(nin, 2 / nin), 0.0),  # He et al. 2015
    "lecun": lambda nin, nout: (_normal(nin, 1 / nin), 0.0),  # LeCun et al. 1998
}


def primitive(activation: str) -> Any:
    """The row of the table for the activation of that name, its static parameters as by default."""
    row = RULES.get(activation) if isinstance(activation, str) else None
    if row is None or len(row.letters) != 1 or row.lists or None in row.params.values():
        advice, name = f"choose one of {', '.join(ACTIVATIONS)}", getattr(activation, "name", None)
        if name in RULES:
            advice = f"give its name, {name!r}"
        if isinstance(activation, SupportsIndex):
            advice = "the sizes of layers stand in a list, as in MLP(2, [16, 1])"
        raise ValueError(f"there is no activation {activation!r}; {advice}")
    return bind(row, *row.params.values())


class Neuron(Module):
    """activation(w . x + b), or w . x + b alone if nonlin is False.

    nin: how many inputs.  Weights are drawn from random.uniform(-1, 1), one after the other; the bias starts
    at 0; init names another way to draw them, which may ask for nout, the number of neurons beside it.
    activation: the name of a primitive of one number.  Called on nin numbers or Values, it gives one Value.

    Raises ValueError for sizes below 1, names that are not known, and another number of inputs than nin.
    """

    w: list[Value]  # nin weights
    b: Value  # the bias
    nonlin: bool = True
    activation: str = "relu"

    def __init__(self, nin: SupportsIndex, nonlin: bool = True, activation: str = "relu", *,
                 init: str = "micrograd", nout: int = 1):  # fmt: skip
        primitive(activation)
        if init not in INITIALISERS:
            raise ValueError(f"there is no initializer {init!r}; choose one of {', '.join(INITIALISERS)}")
        weights, bias = INITIALISERS[init](_size(nin, "inputs"), nout)
        self.w = [Value(w) for w in weights]
        self.b = Value(bias)
        self.nonlin = nonlin
        self.activation = activation

    def __call__(self, x: Any, *more: Any) -> Value:
        if more:
            raise _one_by_one(self, x, more)
        if type(x) is not list:
            x = as_values(x)
        if len(x) != len(self.w):
            raise _mismatch(self, len(self.w), x)
        z = affine(self.w, x, self.b)
        return _activate(z, self.activation) if self.nonlin else z

    def __repr__(self) -> str:
        name = {"relu": "ReLU"}.get(self.activation, self.activation.capitalize())
        return f"{name if self.nonlin else 'Linear'}Neuron({len(self.w)})"

    def spec(self) -> dict[str, Any]:
        return {"nin": len(self.w), "nonlin": self.nonlin, "activation": self.activation}

    @classmethod
    def size_of(cls, spec: Mapping[str, Any]) -> int:
        return spec["nin"] + 1


class Layer(Module):
    """nout neurons that see the same nin inputs.

    Called on nin numbers or Values, it gives a list of nout Values, or the Value itself if there is one.
    nonlin, activation, init: as of a Neuron, which raises the same errors.
    """

    neurons: list[Neuron]

    def __init__(self, nin: SupportsIndex, nout: SupportsIndex, nonlin: bool = True, activation: str = "relu",
                 *, init: str = "micrograd"):  # fmt: skip
        size = _size(nout, "neurons")
        self.neurons = [Neuron(nin, nonlin, activation, init=init, nout=size) for _ in range(size)]

    def __call__(self, x: Any, *more: Any) -> Any:
        if more:
            raise _one_by_one(self, x, more)
        x = as_values(x)
        if (
            core
            and type(self.neurons) is list
            and (Neuron.__call__, Value.relu, affine, _activate) == AS_WRITTEN
        ):
            out = core.layer(self.neurons, x, Neuron, _activate)
        else:
            out = [n(x) for n in self.neurons]
        return out[0] if len(out) == 1 else out

    def __repr__(self) -> str:
        return in_a_line("Layer", self.neurons)

    def _in_short(self) -> str:
        alike = len({*map(repr, self.neurons)}) == 1
        return counted(map(repr, self.neurons)) if alike else super()._in_short()

    def spec(self) -> dict[str, Any]:
        return {"nout": len(self.neurons), **self.neurons[0].spec()}

    @classmethod
    def size_of(cls, spec: Mapping[str, Any]) -> int:
        return (spec["nin"] + 1) * spec["nout"]


class MLP(Module):
    """A multi-layer perceptron: layers of the given sizes, each with the activation, but the last is linear.

    nin: how many inputs.  nouts: the size of each layer, or of the only one.  Called on nin numbers or
    Values, it gives a list of nouts[-1] Values, or the Value itself if there is one.  dropout: the
    probability p of Dropout after each hidden layer.  seed: of what dropout leaves out, not of the weights:
    those are drawn from Python's random, so call random.seed(0) before.  Raises ValueError where a Neuron
    does, and if nouts is empty.

    >>> MLP(2, [16, 1])([0.1, 0.2, 0.3])
    Traceback (most recent call last):
    ValueError: MLP(2, [16, 1]) takes 2 inputs, but got 3: [0.1, 0.2, 0.3]; did you pass the label as well?
    """

    layers: list[Layer]
    dropouts: Sequence[Dropout] = ()  # one after each hidden layer, or none
    init: str = "micrograd"  # kept because a run that began with another one is another run

    def __init__(self, nin: SupportsIndex, nouts: Sequence[SupportsIndex] | SupportsIndex,
                 activation: str = "relu", *, init: str = "micrograd", dropout: float = 0.0,
                 seed: int | None = None):  # fmt: skip
        sizes = [nin, *([nouts] if isinstance(nouts, SupportsIndex) else nouts)]
        if len(sizes) == 1:
            raise ValueError(
                f"MLP({nin}, []) has no layers; give the size of each, as in MLP({nin}, [16, 1])"
            )
        last = len(sizes) - 2
        self.init = init
        self.layers = [
            Layer(nin, nout, nonlin=i != last, activation=activation, init=init)
            for i, (nin, nout) in enumerate(pairwise(sizes))
        ]
        seeds = [None if seed is None else seed + i for i in range(last)]
        self.dropouts = [Dropout(dropout, each) for each in seeds] if dropout else []

    def __call__(self, x: Any, *more: Any) -> Any:
        if more:
            raise _one_by_one(self, x, more)
        x = as_values(x)
        expected = _inputs(self)
        if len(x) != (expected or len(x)):
            raise _mismatch(self, expected, x)
        dropouts = self.dropouts
        for i, layer in enumerate(self.layers):
            x = layer(x if type(x) is list else as_list(x))
            if i < len(dropouts):
                x = dropouts[i](as_list(x))
        return x

    @property
    def sizes(self) -> list[int]:
        """The number of inputs, then the size of each layer."""
        return [len(self.layers[0].neurons[0].w), *(len(layer.neurons) for layer in self.layers)]

    def __repr__(self) -> str:
        dropped = f" with {self.dropouts[0]}" if self.dropouts else ""
        return in_a_line("MLP", self.layers, dropped)

    def spec(self) -> dict[str, Any]:
        p = self.dropouts[0].p if self.dropouts else 0.0
        sizes, activation = self.sizes, self.layers[0].neurons[0].activation
        return {"nin": sizes[0], "nouts": sizes[1:], "activation": activation, "dropout": p}

    @classmethod
    def size_of(cls, spec: Mapping[str, Any]) -> int:
        nouts = spec["nouts"] if isinstance(spec["nouts"], list) else [spec["nouts"]]
        return sum((nin + 1) * nout for nin, nout in pairwise([spec["nin"], *nouts]))


def _activate(z: Any, activation: str) -> Any:
    method = getattr(z, activation, None)  # quicker than the row, which sorts its arguments first
    return method() if method else RULES[activation](z)  # a row that only serves other rows is no method


def _size(n: Any, what: str) -> int:
    if isinstance(n, bool) or not isinstance(n, SupportsIndex) or (size := index(n)) < 1:
        raise ValueError(f"expected a whole number of {what}, 1 or more, but got {n!r}")
    return size


def _inputs(model: MLP) -> int:
    """How many inputs an MLP takes; 0 if its first layer is of another make, which has to tell by itself."""
    first = model.layers[0]
    neuron = first.neurons[0] if isinstance(first, Layer) else None
    return len(neuron.w) if isinstance(neuron, Neuron) else 0


def _one_by_one(model: Any, x: Any, more: tuple) -> TypeError:
    """The error for inputs that were not given in one list."""
    given = ", ".join(str(getattr(a, "data", a)) for a in (x, *more))
    return TypeError(
        f"a {type(model).__name__} takes its inputs in one list, but got {1 + len(more)} arguments; "
        f"write model([{given}])"
    )


def _mismatch(model: Any, expected: int, x: Sequence) -> ValueError:
    ours = isinstance(model, MLP) and all(isinstance(layer, Layer) for layer in model.layers)
    name = f"MLP({expected}, {model.sizes[1:]})" if ours else repr(model)
    numbers = [a.data if isinstance(a, Value) else a for a in x]
    shown = repr(numbers) if len(numbers) < 8 else f"[{', '.join(map(repr, numbers[:6]))}, ...]"
    hint = "; did you pass the label as well?" if len(x) == expected + 1 else f"; give {expected} numbers"
    if any(isinstance(a, Value) and a.parents for a in x):
        hint = f"; they are the results of a layer before, which has to have {expected} neurons"
    return ValueError(f"{name} takes {expected} inputs, but got {len(x)}: {shown}{hint}")


AS_WRITTEN = (Neuron.__call__, Value.relu, affine, _activate)  # whoever puts others in their place is heard
