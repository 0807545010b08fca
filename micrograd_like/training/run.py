"""A training run: one step, one epoch, and the state from which the rest of the run follows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from random import Random
from statistics import fmean
from typing import Any

from ..collector import paused_collector
from ..data.dataset import Dataset
from ..engine import Value
from ..nn.outline import outline
from ..rules.operands import is_list
from . import optim
from .arguments import Arguments
from .compiled import Replays
from .doubts import Reach, warn_of_twice
from .function_names import full_name
from .history import Epoch, History
from .randomness import random_states
from .tasks import floats, predict, task_for


class TrainingRun:
    """A training run: the model, its data, and the state after the last whole epoch.

    stopped: why it has ended, None while it goes on.
    """

    def __init__(self, given: Arguments):
        self.given, self.model, self.optimizer = given, given.model, given.optimizer
        self.data, self.validation = _parts(given)
        self.batch = int(given.batch or len(self.data))
        set_training(self.model, False)
        first = self.model(self.data.X[0])
        self.task = task_for(given.data, given.loss, len(first) if is_list(first) else 1)
        self.task.check(first)
        warn_of_twice(self.task, first)
        self.reach = Reach(self.model, self.optimizer, self.data, first)
        self.others = {p for _, p in self.model.named_parameters()}.difference(self.optimizer.parameters)
        # One dict, replaced as a whole at the end of each epoch, so that Ctrl-C can never leave it half new.
        self.state = self._snapshot([], parameters := self.model.state_dict(), parameters)
        self.optimizer._looks = False
        self.stopped: str | None = None
        self.replays = Replays(self)

    @property
    def history(self) -> History:
        """What has happened so far."""
        return History(self.state["epochs"], self.stopped or "finished", self.replays.told)

    def check(self) -> None:
        """Raise if nothing would be learnt."""
        if not self.optimizer.trained and not self.given.callbacks:  # which may unfreeze some
            raise ValueError("all parameters are frozen, so nothing would be learnt; unfreeze some")

    def goes_on(self) -> bool:
        """Whether there is an epoch to come."""
        self.stopped = self.stopped or self._reason_to_stop(self.history)
        return self.stopped is None

    def _reason_to_stop(self, history: History) -> str | None:
        """Why to stop after these epochs, or None."""
        if history.epochs and not math.isfinite(history.epochs[-1].judged):
            return "diverged"
        if len(history) >= self.given.epochs:
            return "finished"
        patience = self.given.patience
        return "early" if patience and len(history) - 1 - history.best >= patience else None

    def epoch(self) -> History:
        """One more epoch, the callbacks after it, and the state with both: the history with it."""
        with self._quietly():
            history, best, parameters = self._pass_and_look()
        told = [callback(history, self.model) for callback in self.given.callbacks]  # all of them are called
        if any(not _is_ours(callback) for callback in self.given.callbacks):  # it may have changed them
            parameters = self.model.state_dict()
        self.state = self._snapshot(history.epochs, best, parameters)
        self.stopped = "callback" if True in told else self._reason_to_stop(history)
        return history

    def _pass_and_look(self) -> tuple[History, dict[str, float], dict[str, float]]:
        """A pass over the training part and a look at the other: the history, best and last parameters."""
        epochs, one_batch = self.state["epochs"], self.batch >= len(self.data)
        set_training(self.model, True)
        with self.replays.epoch(len(epochs)) as step:
            measured = [(*step(batch), len(batch)) for batch in self._batches(len(epochs))]
        set_training(self.model, False)
        self.reach.end()
        losses, right, sizes = zip(*measured, strict=True)
        loss = losses[0] if one_batch else fmean(losses, sizes)
        accuracy = sum(right) / len(self.data) if self.task.classes else None
        record = Epoch(self.optimizer.lr, loss, accuracy, *self._look())
        # The loss of a single batch was measured before its step, and speaks of the parameters it had then.
        parameters = self.model.state_dict()
        judged = self.state["parameters"] if one_batch and not self.validation else parameters
        history = History([*epochs, record], compiled=self.replays.told)
        return history, judged if history.best == len(epochs) else self.state["best"], parameters

    def _quietly(self) -> AbstractContextManager:
        """For an epoch: no new look at the model, where no code but ours can change it."""
        given, kinds = self.given, {type(self.optimizer), *map(type, self.model.modules())}
        if given.schedule or given.penalty or self.task.own or any(not _is_ours(kind) for kind in kinds):
            return nullcontext()
        return self.optimizer.model_at_rest()

    def _batches(self, number: int) -> Iterable[Dataset]:
        """The mini-batches of an epoch, shuffled by its number: resuming needs no memory of the last one."""
        rng = Random(f"{self.given.seed} {number}") if self.given.shuffle else None
        return self.data.batches(self.batch, rng)

    def paused_step(self, batch: Dataset) -> tuple[float, int]:
        """A step without the collector; its graph is gone before that is back."""
        with paused_collector():
            return self._step(batch)

    def _step(self, batch: Dataset) -> tuple[float, int]:
        """One step down the gradient; what was minimized, and how many rows were told right, before it."""
        outputs = [self.model(x) for x in batch.X]
        try:
            loss = self.penalised(self.task.loss(outputs, self.task.targets(batch)))
        except TypeError as error:
            if self.task.own:
                error.add_note("fit hands a loss all outputs and all targets of a mini-batch, as two lists")
            raise
        self.optimizer.zero_grad()
        for p in self.others:
            p.grad = 0.0
        loss.backward()
        self.reach.look(loss)
        if self.given.clip:
            self._clip(self.given.clip)
        if self.given.schedule:
            self.optimizer.set(lr=self.given.schedule(self.optimizer.steps))
        self.optimizer.step()
        return loss.data, self.right(floats(outputs), batch)

    def penalised(self, loss: Any) -> Value:
        """What is minimized: the loss of a batch, and the penalty."""
        if self.given.penalty:
            if (penalty := self.given.penalty(self.model)) is None:
                raise TypeError("the penalty gave None; let it return a number or a Value")
            loss = loss + penalty
        if not isinstance(loss, Value):
            raise TypeError(
                f"fit takes a loss that gives one Value, the mean over the rows, but it gave {loss!r:.100}"
            )
        return loss

    def _clip(self, limit: float) -> None:
        """Shorten the gradient, unless it is no number: then the next loss will say that the run diverged."""
        trained = self.optimizer.trained
        if math.isfinite(math.hypot(*(p.grad for p in trained))):
            optim.clip_grad_norm(trained, limit)

    def _look(self) -> tuple[float | None, float | None]:
        """Loss and accuracy on the validation part."""
        if not self.validation:
            return None, None
        outputs = predict(self.model, self.validation.X)
        loss = floats(self.task.loss(outputs, self.task.targets(self.validation)))
        right = self.right(outputs, self.validation)
        return loss, right / len(outputs) if self.task.classes else None

    def right(self, outputs: list[Any], data: Dataset) -> int:
        """How many rows are told right; 0 if there are no classes."""
        if not self.task.classes:
            return 0
        return sum(self.task.decide(output) == y for output, y in zip(outputs, data.y, strict=True))

    def settle(self) -> None:
        """Give the model the parameters it ends with."""
        set_training(self.model, False)
        last = not self.validation and self.stopped in ("finished", "callback")
        self.model.load_state_dict(self.state["parameters" if last else "best"])

    # ---- what a checkpoint holds

    def settings(self) -> dict[str, Any]:
        """What must be the same for another process to go on with this run."""
        given = self.given
        validation = given.validation
        return {
            "name": given.name or None,
            "seed": given.seed,
            "model": outline(self.model),
            "init": getattr(self.model, "init", None),
            "rows": len(self.data),
            "batch": self.batch,
            "loss": full_name(self.task.loss),
            "penalty": full_name(given.penalty),
            "shuffle": given.shuffle,
            "clip": given.clip and float(given.clip),
            "schedule": full_name(given.schedule),
            **self._recipe(),
            "data": given.data.digest,
            "validation": validation.digest if isinstance(validation, Dataset) else validation,
        }

    def _recipe(self) -> dict[str, Any]:
        """The kind and the hyperparameters of the optimizer, without an lr that the schedule sets."""
        state = self.optimizer.state_dict()
        keys = [key for key in self.optimizer.hyperparameters if not (key == "lr" and self.given.schedule)]
        return {"optimizer": state["name"], **{key: state[key] for key in keys}}

    def _snapshot(
        self, epochs: list[Epoch], best: dict[str, float], parameters: dict[str, float]
    ) -> dict[str, Any]:
        """All that the rest of the run depends on."""
        return {
            "epochs": epochs,
            "parameters": parameters,
            "best": best,
            "optimizer": self.optimizer.state_dict(),
            "random": [rng.getstate() for rng in random_states(self.model)],
            "frozen": [module.frozen for module in self.model.modules()],
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to a snapshot; if that makes no sense here, ValueError, and all is as it was."""
        try:
            self._apply(state)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            self._apply(self.state)
            raise ValueError(error.args[0] if isinstance(error, KeyError) else str(error)) from None
        self.state = state

    def _apply(self, state: dict[str, Any]) -> None:
        rngs, modules = random_states(self.model), list(self.model.modules())
        _same_count(state["random"], rngs, "random number generators", "; give Dropout the seeds it had")
        _same_count(state["frozen"], modules, "modules", "")
        self.model.load_state_dict(state["best"])
        self.model.load_state_dict(state["parameters"])
        self.optimizer.load_state_dict(state["optimizer"])
        for rng, numbers in zip(rngs, state["random"], strict=True):
            rng.setstate(numbers)
        for module, frozen in zip(modules, state["frozen"], strict=True):
            module.frozen = bool(frozen)


def _is_ours(thing: Any) -> bool:
    """Whether a class or a function is the package's own."""
    return (getattr(thing, "__module__", None) or "").partition(".")[0] == __name__.partition(".")[0]


def _parts(given: Arguments) -> tuple[Dataset, Dataset | None]:
    """The rows to train on, and those to validate on."""
    if isinstance(given.validation, Dataset):
        return given.data, given.validation
    if given.validation:
        return given.data.split(given.validation, given.seed)
    return given.data, None


def _same_count(given: list[Any], own: list[Any], things: str, hint: str) -> None:
    if len(given) != len(own):
        raise ValueError(f"it is of a model with {len(given)} {things}, but this one has {len(own)}{hint}")


def set_training(model: Any, training: bool) -> None:
    """Switch layers that act differently while training, such as Dropout."""
    if switch := getattr(model, "train" if training else "eval", None):
        switch()
