"""What a loss asks of a network and of the targets, and how the network's outputs are read afterwards.

A hinge loss wants one score for two classes, called -1 and 1; cross-entropy wants a logit for each class; a
squared error one number.  A Task says so once, for the training loop, for predictions and for pictures.

>>> from micrograd_like import data
>>> task = task_for(data.iris())
>>> task.name, task.outputs, task.decide([0.1, 2.0, -1.0])
('cross_entropy', 3, 1)
>>> task_for(data.iris(), "hinge")
Traceback (most recent call last):
micrograd_like.data.csvfile.DataError: hinge tells two classes apart, but species has 3; use cross_entropy
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..data.csvfile import DataError
from ..data.dataset import Dataset, row_of
from ..engine import Value
from ..nn import Module, losses
from ..rules import table
from ..rules.operands import is_list

NAMES = ("cross_entropy", "binary_cross_entropy", "hinge", "mean_squared_error", "quadratic", "huber")
FUNCTIONS = {name: getattr(losses, name) for name in NAMES} | {
    "binary_cross_entropy": losses.binary_cross_entropy_with_logits
}
REGRESSION = NAMES[3:]  # for numbers; classes become one-hot rows
OF_TWO_CLASSES = ("hinge", "binary_cross_entropy")  # with one output


@dataclass(frozen=True)
class Task:
    """name: of the loss.  loss(outputs, targets): the mean over a batch.  outputs: how many it takes.

    outputs: 0 means any number.  classes: how many; 0 for a number as target.  own: whether the loss is a
    function of the user's own: then a single output means the class for which that loss would be smallest,
    or, if it cannot say for one row, whether it is above 0.
    """

    name: str
    loss: Callable[[Any, Any], Any]
    outputs: int
    classes: int
    own: bool = False

    def targets(self, data: Dataset) -> list[Any]:
        """The targets as the loss takes them."""
        if self.name == "hinge":
            return data.signs
        if self.classes and self.name in REGRESSION:
            return [[float(k == y) for k in range(self.classes)] for y in data.y]
        return data.y

    def decide(self, output: Any) -> Any:
        """The prediction for one output of the network: the index of a class, or a number."""
        if not self.classes:
            return output
        if is_list(output):
            return list(output).index(max(output))
        return self._of_least_loss(output) if self.own else int(output > 0)

    def _of_least_loss(self, output: float) -> int:
        """The class for which a loss of the user's own is least: it alone knows what one number means."""
        try:
            return min(range(self.classes), key=lambda k: floats(self.loss([Value(output)], [k])))
        except Exception:  # it may ask for more than one row, or for anything else
            return int(output > 0)

    def probabilities(self, output: Any) -> list[float] | None:
        """The probability of each class, where the loss gives outputs that meaning."""
        if self.name == "cross_entropy":
            return table.softmax(output)
        if self.name == "binary_cross_entropy":
            return [table.sigmoid(-output), table.sigmoid(output)]
        return None

    def check(self, output: Any) -> None:
        """Raise unless the network has as many outputs as the loss asks for."""
        if output is None:
            raise TypeError("the network gave None for a row; let its __call__ return what it computes")
        given = len(output) if is_list(output) else 1
        if self.outputs not in (0, given):
            classes = f" for {self.classes} classes" if self.classes else ""
            many = "1 output" if self.outputs == 1 else f"{self.outputs} outputs"
            labels = ""
            if self.outputs == 1 and not self.classes:
                labels = ", or for classes give Dataset.from_labels(X, labels)"
            raise ValueError(
                f"{self.name} takes {many}{classes}, but the network gives {given}; "
                f"build it with a last layer of {self.outputs}{labels}"
            )


def task_for(data: Any, loss: Any = None, outputs: int | None = None) -> Task:
    """The task of learning this data set (or anything with classes and a target).

    loss: a name, a function of outputs and targets, a Task, which is given back, or None: cross-entropy for
    classes (binary if the network has one output), mean squared error for numbers.
    """
    if isinstance(loss, Task):
        return loss
    classes = len(data.classes)
    if classes == 1:
        only = data.classes[0]
        raise DataError(f"there is one class only, {only!r}, and nothing to tell apart; add rows of another")
    loss = _usual(classes, outputs) if loss is None else loss
    plain = loss.func if isinstance(loss, partial) else loss
    name = next((name for name, function in FUNCTIONS.items() if plain is function), loss)
    if callable(name):
        return Task(getattr(name, "__name__", "loss"), name, 0, classes, own=True)
    if name == "binary_cross_entropy_with_logits":  # as the function is called
        name = loss = "binary_cross_entropy"
    if name not in NAMES:
        raise DataError(f"there is no loss {name!r}; choose one of {', '.join(NAMES)}")
    function = loss if callable(loss) else FUNCTIONS[name]
    if not classes and _are_probabilities(name, data):
        return Task(name, function, data.width, 0)
    _check_fits(name, classes, data.target)
    return Task(name, function, 1 if name in OF_TWO_CLASSES else classes or data.width, classes)


def _usual(classes: int, outputs: int | None) -> str:
    """The loss for so many classes, where nothing else is asked for."""
    if not classes:
        return "mean_squared_error"
    return "binary_cross_entropy" if outputs == 1 and classes == 2 else "cross_entropy"


def _check_fits(name: str, classes: int, target: str) -> None:
    """Raise unless this loss is for a target of so many classes, or for a number."""
    numbers = f"{target} is a number; use {REGRESSION[0]}, or for labels Dataset.from_labels(X, labels)"
    if name in OF_TWO_CLASSES and classes != 2:
        has = f"{target} has {classes}; use cross_entropy" if classes else numbers
        raise DataError(f"{name} tells two classes apart, but {has}")
    if name == "cross_entropy" and not classes:
        raise DataError(f"cross_entropy tells classes apart, but {numbers}")


def _are_probabilities(name: str, data: Any) -> bool:
    """Whether the targets are probabilities that this loss takes: of each class, or of each output."""
    rows = [row_of(y) for y in getattr(data, "y", ())]
    if name == "cross_entropy":
        return data.width > 1 and all(min(row) >= 0 and abs(sum(row) - 1) < 1e-3 for row in rows)
    return name == "binary_cross_entropy" and bool(rows) and all(0 <= p <= 1 for row in rows for p in row)


def floats(output: Any) -> Any:
    """The numbers of a network's output, without its graph."""
    if type(output) is Value:
        return output.data
    if is_list(output):
        return [x.data if type(x) is Value else floats(x) for x in output]
    return output.data if isinstance(output, Value) else float(output)


def predict(model: Callable[[Sequence[float]], Any], rows: Sequence[Sequence[float]]) -> list[Any]:
    """The outputs of the network for each row, as plain numbers; a Module is used in eval() mode."""
    with evaluating(model):
        return [floats(model(x)) for x in rows]


@contextmanager
def evaluating(model: Any) -> Iterator[None]:
    """Inside, a Module is in eval() mode; afterwards each layer is in the mode in which it was."""
    modes = [(module, module.training) for module in model.modules()] if isinstance(model, Module) else []
    try:
        for module, _ in modes:
            module.training = False
        yield
    finally:
        for module, training in modes:
            module.training = training
