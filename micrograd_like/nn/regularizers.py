"""Regularization: a penalty on the parameters themselves, added to the error so that large weights must pay
their way.

>>> from micrograd_like import Value
>>> w = [Value(3.0), Value(-4.0)]
>>> penalty = l2(w, strength=0.1); penalty.data
2.5
>>> penalty.backward(); [p.grad for p in w]  # weight decay: 2 * strength * p
[0.6..., -0.8]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..rules import table
from .module import Module
from .quick_look import quick_look
from .words import in_words

BIASES = ("b", "bias", "biases")  # the attributes of a Module that hold biases: a Value, or a list of them
__all__ = ["chosen", "elastic_net", "l1", "l2"]


@in_words("the sum of θ²", latex=r"\sum_j \theta_j^2")
def l2(parameters: Any, strength: float, biases: bool = True) -> Any:
    """strength * the sum of p*p: pulls each parameter towards 0 in proportion to its size.

    parameters: numbers, Values or a Module.  biases=False leaves the biases of a Module out, which hang
    there as b, bias or biases.  (Some write strength/2.)
    """
    ps = chosen(parameters, biases)
    return checked(strength) * table.dot(ps, ps)


@in_words("the sum of |θ|", latex=r"\sum_j \left|\theta_j\right|")
def l1(parameters: Any, strength: float, biases: bool = True) -> Any:
    """strength * the sum of abs(p): pulls with the same force at any size, so that at the minimum
    parameters of little use are exactly 0.  (Steps of gradient descent come as near as lr * strength, and
    go back and forth.)

    >>> l1([3.0, -4.0], 0.5)
    3.5
    """
    return checked(strength) * table.total([table.abs(p) for p in chosen(parameters, biases)])


@in_words(
    "the sum of ρ |θ| + (1 - ρ) θ², where ρ is the ratio",
    latex=r"\sum_j \left(\rho \left|\theta_j\right| + (1 - \rho)\, \theta_j^2\right)",
    letters={"ratio": r"\rho"},
)
def elastic_net(parameters: Any, strength: float, ratio: float = 0.5, biases: bool = True) -> Any:
    """ratio of l1 and the rest of l2: a minimum with zeros from the one, even shrinking from the other (Zou
    & Hastie 2005).

    >>> elastic_net([3.0, -4.0], 1.0, ratio=0.5) == 0.5 * 7 + 0.5 * 25
    True
    """
    if not 0 <= ratio <= 1:
        raise ValueError(f"elastic_net takes a ratio from 0 (all l2) to 1 (all l1), but got {ratio!r}")
    return l1(parameters, strength * ratio, biases) + l2(parameters, strength * (1 - ratio), biases)


def checked(strength: Any) -> Any:
    """The strength of a penalty, once it has been looked at."""
    if not strength >= 0:
        raise ValueError(
            f"the strength of a penalty is 0 or more, but got {strength!r}; below 0 it would reward large "
            f"weights"
        )
    return strength


def _attribute(name: str) -> str:
    """The last word of a parameter's place: "w" of layers.0.neurons.3.w.1."""
    return next((word for word in reversed(name.split(".")) if not word.isdigit()), "")


def chosen(parameters: Any, biases: bool = True) -> list[Any]:
    """The parameters a penalty is about: all that are not frozen, or only the weights among them.

    >>> from micrograd_like import nn
    >>> len(chosen(nn.Neuron(3))), len(chosen(nn.Neuron(3), biases=False))
    (4, 3)
    """
    if isinstance(parameters, Module):
        if biases and (leaves := quick_look(parameters).trained()):
            return leaves
        trained = set(parameters.parameters())
        named = [(name, p) for name, p in parameters.named_parameters() if p in trained]
        return [p for name, p in named if biases or _attribute(name) not in BIASES]
    if not biases:
        raise TypeError(
            f"a {type(parameters).__name__} does not say which of its numbers are biases; give the Module "
            f"itself"
        )
    return list(parameters) if isinstance(parameters, Iterable) else [parameters]
