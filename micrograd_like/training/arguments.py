"""What fit() was given, looked at once, before the first step: each complaint says what to give instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import signature
from numbers import Integral, Real
from operator import index
from typing import Any

from ..data.dataset import Dataset
from ..nn import Module
from ..rules.operands import shown
from . import optim
from .history import History
from .optimizer import KEEP

FUNCTIONS = {  # what each is a function of, of how many arguments, and an example
    "penalty": ("the model alone", 1, "lambda model: regularizers.l2(model, 1e-4)"),
    "schedule": ("the steps so far", 1, "schedules.cosine(0.1, steps=500)"),
    "loss": ("outputs and targets", 2, "losses.hinge"),
    "callback": ("the history and the model", 2, "lambda history, model: print(history)"),
}
Callback = Callable[[History, Any], Any]


@dataclass
class Arguments:
    """The arguments of fit(), which says what they mean."""

    model: Any
    data: Dataset
    loss: Any
    optimizer: optim.Optimizer
    penalty: Callable[[Any], Any] | None
    epochs: int
    batch: int | None
    validation: float | Dataset
    seed: int
    shuffle: bool
    schedule: Callable[[int], float] | None
    clip: float | None
    patience: int | None
    callbacks: list[Callback]
    name: str
    compile: Any

    @classmethod
    def checked(
        cls, model: Any, data: Any, y: Any, *, optimizer: Any, callbacks: Any, **others: Any
    ) -> Arguments:
        """The arguments, once looked at; raises for what could not be trained, or would not be."""
        _check_counts(others["epochs"], others["batch"], others["patience"], others["clip"])
        data = _dataset(model, data, y)
        _check_kinds(model, optimizer, others["seed"], others["name"])
        if others["compile"] not in (True, False, "auto"):
            raise ValueError(f"fit takes compile=True, False or 'auto', but got {others['compile']!r}")
        _check_function("penalty", others["penalty"])
        _check_function("schedule", others["schedule"])
        if callable(others["loss"]):
            _check_function("loss", others["loss"])
        _check_validation(others["validation"], data)
        others |= {"seed": index(others["seed"]), "shuffle": bool(others["shuffle"])}
        optimizer = optimizer or optim.Adam(model, lr=0.01)
        return cls(model, data, optimizer=optimizer, callbacks=_functions(callbacks), **others)


def _check_counts(epochs: Any, batch: Any, patience: Any, clip: Any) -> None:
    for name, number, least in (("epochs", epochs, 0), ("patience", patience, 1)):
        if number is not None and not _is_count(number, least):
            raise ValueError(f"{name} is a whole number of {least} or more, but got {number!r}")
    if batch is not None and not _is_count(batch, 1):
        raise ValueError(f"a mini-batch has 1 row or more, but got {batch!r}; None takes all rows at once")
    if isinstance(clip, bool) or (clip is not None and not clip > 0):
        raise ValueError(f"gradients are clipped to a length above 0, but got {clip!r}; None does not clip")


def _is_count(number: Any, least: int) -> bool:
    return isinstance(number, Integral) and int(number) >= least


def _dataset(model: Any, data: Any, y: Any) -> Dataset:
    """The model's data: a Dataset, or rows and their targets."""
    if not isinstance(model, Module):
        order = isinstance(data, Module) or isinstance(y, Module)
        advice = "; the model comes first: fit(model, data)" if order else ""
        raise TypeError(f"fit trains a Module, such as nn.MLP(2, [16, 1]), but got {shown(model)}{advice}")
    if y is None and not isinstance(data, Dataset):
        raise TypeError(f"fit takes a Dataset, but got a {type(data).__name__}; give data.Dataset(X, y)")
    if y is None:
        return data
    if isinstance(data, Dataset):
        known = f"fit takes a Dataset with the targets in it, but got {shown(y)} as well"
        raise TypeError(f"{known}; give all else by name, such as epochs=100")
    return Dataset(data, y)


def _check_kinds(model: Module, optimizer: Any, seed: Any, name: Any) -> None:
    if not isinstance(seed, Integral):
        raise TypeError(
            f"fit takes a seed as a whole number, so that the run can be repeated, but got {seed!r}"
        )
    if not isinstance(name, str):
        raise TypeError(f"fit takes the name of a run as text, but got {name!r}")
    own = {p for _, p in model.named_parameters()}
    if not own:
        raise ValueError(f"{model!r} has no parameters, so nothing would be learnt; {KEEP}")
    if optimizer is None:
        return
    if not isinstance(optimizer, optim.Optimizer):
        raise TypeError(f"fit takes an optimizer, such as optim.Adam(model), but got {optimizer!r}")
    if not own.intersection(optimizer.parameters):
        raise ValueError(
            "the optimizer moves none of the model's parameters, so nothing would be learnt; build it of "
            "this model"
        )


def _check_function(name: str, given: Any) -> None:
    if given is None:
        return
    of, count, example = FUNCTIONS[name]
    if not callable(given):
        raise TypeError(f"fit takes a {name} as a function, such as {example}, but got {given!r}")
    try:
        signature(given).bind(*[None] * count)
    except TypeError:
        raise TypeError(f"fit takes a {name} of {of}, such as {example}, but got {given!r}") from None
    except ValueError:  # a callable that cannot be looked at
        pass


def _check_validation(validation: Any, data: Dataset) -> None:
    if not isinstance(validation, Real | Dataset):
        kind = type(validation).__name__
        raise TypeError(
            f"fit takes the share of rows to validate on, such as 0.2, or a Dataset, but got a {kind}"
        )
    if not isinstance(validation, Dataset):
        return
    if not len(validation):
        raise ValueError("the validation set has no rows; give some, or validation=0 for none")
    own, other = [*data.classes], [*validation.classes]
    if own != other:
        raise ValueError(
            f"the data have the classes {own}, but the validation set {other}; "
            "make both with the same, as Dataset.from_labels(X, labels, classes=...) does"
        )


def _functions(callbacks: Iterable[Callback]) -> list[Callback]:
    if callable(callbacks):
        raise TypeError(f"callbacks is a list of functions, but got {callbacks!r}; put it in brackets")
    callbacks = list(callbacks)
    if odd := [f for f in callbacks if not callable(f)]:
        raise TypeError(
            f"callbacks is a list of functions of the history and the model, but has {odd[0]!r} among them"
        )
    for f in callbacks:
        _check_function("callback", f)
    return callbacks
