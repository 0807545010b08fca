"""What fit() was given, looked at before the first step: each complaint says what to give instead."""

from __future__ import annotations

import warnings
from inspect import signature
from numbers import Integral, Real
from typing import Any

from ..data.dataset import Dataset
from ..nn import Module
from ..rules.operands import is_list
from . import optim
from .tasks import Task

EXAMPLES = {
    "penalty": "lambda model: regularizers.l2(model, 1e-4)",
    "schedule": "schedules.cosine(0.1, steps=500)",
}


def check(model: Any, data: Any, optimizer: Any, batch: Any, clip: Any) -> None:
    """Raise for what could not be trained, or would not be."""
    if not isinstance(data, Dataset):
        raise TypeError(f"fit takes a Dataset, but got a {type(data).__name__}; give data.Dataset(X, y)")
    if batch is not None and not (isinstance(batch, Integral) and int(batch) >= 1):
        raise ValueError(f"a mini-batch has 1 row or more, but got {batch!r}; None takes all rows at once")
    if clip is not None and not clip > 0:
        raise ValueError(f"gradients are clipped to a length above 0, but got {clip!r}; None does not clip")
    if not isinstance(model, Module):
        raise TypeError(f"fit trains a Module, such as nn.MLP(2, [16, 1]), but got {model!r}")
    if optimizer is None:
        return
    if not isinstance(optimizer, optim.Optimizer):
        raise TypeError(f"fit takes an optimiser, such as optim.Adam(model), but got {optimizer!r}")
    if not {p for _, p in model.named_parameters()}.intersection(optimizer.parameters):
        raise ValueError(
            "the optimiser moves none of the model's parameters, so nothing would be learnt; build it of this model"
        )


def warn_of_twice(task: Task, output: Any) -> None:
    """Warn of a model that ends in the function which the loss applies itself."""
    last = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}.get("" if task.own else task.name)
    if last and all(
        getattr(getattr(y, "rule", None), "name", "") == last
        for y in (output if is_list(output) else [output])
    ):
        other = (
            ", or give loss=losses.binary_cross_entropy, which takes probabilities"
            if last == "sigmoid"
            else ""
        )
        warnings.warn(
            f"{task.name} applies {last} itself, and the model ends in one too; leave it out there{other}",
            stacklevel=4,
        )


def check_kinds(penalty: Any, schedule: Any, validation: Any, seed: Any) -> None:
    """Raise for a number where a function is asked for, and the like."""
    if not isinstance(seed, Integral):
        raise TypeError(
            f"fit takes a seed as a whole number, so that the run can be repeated, but got {seed!r}"
        )
    for name, given in (("penalty", penalty), ("schedule", schedule)):
        if given is not None and not callable(given):
            raise TypeError(f"fit takes a {name} as a function, such as {EXAMPLES[name]}, but got {given!r}")
    if penalty is not None:
        try:
            signature(penalty).bind(None)
        except TypeError:
            raise TypeError(
                f"fit takes a penalty of the model alone, such as {EXAMPLES['penalty']}, but got {penalty!r}"
            ) from None
        except ValueError:  # a callable that cannot be looked at
            pass
    if isinstance(validation, Dataset) and not len(validation):
        raise ValueError("the validation set has no rows; give some, or validation=0 for none")
    if not isinstance(validation, Real | Dataset):
        raise TypeError(
            f"fit takes the share of rows to validate on, such as 0.2, or a Dataset, but got a {type(validation).__name__}"
        )
