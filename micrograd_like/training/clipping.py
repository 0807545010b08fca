"""Gradients that are too long are shortened before a step, and the list of parameters that is given for it.

Source: Pascanu, Mikolov & Bengio 2013.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..engine import Value
from ..nn import Module
from ..rules import table
from ..rules.operands import shown


def clip_grad_value(parameters: Module | Iterable[Value], clip_value: float) -> None:
    """Move every gradient into [-clip_value, clip_value]; the direction of the step may change.

    >>> from micrograd_like import Value
    >>> w = Value(1.0); w.grad = -30.0; clip_grad_value([w], 5.0); w.grad
    -5.0
    """
    if not clip_value >= 0:
        raise ValueError(f"clip_grad_value takes a value of 0 or more, but got {clip_value!r}")
    for p in distinct(parameters, "clip_grad_value"):
        p.grad = table.clamp(p.grad, -clip_value, clip_value)


def clip_grad_norm(parameters: Module | Iterable[Value], max_norm: float) -> float:
    """Shorten the gradient to length max_norm if it is longer, keeping its direction; the length it had.

    Scaled by max_norm / (length + 1e-6), as PyTorch does.  Raises FloatingPointError if the length is nan or
    infinite, for then there is no direction.  Source: Pascanu, Mikolov & Bengio 2013.

    >>> from micrograd_like import Value
    >>> a, b = Value(0.0), Value(0.0); a.grad, b.grad = 3.0, 4.0
    >>> clip_grad_norm([a, b], 1.0), round(a.grad, 5), round(b.grad, 5)
    (5.0, 0.6, 0.8)
    """
    ps = distinct(parameters, "clip_grad_norm")
    if not max_norm >= 0:
        raise ValueError(f"clip_grad_norm takes a length of 0 or more, but got {max_norm!r}")
    length = table.norm2([p.grad for p in ps])
    if not length < float("inf"):
        broken = sum(not abs(p.grad) < float("inf") for p in ps)
        if not broken:
            raise FloatingPointError(
                f"the length of {len(ps)} gradients leaves the range of doubles; divide the loss by a number"
            )
        raise FloatingPointError(
            f"{broken} of {len(ps)} gradients are nan or infinite; find the first one with detect_anomaly()"
        )
    if (scale := max_norm / (length + 1e-6)) < 1:
        for p in ps:
            p.grad *= scale
    return length


def distinct(parameters: Module | Iterable[Value], name: str) -> list[Value]:
    """The parameters as a list, each of them a Value and there once."""
    if isinstance(parameters, Value):
        raise TypeError(
            f"{name} takes a list of Values, but got one alone: {parameters!r}; put it in brackets"
        )
    if not isinstance(parameters, Module) and not hasattr(parameters, "__iter__"):
        forgotten = getattr(parameters, "__name__", "") == "parameters"
        advice = "call it: model.parameters()" if forgotten else "give model.parameters()"
        raise TypeError(f"{name} takes a list of Values, but got {shown(parameters)}; {advice}")
    ps = parameters.parameters() if isinstance(parameters, Module) else list(parameters)
    if not ps:
        raise ValueError(f"{name} got no parameters to train; give model.parameters()")
    if strangers := [p for p in ps if not isinstance(p, Value)]:
        raise TypeError(f"{name} takes Values, but got {strangers[0]!r}; give model.parameters()")
    if len(set(ps)) < len(ps):
        raise ValueError(
            f"{name} got the same parameter twice, and would move it twice a step; give each once"
        )
    return ps
