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

import json
import os
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .engine import Value
from .record import function_of
from .rules import RULES, table

ACTIVATIONS = ("relu", "tanh", "sigmoid", "leaky_relu", "elu", "selu", "gelu", "silu", "softplus", "softsign", "relu6")


class Module:
    """Something with parameters: Values that training changes."""

    def __call__(self, x: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not say what it computes; define __call__")

    def parameters(self) -> list[Value]:
        """The Values that training changes, in the order of named_parameters()."""
        return [p for _, p in self.named_parameters()]

    def named_parameters(self, prefix: str = "") -> Iterator[tuple[str, Value]]:
        """Each parameter with its place, such as ``layers.0.neurons.3.w.1``."""
        seen: set[Value] = set()
        for name, p in _named(self, prefix):
            if p not in seen:
                seen.add(p)
                yield name, p

    def zero_grad(self) -> None:
        """Set the grad of every parameter to 0."""
        for p in self.parameters():
            p.grad = 0.0

    def state_dict(self) -> dict[str, float]:
        """The numbers of all parameters by name: plain data, to save or to load into another model."""
        return {name: p.data for name, p in self.named_parameters()}

    def load_state_dict(self, state: Mapping[str, float]) -> None:
        """Take over the numbers; names must match exactly.  Nothing changes if one is missing, unknown or no number."""
        own = dict(self.named_parameters())
        if missing := [name for name in own if name not in state]:
            raise KeyError(
                f"the state lacks {len(missing)} of {len(own)} parameters, such as {missing[0]!r}; is it another model's?"
            )
        if unknown := [name for name in state if name not in own]:
            raise KeyError(f"the state has {len(unknown)} parameters too many, such as {unknown[0]!r}; is it another model's?")
        fresh = {name: Value(state[name]).data for name in own}
        for name, p in own.items():
            p.data = fresh[name]


def _named(thing: Any, name: str) -> Iterator[tuple[str, Value]]:
    """Walk attributes, lists, tuples and dicts for Values, in the order in which they were set."""
    if isinstance(thing, Value):
        if not thing.parents:
            yield name, thing
        return
    if isinstance(thing, Module):
        items: Any = vars(thing).items()
    elif isinstance(thing, Mapping):
        items = thing.items()
    elif isinstance(thing, (list, tuple)):
        items = enumerate(thing)
    else:
        return
    for key, part in items:
        yield from _named(part, f"{name}.{key}" if name else str(key))


class Neuron(Module):
    """activation(w . x + b), or w . x + b alone if nonlin is False.

    nin: how many inputs.  Weights are drawn from random.uniform(-1, 1), one after the other; the bias starts at 0.
    activation: the name of a primitive of one number.  x: nin numbers or Values; the result is one Value.
    """

    def __init__(self, nin: int, nonlin: bool = True, activation: str = "relu"):
        if activation not in RULES or len(RULES[activation].letters) != 1 or RULES[activation].lists:
            raise ValueError(f"there is no activation {activation!r}; choose one of {', '.join(ACTIVATIONS)}")
        self.w = [Value(random.uniform(-1, 1)) for _ in range(_size(nin, "inputs"))]
        self.b = Value(0)
        self.nonlin = nonlin
        self.activation = activation

    def __call__(self, x: Sequence) -> Value:
        if len(x) != len(self.w):
            raise _mismatch(self, len(self.w), x)
        z = function_of(table.affine)(self.w, x, self.b)
        return function_of(RULES[self.activation])(z) if self.nonlin else z

    def __repr__(self) -> str:
        name = {"relu": "ReLU"}.get(self.activation, self.activation.capitalize()) if self.nonlin else "Linear"
        return f"{name}Neuron({len(self.w)})"


class Layer(Module):
    """nout neurons that see the same nin inputs.  The result is a list of Values, or the Value itself if there is one."""

    def __init__(self, nin: int, nout: int, nonlin: bool = True, activation: str = "relu"):
        self.neurons = [Neuron(nin, nonlin, activation) for _ in range(_size(nout, "neurons"))]

    def __call__(self, x: Sequence) -> Any:
        x = as_values(x)
        out = [neuron(x) for neuron in self.neurons]
        return out[0] if len(out) == 1 else out

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(str(n) for n in self.neurons)}]"


