"""A training run: one step, one epoch, and the state from which the rest of the run follows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from operator import index
from random import Random
from statistics import fmean
from typing import Any

from ..data.dataset import Dataset
from ..engine import Value
from ..rules.operands import is_list
from . import optim
from .checks import check, check_kinds, warn_of_twice
from .described import described
from .history import Epoch, History
from .saved_run import random_states
from .tasks import floats, predict, task_for


class Run:
    """A training run: the model, its data, and the state after the last whole epoch."""

    def __init__(self, model: Any, data: Dataset, *, loss: Any, optimizer: Any, penalty: Callable[[Any], Any] | None,
                 batch: int | None, validation: float | Dataset, seed: int, shuffle: bool,
                 schedule: Callable[[int], float] | None, clip: float | None):  # fmt: skip
        check(model, data, optimizer, batch, clip)
        check_kinds(penalty, schedule, validation, seed)
        self.model, self.penalty, self.seed, self.shuffle = model, penalty, index(seed), shuffle
        self.schedule, self.clip = schedule, clip
        self.data, self.validation = data, validation if isinstance(validation, Dataset) else None
        if self.validation and [*self.validation.classes] != [*data.classes]:
            raise ValueError(f"the data have the classes {[*data.classes]}, but the validation set {[*self.validation.classes]}; "
                             "make both with the same, as Dataset.from_labels(X, labels, classes=...) does")  # fmt: skip
        if validation and not isinstance(validation, Dataset):
            self.data, self.validation = data.split(validation, self.seed)
        self.batch = int(batch or len(self.data))
        set_training(model, False)
        first = model(self.data.X[0])
        self.task = task_for(data, loss, len(first) if is_list(first) else 1)
        self.task.check(first)
        warn_of_twice(self.task, first)
        self.optimizer = optimizer or optim.Adam(model, lr=0.01)
        self.others = {p for _, p in model.named_parameters()}.difference(self.optimizer.parameters)
        kind = re.sub(r" at 0x[0-9a-fA-F]+", "", repr(model))
        self.settings = {"seed": self.seed, "model": kind, "init": getattr(model, "init", None), "rows": len(self.data), "batch": self.batch,
                         "loss": described(self.task.loss), "penalty": described(penalty),
                         "shuffle": bool(shuffle), "clip": clip and float(clip), "schedule": described(schedule), **self.recipe(),
                         "data": data.digest, "validation": validation.digest if isinstance(validation, Dataset) else validation}  # fmt: skip
        # One dict, replaced as a whole at the end of each epoch, so that Ctrl-C can never leave it half new.
        self.state = self.snapshot([], model.state_dict())

    @property
    def history(self) -> History:
        return History(self.state["epochs"])

    def recipe(self) -> dict[str, Any]:
        """The kind and the hyperparameters of the optimiser, without a learning rate that the schedule sets anyway."""
        state = self.optimizer.state_dict()
        keys = [key for key in self.optimizer.hyperparameters if not (key == "lr" and self.schedule)]
        return {"optimizer": state["name"], **{key: state[key] for key in keys}}

    def snapshot(self, epochs: list[Epoch], best: dict[str, float]) -> dict[str, Any]:
        """All that the rest of the run depends on."""
        random = [rng.getstate() for rng in random_states(self.model)]
        return {"epochs": epochs, "parameters": self.model.state_dict(), "best": best, "optimizer": self.optimizer.state_dict(),
                "random": random, "frozen": [module.frozen for module in self.model.modules()]}  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to a snapshot.  Raises ValueError, with everything as it was, if it is another model's or makes no sense."""
        try:
            self._apply(state)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            self._apply(self.state)
            raise ValueError(error.args[0] if isinstance(error, KeyError) else str(error)) from None
        self.state = state

    def _apply(self, state: dict[str, Any]) -> None:
        rngs, modules = random_states(self.model), list(self.model.modules())
        for own, given, things, hint in ((rngs, state["random"], "random number generators", "; give Dropout the seeds it had"),
                                         (modules, state["frozen"], "modules", "")):  # fmt: skip
            if len(given) != len(own):
                raise ValueError(
                    f"it is of a model with {len(given)} {things}, but this one has {len(own)}{hint}"
                )
        self.model.load_state_dict(state["best"])
        self.model.load_state_dict(state["parameters"])
        self.optimizer.load_state_dict(state["optimizer"])
        for rng, numbers in zip(rngs, state["random"], strict=True):
            rng.setstate(numbers)
        for module, frozen in zip(modules, state["frozen"], strict=True):
            module.frozen = bool(frozen)

    def epoch(self) -> tuple[History, dict[str, float]]:
        """One pass over the training part, and a look at the validation part: the history with it, and the best parameters."""
        epochs, one_batch = self.state["epochs"], self.batch >= len(self.data)
        set_training(self.model, True)
        measured = [(*self.step(batch), len(batch)) for batch in self.batches(len(epochs))]
        set_training(self.model, False)
        losses, right, sizes = zip(*measured, strict=True)
        loss = losses[0] if one_batch else fmean(losses, sizes)
        accuracy = sum(right) / len(self.data) if self.task.classes else None
        record = Epoch(self.optimizer.lr, loss, accuracy, *self.look())
        # The loss of a single batch was measured before its step, and speaks of the parameters it had then.
        judged = self.state["parameters"] if one_batch and not self.validation else self.model.state_dict()
        history = History([*epochs, record])
        return history, judged if history.best == len(epochs) else self.state["best"]

    def keep(self, history: History, best: dict[str, float]) -> None:
        """Make an epoch, and what the callbacks did after it, part of the state."""
        self.state = self.snapshot(history.epochs, best)

    def batches(self, number: int) -> Iterable[Dataset]:
        """The mini-batches of an epoch: a shuffling of their own for each, so that resuming needs no memory of the last."""
        return self.data.batches(self.batch, Random(f"{self.seed} {number}") if self.shuffle else None)

    def step(self, batch: Dataset) -> tuple[float, int]:
        """One step down the gradient; what was minimised, and how many rows were told right, before it."""
        outputs = [self.model(x) for x in batch.X]
        loss = self.task.loss(outputs, self.task.targets(batch))
        if self.penalty:
            if (penalty := self.penalty(self.model)) is None:
                raise TypeError("the penalty gave None; let it return a number or a Value")
            loss = loss + penalty
        if not isinstance(loss, Value):
            raise TypeError(
                f"fit takes a loss that gives one Value, the mean over the rows, but it gave {loss!r:.100}"
            )
        self.optimizer.zero_grad()
        for p in self.others:
            p.grad = 0.0
        loss.backward()
        if self.clip:
            trained = self.optimizer.trained
            if math.isfinite(
                math.hypot(*(p.grad for p in trained))
            ):  # else the next loss will say that the run diverged
                optim.clip_grad_norm(trained, self.clip)
        if self.schedule:
            self.optimizer.set(lr=self.schedule(self.optimizer.steps))
        self.optimizer.step()
        return loss.data, self.right(floats(outputs), batch)

    def look(self) -> tuple[float | None, float | None]:
        """Loss and accuracy on the validation part."""
        if not self.validation:
            return None, None
        outputs = predict(self.model, self.validation.X)
        loss = float(self.task.loss(outputs, self.task.targets(self.validation)))
        return loss, self.right(outputs, self.validation) / len(outputs) if self.task.classes else None

    def right(self, outputs: list[Any], data: Dataset) -> int:
        """How many rows are told right."""
        return (
            sum(self.task.decide(output) == y for output, y in zip(outputs, data.y, strict=True))
            if self.task.classes
            else 0
        )

    def settle(self, stopped: str | None) -> None:
        """Give the model the parameters it ends with."""
        set_training(self.model, False)
        last = not self.validation and stopped in ("finished", "callback")
        self.model.load_state_dict(self.state["parameters" if last else "best"])


def reason_to_stop(history: History, epochs: int, patience: int | None) -> str | None:
    """Why to stop after these epochs, or None."""
    if history.epochs and not math.isfinite(history.epochs[-1].judged):
        return "diverged"
    if len(history) >= epochs:
        return "finished"
    return "early" if patience and len(history) - 1 - history.best >= patience else None


def set_training(model: Any, training: bool) -> None:
    """Switch layers that act differently while training, such as Dropout."""
    switch = getattr(model, "train" if training else "eval", None)
    if switch:
        switch()
