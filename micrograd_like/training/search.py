"""Choosing hyperparameters: train with each combination, and let the validation part judge.

>>> import random
>>> from micrograd_like import data, loop, nn, optim
>>> def train(lr, hidden):
...     random.seed(0)
...     model = nn.MLP(2, [hidden, 1])
...     return loop.fit(model, data.xor(40), optimizer=optim.SGD(model, lr), epochs=20, progress=False)
>>> trials = grid_search(train, {"lr": [0.01, 0.5], "hidden": [2, 8]})
>>> trials[0].settings
{'lr': 0.5, 'hidden': 8}
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..rules.operands import is_list
from .history import History


@dataclass(frozen=True)
class Trial:
    """One combination of hyperparameters, and what came of it."""

    settings: dict[str, Any]
    history: History

    @property
    def loss(self) -> float:
        """The lowest validation loss of the run; infinite if it never was finite."""
        return self.history.epochs[self.history.best].judged if self.history.best >= 0 else math.inf

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.settings.items())
        return f"validation loss {self.loss:.4f} with {given}"


def grid_search(train: Callable[..., History], grid: Mapping[str, Sequence[Any]]) -> list[Trial]:
    """Train once with each combination of the values in the grid; the trials, best validation loss first.

    train: takes the names in the grid as keywords, and gives the history of fit().  Let every call use the
    same seed, so that all are judged on the same validation part.  Ctrl-C ends the search with the trials so
    far.
    """
    if odd := [name for name, values in grid.items() if not is_list(values)]:
        raise TypeError(
            f"the grid takes a list of values for each name, but got {grid[odd[0]]!r} for {odd[0]!r}; put it "
            "in brackets"
        )
    if empty := [name for name, values in grid.items() if not len(values)]:
        raise ValueError(f"the grid has no values for {empty[0]!r}; give a list of those to try")
    trials = []
    for values in product(*grid.values()):
        settings = dict(zip(grid, values, strict=True))
        try:
            history = train(**settings)
        except KeyboardInterrupt:  # before or after fit, which answers it itself
            break
        if not isinstance(history, History):
            raise TypeError(
                f"the run with {settings} gave {history!r}; let it return the history that fit() gives"
            )
        if history.epochs and not history.validation_loss:
            raise ValueError(
                f"the run with {settings} had no validation part to be judged on; give fit() validation=0.2"
            )
        trials.append(Trial(settings, history))
        if history.stopped == "interrupted":
            break
    return sorted(trials, key=lambda trial: trial.loss)