class MLP(Module):
    """A multi-layer perceptron: layers of the given sizes, each with the activation but the last, which is linear.

    nin: how many inputs.  nouts: the size of each layer.  Called on nin numbers or Values, it gives a list of nouts[-1]
    Values, or the Value itself if there is one.

    >>> MLP(2, [16, 1])([0.1, 0.2, 0.3])
    Traceback (most recent call last):
    ValueError: MLP(2, [16, 1]) takes 2 inputs, but got 3: [0.1, 0.2, 0.3]; did you pass the label as well?
    """

    def __init__(self, nin: int, nouts: Sequence[int], activation: str = "relu"):
        nouts = list(nouts)
        if not nouts:
            raise ValueError(f"MLP({nin}, []) has no layers; give the size of each, as in MLP({nin}, [16, 1])")
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i != last, activation=activation) for i in range(len(nouts))]

    def __call__(self, x: Sequence) -> Any:
        x = as_values(x)
        if len(x) != len(self.layers[0].neurons[0].w):
            raise _mismatch(self, len(self.layers[0].neurons[0].w), x)
        for layer in self.layers:
            x = layer(x if isinstance(x, list) else [x])
        return x

    @property
    def sizes(self) -> list[int]:
        """The number of inputs, then the size of each layer."""
        return [len(self.layers[0].neurons[0].w), *(len(layer.neurons) for layer in self.layers)]

    def __repr__(self) -> str:
        return f"MLP of [{', '.join(str(layer) for layer in self.layers)}]"

    def save(self, path: str | os.PathLike, **extra: Any) -> None:
        """Write the model as JSON, whole or not at all; extra is kept beside it (see load_extra)."""
        first = self.layers[0].neurons[0]
        content = {"format": "micrograd_like MLP 1", "nin": self.sizes[0], "nouts": self.sizes[1:],
                   "activation": first.activation, "parameters": self.state_dict(), **extra}  # fmt: skip
        write_whole(path, json.dumps(content, indent=1))

    @classmethod
    def load(cls, path: str | os.PathLike) -> MLP:
        """The model that save() wrote.  Raises ValueError for a file of another kind."""
        return cls.load_extra(path)[0]

    @classmethod
    def load_extra(cls, path: str | os.PathLike) -> tuple[MLP, dict[str, Any]]:
        """The model and what was saved beside it."""
        try:
            content = json.loads(Path(path).read_text(encoding="utf-8"))
            if not isinstance(content, dict) or content.get("format") != "micrograd_like MLP 1":
                raise ValueError("it has another format")
            model = _undrawn(cls, content["nin"], content["nouts"], content["activation"])
            model.load_state_dict(content["parameters"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{os.fspath(path)!r} is no model saved by MLP.save(): {error}") from None
        known = {"format", "nin", "nouts", "activation", "parameters"}
        return model, {k: v for k, v in content.items() if k not in known}


def as_values(x: Sequence) -> list[Any]:
    """Plain numbers become Values, once, so that all neurons share them."""
    return [a if hasattr(type(a), "rank") else Value(a) for a in x]


def write_whole(path: str | os.PathLike, text: str) -> None:
    """Write a text file so that it is there whole or, after a full disk or a kill, as it was before."""
    path = Path(path)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", text=True)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _undrawn(cls: type[MLP], nin: int, nouts: Sequence[int], activation: str) -> MLP:
    """A model whose weights are about to be loaded: the caller's random numbers stay untouched."""
    state = random.getstate()
    try:
        return cls(nin, nouts, activation=activation)
    finally:
        random.setstate(state)


def _size(n: Any, what: str) -> int:
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise ValueError(f"expected a whole number of {what}, 1 or more, but got {n!r}")
    return n


def _mismatch(model: Any, expected: int, x: Sequence) -> ValueError:
    name = f"MLP({expected}, {model.sizes[1:]})" if isinstance(model, MLP) else repr(model)
    numbers = [float(a) if isinstance(a, Value) else a for a in x]
    shown = repr(numbers) if len(numbers) < 8 else f"[{', '.join(map(repr, numbers[:6]))}, ...]"
    hint = "; did you pass the label as well?" if len(x) == expected + 1 else f"; give {expected} numbers"
    return ValueError(f"{name} takes {expected} inputs, but got {len(x)}: {shown}{hint}")
