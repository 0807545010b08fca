"""Optimisers: how the gradient of each parameter becomes its next value.

An optimiser is one function, ``update(p, g, state, lr, t)``: the new parameter and the numbers remembered for it, from the old
ones and the gradient.  It is written on numbers of any type; ``step()`` applies it to every parameter in place.

>>> from micrograd_like import Value
>>> x = Value(3.0)
>>> optimizer = SGD([x], lr=0.1)
>>> for _ in range(100):
...     optimizer.zero_grad()
...     ((x - 1) ** 2).backward()
...     optimizer.step()
>>> round(x.data, 6)
1.0
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..engine import Value
from ..nn import Module

__all__ = ["SGD", "Optimizer"]


class Optimizer:
    """What all optimisers share.

    parameters: Values whose data is changed in place, or a Module.  lr: the learning rate, which a schedule may set anew before any step.
    remembers: the names of the numbers kept for each parameter, all 0 at first.
    """

    remembers: tuple[str, ...] = ()
    hyperparameters: tuple[str, ...] = ("lr",)

    def __init__(self, parameters: Module | Iterable[Value], **hyper: Any):
        if isinstance(parameters, Module):
            parameters = parameters.parameters()
        self.parameters: list[Value] = list(parameters)
        name = type(self).__name__
        if not self.parameters:
            raise ValueError(f"{name} got no parameters to train; give model.parameters()")
        if strangers := [p for p in self.parameters if not isinstance(p, Value)]:
            raise TypeError(f"{name} trains Values, but got {strangers[0]!r}; give model.parameters()")
        if len(set(self.parameters)) < len(self.parameters):
            raise ValueError(f"{name} got the same parameter twice, and would move it twice a step; give each once")
        self.lr = 0.0
        for key, number in hyper.items():
            if not number >= 0:
                raise ValueError(f"{name} takes {key} of 0 or more, but got {number!r}")
            setattr(self, key, number)
        self.steps = 0
        self.state = [(0.0,) * len(self.remembers) for _ in self.parameters]

    def update(self, p: Any, g: Any, state: tuple, lr: Any, t: Any) -> tuple[Any, tuple]:
        """The parameter and its state after step t (counted from 1) with gradient g."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it updates; define update")

    def step(self) -> None:
        """Move every parameter by its gradient."""
        self.steps += 1
        for i, p in enumerate(self.parameters):
            p.data, self.state[i] = self.update(p.data, p.grad, self.state[i], self.lr, self.steps)

    def zero_grad(self) -> None:
        """Set the grad of every parameter to 0; backward() adds up otherwise."""
        for p in self.parameters:
            p.grad = 0.0

    def state_dict(self) -> dict[str, Any]:
        """All it needs to go on from here, as plain data: hyperparameters, the count of steps, what it remembers."""
        hyper = {key: getattr(self, key) for key in self.hyperparameters}
        return {"name": type(self).__name__, **hyper, "steps": self.steps, "state": [list(s) for s in self.state]}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take over what state_dict() gave, of the same kind of optimiser with as many parameters; else nothing changes."""
        own = self.state_dict()
        if state.get("name") != own["name"] or set(state) != set(own):
            raise ValueError(f"this is the state of {state.get('name')!r}, not of {own['name']!r}; build that optimiser first")
        if len(state["state"]) != len(self.state) or any(len(s) != len(self.remembers) for s in state["state"]):
            raise ValueError(f"the state is about {len(state['state'])} parameters, but this optimiser has {len(self.state)}")
        for key in self.hyperparameters:
            setattr(self, key, state[key])
        self.steps = int(state["steps"])
        self.state = [tuple(map(float, s)) for s in state["state"]]

    def __repr__(self) -> str:
        hyper = ", ".join(f"{key}={getattr(self, key)}" for key in self.hyperparameters)
        return f"{type(self).__name__}({len(self.parameters)} parameters, {hyper})"


class SGD(Optimizer):
    """Steps against the gradient, with momentum: a heavy ball that remembers its velocity.

    momentum: the share of the velocity kept at each step.  nesterov: look ahead along the velocity (Sutskever et al. 2013).
    weight_decay: adds weight_decay * p to the gradient, as l2 regularization of strength weight_decay/2 does.

    >>> w = Value(1.0); w.grad = 4.0; SGD([w], lr=0.1).step(); w.data
    0.6
    """

    remembers = ("velocity",)
    hyperparameters = ("lr", "momentum", "nesterov", "weight_decay")
    momentum: float
    nesterov: bool
    weight_decay: float

    def __init__(
        self, parameters: Any, lr: float = 1e-3, momentum: float = 0.0, nesterov: bool = False, weight_decay: float = 0.0
    ):
        super().__init__(parameters, lr=lr, momentum=momentum, nesterov=nesterov, weight_decay=weight_decay)
        if nesterov and not momentum:
            raise ValueError("Nesterov's step looks ahead along the velocity, but momentum is 0; give momentum, such as 0.9")

    def update(self, p: Any, g: Any, state: tuple, lr: Any, t: Any) -> tuple[Any, tuple]:
        if self.weight_decay:
            g = g + self.weight_decay * p
        if not self.momentum:
            return p - lr * g, state
        velocity = self.momentum * state[0] + g
        return p - lr * (g + self.momentum * velocity if self.nesterov else velocity), (velocity,)
