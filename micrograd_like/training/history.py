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
from html import escape
from typing import Any, NamedTuple, TextIO

from ..tables import table

HEAD = ("lr", "loss", "accuracy", "validation loss", "validation accuracy")  # of tables of epochs


class Epoch(NamedTuple):
    """One pass over the training part.

    lr: the learning rate of its last step.  loss: the mean over its batches of what was minimized, penalty
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

    def cells(self) -> list[str]:
        """The epoch as cells of a table, under HEAD."""
        losses = [f"{self.loss:.4g}", "-" if self.validation_loss is None else f"{self.validation_loss:.4g}"]
        shares = ["-" if x is None else f"{x:.1%}" for x in (self.accuracy, self.validation_accuracy)]
        return [f"{self.lr:.4g}", losses[0], shares[0], losses[1], shares[1]]

    def __str__(self) -> str:
        text = _loss_and_accuracy(self.loss, self.accuracy)
        if self.validation_loss is None:
            return text
        return f"{text}; validation: {_loss_and_accuracy(self.validation_loss, self.validation_accuracy)}"


@dataclass(repr=False)
class History:
    """The epochs of a run.

    stopped: why it ended: "finished", "early", "interrupted", "diverged" or "callback".
    compiled: what came of ``compile=`` in a sentence, such as "compiled after epoch 1: steps are 3.1x
    faster"; "" where it was not asked for, or has not begun.
    """

    epochs: list[Epoch] = field(default_factory=list)
    stopped: str = "finished"
    compiled: str = ""

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
        """The losses as a picture, and the first, the best and the last epochs as a table."""
        if not self.epochs:
            return f"<p>{self!r}</p>"
        chosen = sorted({0, self.best, len(self) - 1} - {-1})
        rows = [[self._called(i), *self.epochs[i].cells()] for i in chosen]
        kept = [k for k in range(len(HEAD) + 1) if any(row[k] != "-" for row in rows)]
        head = ("epoch", *HEAD)
        shown = table([head[k] for k in kept], [[row[k] for k in kept] for row in rows], words=1)
        told = f"; {escape(self.compiled)}" if self.compiled else ""
        return self.plot()._repr_html_() + shown + f"<p>{self._ended()}{told}</p>"

    def _called(self, i: int) -> str:
        marks = [word for k, word in ((0, "first"), (self.best, "best"), (len(self) - 1, "last")) if k == i]
        return f"{i + 1} ({', '.join(marks)})"

    def _ended(self) -> str:
        """Why the run ended, in words."""
        words = {
            "early": "stopped early: the validation loss was no longer falling",
            "interrupted": "interrupted by the user",
            "diverged": "stopped: the loss was no longer a finite number",
            "callback": "stopped by a callback",
        }
        return words.get(self.stopped, self.stopped)

    def __repr__(self) -> str:
        return f"epoch {len(self)}: {self.epochs[-1]}" if self.epochs else "no epoch yet"


class ProgressLine:
    """One line about the newest epoch: rewritten on a terminal, and printed now and then elsewhere."""

    def __init__(self, total: int, stream: TextIO | None = None, unit: str = "epoch"):
        self.total, self.stream, self.unit = total, stream or sys.stdout, unit
        self.live = self.stream.isatty()
        self.shown, self.open = 0.0, False
        self.said = ""

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

    def say(self, text: str) -> None:
        """A line of its own, once; empty text and what was said before are nothing new."""
        if text and text != self.said:
            self.said = text
            self.end()
            self.open = False
            print(text, file=self.stream, flush=True)

    def end(self) -> None:
        """Leave the line as it is and go on below it."""
        if self.open:
            print(file=self.stream)


def _loss_and_accuracy(loss: float, accuracy: float | None) -> str:
    return f"loss {loss:{'.4f' if abs(loss) < 1e6 else '.4g'}}" + (
        "" if accuracy is None else f", accuracy {accuracy:.1%}".replace("%", " %")
    )
