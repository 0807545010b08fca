"""The training loop: mini-batches, gradients, steps, and a look at rows the network has not trained on.

>>> import random
>>> from micrograd_like import data, nn, optim
>>> random.seed(0)
>>> model = nn.MLP(2, [8, 1])
>>> history = fit(model, data.xor(40), optimizer=optim.SGD(model, lr=0.5), epochs=30, progress=False)
>>> history.validation_accuracy[history.best]
1.0

Nothing else is hidden in it: ``fit`` repeats ``loss.backward(); optimizer.step()``, keeps what is needed to
go on after a crash, and leaves the model with the best parameters seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..data.dataset import Dataset
from ..nn import Module
from . import optim
from .arguments import Arguments
from .history import Epoch, History, ProgressLine
from .run import TrainingRun
from .saved_run import SavedRun
from .search import Trial, grid_search
from .tasks import Task, predict, task_for

__all__ = ["Epoch", "History", "Task", "Trial", "fit", "grid_search", "predict", "task_for"]


def fit(
    model: Module,
    data: Dataset | Any,
    y: Any = None,
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
    name: str = "",
    compile: bool | str = False,  # noqa: A002  the name of what it does: micrograd_like.compile
) -> History:
    """Train the model in place; gives the history of the run.

    data: a Dataset, or rows of numbers with their targets as y: ``fit(model, X, y)`` trains on Dataset(X, y).
    Classes have names: ``fit(model, Dataset.from_labels(X, labels))``.
    loss: a name, a function of outputs and targets (classes as 0, 1, ...), a Task, or None for the usual one
    (see task_for).  optimizer: Adam with lr 0.01 unless given.  penalty: of the model, added to the loss,
    such as ``lambda model: regularizers.l2(model, 1e-4)``.  batch: rows in a mini-batch; None takes all at
    once.  validation: the share of the rows kept apart (0 for none), or a Dataset of its own.  seed: of the
    split and of the shuffling.  schedule: from the optimizer's steps so far to the learning rate.  clip:
    shorten a longer gradient to this length.  patience: stop after so many epochs without a better one.
    callbacks: called with the history so far and the model after each epoch; True stops.  The model is in
    train() mode while it trains and in eval() mode at the end.

    checkpoint: a file that always holds a whole state of the run.  With resume=True the run goes on from
    there, to the very numbers of an unbroken one: parameters, which of them are frozen, the optimizer and the
    states of ``random`` and of every random.Random in the model come from the file, as they were after the
    callbacks of the last whole epoch.  What else a callback changes is not in it.  A run with other settings
    is refused.  Functions of your own are told apart by their names, with the module, and by the numbers that
    can be seen from outside (filled in by partial, defaults, variables around them, attributes of an object
    that is called), not by their code: two lambdas that differ in a number inside are the same.  name: a text
    of your own that must be the same too; give another one where runs differ in what cannot be seen.

    The model ends with the parameters of the best epoch: with the lowest validation loss.  Without validation
    it ends with the last ones, or, if the run was stopped early, those of the lowest loss.  Ctrl-C stops, and
    so does a loss that is not finite; history.stopped says why it ended.  Python's garbage collector is
    paused within each step, and back as it was before callbacks run.

    compile: with True, the first epoch is taken step by step; from then on the step of a mini-batch is
    compiled, once for each number of rows, and replayed.  Losses are the same up to a few ulp.  Parameters
    are back in the model, and the state in the optimizer, at the end of each epoch; their ``grad`` is not
    filled in.  "auto" does so only if it pays, which it measures: two runs may then differ in the last bits.
    What cannot be replayed faithfully, such as a branch on an output, is not compiled: the run goes on step
    by step, and history.compiled says why; with True there is a warning too.  The first batch of a shape is
    computed both ways and compared, and so are the 4th step after that, the 8th after that one and so on;
    with callbacks, which may change what the loss is made of, at least every 32nd.

    Warns if the loss depends on Values that nobody trains, or a part of the model on no loss.  Raises
    TypeError and ValueError for arguments that make no sense, ValueError for a checkpoint of another run, and
    FileExistsError if the checkpoint file is there and is none, or holds a run that resume=True would go on
    with.
    """
    given = Arguments.checked(model, data, y, loss=loss, optimizer=optimizer, penalty=penalty, epochs=epochs,
                              batch=batch, validation=validation, seed=seed, shuffle=shuffle,
                              schedule=schedule, clip=clip, patience=patience, callbacks=callbacks,
                              name=name, compile=compile)  # fmt: skip
    line = progress if isinstance(progress, ProgressLine) else ProgressLine(epochs) if progress else None
    run = TrainingRun(given)
    with SavedRun(run, checkpoint, resume) as saved:
        while run.goes_on():
            history = run.epoch()
            saved.save()
            if line:
                line.show(len(history), history.epochs[-1], last=run.stopped is not None)
                line.say(run.replays.told if run.replays.known else "")
    if line:
        line.end()
    return run.history
