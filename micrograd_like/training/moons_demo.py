"""A whole training, as micrograd's demo does it: two moons, a network of 337 parameters, 100 steps.

The loss is the hinge of the scores plus 1e-4 times the sum of squares of the parameters; every step uses all
100 points; the learning rate falls from 1 to 0.1.  The numbers are micrograd's own.

>>> from micrograd_like.data import micrograd_moons
>>> model, history = train(micrograd_moons(), steps=2)
>>> history.loss[0]
0.8958441028683222
"""

from __future__ import annotations

import random

from ..data import Dataset
from ..engine import Value
from ..nn import MLP, losses
from ..nn.regularizers import l2
from . import optim, schedules
from .history import History, ProgressLine
from .loop import fit


def train(
    data: Dataset,
    steps: int = 100,
    progress: bool = False,
    compile: bool | str = False,  # noqa: A002  as fit() calls it
) -> tuple[MLP, History]:
    """The trained network, and its loss and accuracy before each step.  compile: see fit."""
    if steps < 1:
        raise ValueError(f"the demo takes 1 step or more, but got {steps}")
    model = network()
    line = ProgressLine(steps, unit="step") if progress else False
    history = fit(
        model,
        data,
        loss="hinge",
        penalty=penalty,
        optimizer=optim.SGD(model, lr=1.0),
        schedule=schedules.linear(1.0, 0.1, steps),
        epochs=steps,
        batch=None,
        validation=0,
        shuffle=False,
        progress=line,
        compile=compile,
    )
    return model, history


def network(width: int = 16) -> MLP:
    """The network before the first step; the demo's is 16 neurons wide."""
    random.seed(1337)
    return MLP(2, [width, width, 1])


def penalty(model: MLP) -> Value:
    """1e-4 times the sum of squares of the parameters."""
    return l2(model, 1e-4)


def whole_loss(model: MLP, data: Dataset) -> Value:
    """The loss over all points, as a graph."""
    return losses.hinge([model(x) for x in data.X], data.signs) + penalty(model)
