"""Optimizers: how the gradient of each parameter becomes its next value.

An optimizer is one function, ``update(p, g, state, lr, t)``: the new parameter and the numbers remembered for
it, from the old ones and the gradient.  Here each is written in two parts: ``at(lr, t)`` computes what is the
same for all parameters at step t, and gives the function of p, g and state.  It is written on numbers of any
type; ``step()`` applies it to every parameter in place.  Names and defaults are PyTorch's, the recurrences
those of the papers.

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

import math
from typing import Any

from ..rules import table
from ..rules.operands import is_list
from .clipping import clip_grad_norm, clip_grad_value
from .optimizer import Move, Optimizer, written
from .recording_moves import Register

__all__ = ["SGD", "Adagrad", "Adam", "AdamW", "Optimizer", "RMSprop", "clip_grad_norm", "clip_grad_value"]


class SGD(Optimizer):
    """Steps against the gradient, with momentum: a heavy ball that remembers its velocity.

    momentum: the share of the velocity kept at each step.  nesterov: look ahead along the velocity (Sutskever
    et al. 2013).  weight_decay: adds weight_decay * p to the gradient, as l2 regularization of strength
    weight_decay/2 does.

    >>> from micrograd_like import Value
    >>> w = Value(1.0); w.grad = 4.0; SGD([w], lr=0.1).step(); w.data
    0.6
    """

    remembers = ("velocity",)
    momentum: float
    nesterov: bool
    weight_decay: float

    def __init__(self, parameters: Any, lr: float = 1e-3, momentum: float = 0.0, *, weight_decay: float = 0.0,
                 nesterov: bool = False):  # fmt: skip
        super().__init__(parameters, lr=lr, momentum=momentum, weight_decay=weight_decay, nesterov=nesterov)
        if nesterov and not momentum:
            raise ValueError(
                "Nesterov's step looks ahead along the velocity, but momentum is 0; give momentum, such as "
                "0.9"
            )

    def at(self, lr: Any, t: Any) -> Move:
        momentum, nesterov, weight_decay = self.momentum, self.nesterov, self.weight_decay

        def update(p: Any, g: Any, state: tuple) -> tuple[Any, tuple]:
            if weight_decay:
                g = g + weight_decay * p
            if not momentum:
                return p - lr * g, state
            velocity = momentum * state[0] + g
            return p - lr * (g + momentum * velocity if nesterov else velocity), (velocity,)

        return update


class Adagrad(Optimizer):
    """Steps divided by the root of all squared gradients so far: often-moved parameters slow down.

    lr_decay: lr / (1 + (t - 1) * lr_decay) at step t.  Source: Duchi, Hazan & Singer 2011.

    >>> from micrograd_like import Value
    >>> w = Value(1.0); w.grad = 4.0; Adagrad([w], lr=0.1).step(); round(w.data, 6)
    0.9
    """

    remembers = ("sum_of_squares",)
    lr_decay: float
    weight_decay: float
    eps: float

    def __init__(self, parameters: Any, lr: float = 1e-2, lr_decay: float = 0.0, *, weight_decay: float = 0.0,
                 initial_accumulator_value: float = 0.0, eps: float = 1e-10):  # fmt: skip
        super().__init__(parameters, lr=lr, lr_decay=lr_decay, weight_decay=weight_decay, eps=eps,
                         initial_accumulator_value=initial_accumulator_value)  # fmt: skip
        self.state = [(float(initial_accumulator_value),) for _ in self.parameters]

    def at(self, lr: Any, t: Any) -> Move:
        rate, weight_decay, eps = lr / (1 + (t - 1) * self.lr_decay), self.weight_decay, self.eps

        def update(p: Any, g: Any, state: tuple) -> tuple[Any, tuple]:
            if weight_decay:
                g = g + weight_decay * p
            squares = state[0] + g * g
            return p - rate * g / (sqrt(squares) + eps), (squares,)

        return update


class RMSprop(Optimizer):
    """Steps divided by the root of a running mean of squared gradients: Adagrad that forgets.

    alpha: how much of the mean is kept.  centered: subtract the square of the mean gradient, so that it is a
    variance.
    Edge: centered, where the gradient is the same for long, the variance is 0 and the step lr * g / eps,
    huge.
    Source: Tieleman & Hinton 2012, lecture 6.5; centered: Graves 2013.

    >>> from micrograd_like import Value
    >>> w = Value(1.0); w.grad = 4.0; RMSprop([w], lr=0.1, alpha=0.75).step(); round(w.data, 6)
    0.8
    """

    remembers = ("mean_square", "mean", "velocity")
    alpha: float
    eps: float
    weight_decay: float
    momentum: float
    centered: bool

    def __init__(self, parameters: Any, lr: float = 1e-2, alpha: float = 0.99, *, eps: float = 1e-8,
                 weight_decay: float = 0.0, momentum: float = 0.0, centered: bool = False):  # fmt: skip
        super().__init__(
            parameters,
            lr=lr,
            alpha=alpha,
            eps=eps,
            weight_decay=weight_decay,
            momentum=momentum,
            centered=centered,
        )

    def at(self, lr: Any, t: Any) -> Move:
        alpha, momentum, eps = self.alpha, self.momentum, self.eps
        centered, weight_decay = self.centered, self.weight_decay

        def update(p: Any, g: Any, state: tuple) -> tuple[Any, tuple]:
            if weight_decay:
                g = g + weight_decay * p
            square, mean, velocity = state
            square = variance = alpha * square + (1 - alpha) * g * g
            if centered:
                mean = alpha * mean + (1 - alpha) * g
                variance = table.relu(square - mean * mean)  # rounding may leave -1e-17
            velocity = momentum * velocity + g / (sqrt(variance) + eps)
            return p - lr * velocity, (square, mean, velocity)

        return update


class Adam(Optimizer):
    """Steps scaled by running means of the gradient and of its square.

    betas: how much of each mean is kept.  Edges: the first step has size lr whatever the gradient, unless
    that is as small as eps or its square leaves the range of doubles; a zero gradient stays put.
    Source: Kingma & Ba 2015, algorithm 1.

    >>> from micrograd_like import Value
    >>> w = Value(1.0); w.grad = 4.0; Adam([w], lr=0.1).step(); round(w.data, 6)
    0.9
    """

    remembers = ("mean", "mean_square")
    betas: tuple[float, float]
    eps: float
    weight_decay: float

    def __init__(self, parameters: Any, lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999),
                 eps: float = 1e-8, weight_decay: float = 0.0):  # fmt: skip
        if not is_list(betas) or len(betas) != 2:
            raise ValueError(
                f"{type(self).__name__} takes betas as two numbers, such as (0.9, 0.999), but got {betas!r}"
            )
        super().__init__(parameters, lr=lr, betas=tuple(betas), eps=eps, weight_decay=weight_decay)

    def at(self, lr: Any, t: Any) -> Move:
        return self._adam(lr, t, self.weight_decay)

    def _adam(self, lr: Any, t: Any, weight_decay: float) -> Move:
        (beta1, beta2), eps = self.betas, self.eps
        bias1, bias2 = 1 - beta1**t, 1 - beta2**t  # both means began at 0, too small by these factors

        def update(p: Any, g: Any, state: tuple) -> tuple[Any, tuple]:
            m, v = state
            if weight_decay:
                g = g + weight_decay * p
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g * g
            m_hat, v_hat = m / bias1, v / bias2
            return p - lr * m_hat / (sqrt(v_hat) + eps), (m, v)

        return update


class AdamW(Adam):
    """Adam whose weight decay shrinks the parameter itself and stays out of the means.

    Source: Loshchilov & Hutter 2019, algorithm 2.

    >>> from micrograd_like import Value
    >>> w = Value(1.0); w.grad = 1e-300  # as good as no gradient: what moves w is the decay alone
    >>> AdamW([w], lr=0.1, weight_decay=0.5).step(); w.data
    0.95
    """

    def __init__(self, parameters: Any, lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999),
                 eps: float = 1e-8, weight_decay: float = 1e-2):  # fmt: skip
        super().__init__(parameters, lr, betas, eps, weight_decay)

    def at(self, lr: Any, t: Any) -> Move:
        adam, decay = self._adam(lr, t, weight_decay=0.0), lr * self.weight_decay
        return lambda p, g, state: adam(p - decay * p, g, state)


for _kind in (SGD, Adagrad, RMSprop, Adam, AdamW):
    _kind._as_written = written(_kind)  # type: ignore[attr-defined]


def sqrt(x: Any) -> Any:
    """The root of a float at once, of others by their row: an Adam step of 337 takes 0.2 ms, not 5.6."""
    if type(x) is Register:
        return x.sqrt()
    return math.sqrt(x) if type(x) is float and x >= 0 else table.sqrt(x)
