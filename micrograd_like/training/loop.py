"""The training loop: mini-batches, gradients, steps, and a look at data the network has not trained on, until it is good.

>>> import random
>>> from micrograd_like import data, nn, optim
>>> random.seed(0)
>>> model = nn.MLP(2, [8, 1])
>>> history = fit(model, data.xor(40), optimizer=optim.SGD(model, lr=0.5), epochs=30, progress=False)
>>> history.validation_accuracy[history.best]
1.0

Nothing else is hidden in it: ``fit`` repeats ``loss.backward(); optimizer.step()``, keeps what is needed to go on after a
crash, and leaves the model with the best parameters seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from numbers import Integral
from typing import Any

from ..data.dataset import Dataset
from ..nn import Module
from . import optim
from .history import Epoch, History, ProgressLine
from .run import Run, reason_to_stop
from .saved_run import Checkpoint
from .search import Trial, grid_search
from .tasks import Task, predict, task_for

__all__ = ["Epoch", "History", "Task", "Trial", "fit", "grid_search", "predict", "task_for"]


def fit(
    model: Module,
    data: Dataset,
    *,
    loss: Any = None,
    optimizer: optim.Optimizer | None = None,
    penalty: Callable[[Any], Any] | None = None,
    epochs: int = 100,
    batch: int | None = 16,
    validation: float | Dataset = 0.2,
    seed: int = 0,
    shuffle: bool = True,
    schedule: Callable[[int], float] | None = None,
    clip: float | None = None,
    patience: int | None = None,
    callbacks: Iterable[Callable[[History, Any], Any]] = (),
    progress: bool | ProgressLine = True,
    checkpoint: Any = None,
    resume: bool = False,
) -> History:
    """Train the model in place; gives the history of the run.

    loss: a name, a function of outputs and targets (classes as 0, 1, ...), or None for the usual one (see task_for).
    optimizer: Adam with lr 0.01 unless given.  penalty: of the model, added to the loss, such as
    ``lambda model: regularizers.l2(model, 1e-4)``.  batch: rows in a mini-batch; None takes all at once.  validation: the
    share of the rows kept apart (0 for none), or a Dataset of its own.  seed: of the split and of the shuffling.  schedule:
    from the optimiser's steps so far to the learning rate.  clip: shorten a longer gradient to this length.  patience: stop
    after so many epochs without a better one.  callbacks: called with the history so far and the model after each epoch;
    True stops.  The model is in train() mode while it trains and in eval() mode at the end.

    checkpoint: a file that always holds a whole state of the run.  With resume=True the run goes on from there, to the very
    numbers of an unbroken one: parameters, which of them are frozen, the optimiser and the states of ``random`` and of every
    random.Random in the model come from the file, as they were after the callbacks of the last whole epoch.  What else a
    callback changes is not in it.  A run with other settings is refused; functions of your own are told apart by their names
    and the numbers in them.

    The model ends with the parameters of the best epoch: with the lowest validation loss.  Without validation it ends with the
    last ones, or, if the run was stopped early, those of the lowest loss.  Ctrl-C stops, and so does a loss that is
    not finite; history.stopped says why it ended.

    Raises TypeError and ValueError for arguments that make no sense, ValueError for a checkpoint of another run, and
    FileExistsError if the checkpoint file is there and is none, or holds a run that resume=True would go on with.
    """
    for name, number, least in (("epochs", epochs, 0), ("patience", patience, 1)):
        if number is not None and not (isinstance(number, Integral) and int(number) >= least):
            raise ValueError(f"{name} is a whole number of {least} or more, but got {number!r}")
    if callable(callbacks):
        raise TypeError(f"callbacks is a list of functions, but got {callbacks!r}; put it in brackets")
    callbacks = list(callbacks)
    if odd := [f for f in callbacks if not callable(f)]:
        raise TypeError(
            f"callbacks is a list of functions of the history and the model, but has {odd[0]!r} among them"
        )
    run = Run(model, data, loss=loss, optimizer=optimizer, penalty=penalty, batch=batch, validation=validation, seed=seed,
              shuffle=shuffle, schedule=schedule, clip=clip)  # fmt: skip
    store = Checkpoint(checkpoint, run.settings)
    if not resume:
        store.check_new()
    elif state := store.load():
        try:
            run.restore(state)
        except ValueError as error:
            raise ValueError(f"{os.fspath(checkpoint)!r} cannot be gone on with: {error}") from None
    if not run.optimizer.trained and not callbacks:
        raise ValueError("all parameters are frozen, so nothing would be learnt; unfreeze some")
    store.save(
        run.state
    )  # now, so that a folder that cannot be written to is known before an hour has passed
    line = progress if isinstance(progress, ProgressLine) else ProgressLine(epochs) if progress else None
    stopped = None
    try:
        while (stopped := reason_to_stop(run.history, epochs, patience)) is None:
            history, best = run.epoch()
            told = [callback(history, model) for callback in callbacks]  # all of them are called
            run.keep(history, best)
            store.save(run.state)
            if line:
                last = True in told or reason_to_stop(history, epochs, patience) is not None
                line.show(len(history), history.epochs[-1], last)
            if True in told:
                stopped = "callback"
                break
    except KeyboardInterrupt:
        stopped = "interrupted"
    except BaseException as error:
        run.settle(stopped)
        try:
            store.save(run.state, now=True)
        except OSError as second:
            if str(second) != str(error):  # else it was the saving that failed
                error.add_note(f"And the checkpoint could not be written: {second}")
        raise
    run.settle(stopped)
    store.save(run.state, now=True)
    if line:
        line.end()
    return History(run.state["epochs"], stopped or "finished")
