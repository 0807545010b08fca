"""What every network is: a Module, which finds its parameters in its attributes, and in lists, tuples, dicts and modules there.

>>> from micrograd_like import Value
>>> class Line(Module):
...     def __init__(self):
...         self.slope, self.offset = Value(2.0), Value(1.0)
...     def __call__(self, x):
...         return self.slope * x + self.offset
>>> [name for name, _ in Line().named_parameters()]
['slope', 'offset']
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, Self

from ..engine import Value
from . import saving


class Module:
    """Something with parameters: Values that training changes."""

    training = True  # set by train() and eval(): layers such as Dropout act only while training
    frozen = False  # set by freeze() and unfreeze(): whether its own parameters are left out of training

    def __init_subclass__(cls, **options: Any):
        super().__init_subclass__(**options)
        if "spec" in vars(cls):
            saving.KINDS[saving.name_of(cls)] = cls

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(list(self.named_parameters()))} parameters)"

    def __call__(self, x: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not say what it computes; define __call__")

    def parameters(self) -> list[Value]:
        """The Values that training changes, in the order of named_parameters(); frozen ones are left out."""
        found = list(_walk(self, "", self))
        held = {p for _, p, owner in found if owner.frozen}
        return list(dict.fromkeys(p for _, p, _ in found if p not in held))

    def named_parameters(self, prefix: str = "") -> Iterator[tuple[str, Value]]:
        """Each parameter, frozen or not, with its place, such as ``layers.0.neurons.3.w.1``."""
        seen: dict[Value, str] = {}
        for name, p, _ in _walk(self, prefix, self):
            if p not in seen:
                seen[p] = name
                yield name, p
        if len(set(seen.values())) < len(seen):
            names = list(seen.values())
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(
                f"two parameters of {type(self).__name__} are both called {twice!r}; give their keys other names"
            )

    def modules(self) -> Iterator[Module]:
        """This module and all inside it, each once."""
        return iter({id(m): m for m in _modules(self)}.values())

    def freeze(self) -> Self:
        """Leave all parameters inside out of training; gradients still flow through to what comes before.

        Freeze before building the optimiser, or give the optimiser the model itself.  A loaded model is not frozen: save() does not
        keep the flag, as PyTorch's does not; copies, pickles and the checkpoints of fit() do.

        >>> from micrograd_like.nn import MLP
        >>> model = MLP(2, [3, 1])
        >>> model.layers[0].freeze(); len(model.parameters()), len(list(model.named_parameters()))
        Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)]
        (4, 13)
        """
        return self._set("frozen", True)

    def unfreeze(self) -> Self:
        """Take all parameters inside back into training."""
        return self._set("frozen", False)

    def train(self) -> Self:
        """Let layers such as Dropout act as they do while training; so it is at first."""
        return self._set("training", True)

    def eval(self) -> Self:
        """Let layers such as Dropout act as they do when the network is used."""
        return self._set("training", False)

    def _set(self, name: str, value: bool) -> Self:
        for module in self.modules():
            setattr(module, name, value)
        return self

    def zero_grad(self) -> None:
        """Set the grad of every parameter to 0."""
        for _, p in self.named_parameters():
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
            raise KeyError(
                f"the state has {len(unknown)} parameters too many, such as {unknown[0]!r}; is it another model's?"
            )
        fresh = {name: Value(state[name]).data for name in own}
        for name, p in own.items():
            p.data = fresh[name]

    def spec(self) -> dict[str, Any]:
        """The arguments it was built with, as plain data, so that a saved one can be built again."""
        raise TypeError(f"a {type(self).__name__} does not say how it was built; give it a method spec()")

    @classmethod
    def build(cls, arguments: Mapping[str, Any]) -> Any:
        """A new one from what spec() gave."""
        return cls(**arguments)

    def save(self, path: str | os.PathLike, **extra: Any) -> None:
        """Write the model as JSON, whole or not at all; extra is kept beside it (see load_extra)."""
        saving.save(self, path, extra)

    @classmethod
    def load(cls, path: str | os.PathLike) -> Self:
        """The model that save() wrote.  Raises ValueError for a file of another kind."""
        return saving.load(cls, path)[0]

    @classmethod
    def load_extra(cls, path: str | os.PathLike) -> tuple[Self, dict[str, Any]]:
        """The model and what was saved beside it."""
        return saving.load(cls, path)


def _parts(thing: Any) -> Iterator[tuple[Any, Any]]:
    """What hangs on a module, list, tuple or dict, in the order in which it was set."""
    if isinstance(thing, Module):
        yield from vars(thing).items()
    elif isinstance(thing, Mapping):
        yield from thing.items()
    elif isinstance(thing, (list, tuple, deque)):
        yield from enumerate(thing)
    elif str(getattr(thing, "dtype", "")) == "object":  # an array of Values
        yield from enumerate(thing.tolist())


def _walk(
    thing: Any, name: str, owner: Module, above: frozenset[int] = frozenset()
) -> Iterator[tuple[str, Value, Module]]:
    """Every leaf Value inside, with its place and the innermost module that holds it."""
    if hasattr(type(thing), "rank"):  # a Value, or the Dual that stands in its place in forward mode
        if not getattr(thing, "parents", ()):
            yield name, thing, owner
        return
    if isinstance(thing, Module):
        owner, above = thing, _above(thing, above, name)
    for key, part in _parts(thing):
        yield from _walk(part, f"{name}.{key}" if name else str(key), owner, above)


def _modules(thing: Any, above: frozenset[int] = frozenset()) -> Iterator[Module]:
    """Every module inside, thing itself first."""
    if isinstance(thing, Module):
        above = _above(thing, above)
        yield thing
    for _, part in _parts(thing):
        yield from _modules(part, above)


def _above(module: Module, above: frozenset[int], name: str = "it") -> frozenset[int]:
    """The modules that what is inside this one is a part of; raises where a way leads back to one of them."""
    if id(module) in above:
        kind = type(module).__name__
        raise ValueError(
            f"{name} leads back to the {kind} it is part of; keep a way back as weakref.ref(module)"
        )
    return above | {id(module)}
