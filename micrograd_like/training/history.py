"""What happened in a training run, epoch by epoch, as numbers, as a line that moves, and as a picture.

>>> history = History([Epoch(0.1, 2.0, 0.5, 1.5, 0.6), Epoch(0.1, 1.0, 0.9, 1.8, 0.7)])
>>> history.loss, history.best
([2.0, 1.0], 0)
>>> history
epoch 2: loss 1.0000, accuracy 90.0 %; validation: loss 1.8000, accuracy 70.0 %
"""

from __future__ import annotations

import math
import shutil
import sys
import time
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TextIO


class Epoch(NamedTuple):
    """One pass over the training part.

    lr: the learning rate of its last step.  loss: the mean over its batches of what was minimised, penalty
    included, as measured before each step.  accuracy: the share of rows told right, as measured then too.
    validation_loss and validation_accuracy: at the end of the epoch.  None: there is no such number.
    """

    lr: float
    loss: float
    accuracy: float | None = None
    validation_loss: float | None = None
    validation_accuracy: float | None = None

    @property
    def judged(self) -> float:
        """The loss that says how good the epoch was: on the validation part if there is one."""
        return self.loss if self.validation_loss is None else self.validation_loss

    def __str__(self) -> str:
        text = _loss_and_accuracy(self.loss, self.accuracy)
        if self.validation_loss is None:
            return text
        return f"{text}; validation: {_loss_and_accuracy(self.validation_loss, self.validation_accuracy)}"


@dataclass(repr=False)
class History:
    """The epochs of a run.

    stopped: why it ended: "finished", "early", "interrupted", "diverged" or "callback".
    """

    epochs: list[Epoch] = field(default_factory=list)
    stopped: str = "finished"

    def __len__(self) -> int:
        return len(self.epochs)

    @property
    def best(self) -> int:
        """The index of the epoch with the lowest judged loss, counted from 0; -1 if there is none."""
        finite = [i for i, epoch in enumerate(self.epochs) if math.isfinite(epoch.judged)]
        return min(finite, key=lambda i: self.epochs[i].judged, default=-1)

    @property
    def lr(self) -> list[float]:
        return [epoch.lr for epoch in self.epochs]

    @property
    def loss(self) -> list[float]:
        return [epoch.loss for epoch in self.epochs]

    @property
    def accuracy(self) -> list[float]:
        return [epoch.accuracy for epoch in self.epochs if epoch.accuracy is not None]

    @property
    def validation_loss(self) -> list[float]:
        return [epoch.validation_loss for epoch in self.epochs if epoch.validation_loss is not None]

    @property
    def validation_accuracy(self) -> list[float]:
        return [epoch.validation_accuracy for epoch in self.epochs if epoch.validation_accuracy is not None]

    def plot(self, title: str = "Loss while training", xlabel: str = "epoch", logy: bool = False) -> Any:
        """The losses against epochs counted from 1, as in the lines printed, as SVG."""
        from ..pictures import plots

        curves = {"training": self.loss, "validation": self.validation_loss}
        shown = {name: (range(1, len(losses) + 1), losses) for name, losses in curves.items() if losses}
        return plots.line_plot(shown, title=title, xlabel=xlabel, ylabel="loss", logy=logy)

    def _repr_html_(self) -> str:
        return self.plot()._repr_html_() if self.epochs else repr(self)

    def __repr__(self) -> str:
        return f"epoch {len(self)}: {self.epochs[-1]}" if self.epochs else "no epoch yet"


class ProgressLine:
    """One line about the newest epoch: rewritten on a terminal, and printed now and then elsewhere."""

    def __init__(self, total: int, stream: TextIO | None = None, unit: str = "epoch"):
        self.total, self.stream, self.unit = total, stream or sys.stdout, unit
        self.live = self.stream.isatty()
        self.shown, self.open = 0.0, False

    def show(self, number: int, epoch: Epoch, last: bool = False) -> None:
        """number: the epoch, counted from 1.  last: whether nothing will follow."""
        text = f"{self.unit} {number:{len(str(self.total))}}/{self.total}  {epoch}"
        if self.live:
            now = time.monotonic()
            if last or now - self.shown > 0.05:
                self.shown, self.open = now, not last
                width = shutil.get_terminal_size().columns - 1
                self.stream.write("\r" + text[:width].ljust(width) + ("\n" if last else ""))
                self.stream.flush()
        elif last or number == 1 or number % max(1, self.total // 10) == 0:
            print(text, file=self.stream, flush=True)

    def end(self) -> None:
        """Leave the line as it is and go on below it."""
        if self.open:
            print(file=self.stream)


def _loss_and_accuracy(loss: float, accuracy: float | None) -> str:
    return f"loss {loss:{'.4f' if abs(loss) < 1e6 else '.4g'}}" + (
        "" if accuracy is None else f", accuracy {accuracy:.1%}".replace("%", " %")
    )
