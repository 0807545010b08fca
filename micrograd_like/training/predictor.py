"""A trained network with all that is needed to use it: names of columns and classes, its scaling, its task.

>>> import random
>>> from micrograd_like import data, nn
>>> from micrograd_like.training import fit
>>> train, validation = data.xor(40).split(0.25)
>>> random.seed(0)
>>> predictor = Predictor.for_data(nn.MLP(2, [8, 2]), train, data.Scaling.of(train))
>>> scaled = predictor.scaling(train), predictor.scaling(validation)
>>> _ = fit(predictor.model, scaled[0], loss=predictor.task, validation=scaled[1], progress=False)
>>> predictor([-1.0, 1.0]), predictor.score(validation)
('different', 'accuracy 100.0 % (10 of 10 rows)')
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ..data.csvfile import DataError, Table, as_number, spelled
from ..data.dataset import Dataset, row_of
from ..data.scaling import Scaling
from ..nn import Module
from ..nn.saving import makes_new
from ..rules.operands import is_list
from .scores import Score, score_of
from .tasks import NAMES, Task, predict, task_for


class Predictor:
    """The network and what its inputs and outputs mean.

    Call it on a row of numbers: the class, or the number, it predicts.  task: what it was trained for; may be
    given as the name of a loss.
    """

    def __init__(  # noqa: PLR0917  in the order in which a file holds them
        self,
        model: Any,
        features: list[str],
        target: str,
        classes: list[str],
        scaling: Scaling,
        task: Task | str,
    ):
        self.model, self.features, self.target, self.classes = model, features, target, classes
        self.scaling = scaling
        self.task = task_for(self, task)

    @classmethod
    def for_data(cls, model: Any, data: Dataset, scaling: Scaling, loss: Any = None) -> Predictor:
        """The predictor of a network trained on data standardised so, with this loss or for this Task."""
        first = predict(model, [scaling.row(data.X[0])])[0]
        task = task_for(data, loss, len(first) if is_list(first) else 1)
        if task.own:
            raise DataError(
                f"a Predictor knows losses by name, but got {loss!r}; give one of {', '.join(NAMES)}"
            )
        task.check(first)
        return cls(model, list(data.features), data.target, list(data.classes), scaling, task)

    def __repr__(self) -> str:
        return f"Predictor of {self.target} from {', '.join(self.features)}: {self.model!r}"

    @property
    def loss(self) -> str:
        """The name of the loss it was trained with."""
        return self.task.name

    @property
    def width(self) -> int:
        """How many numbers a target has."""
        return len(row_of(self.scaling.target_mean))

    @property
    def targets(self) -> list[str]:
        """The names of the numbers predicted."""
        return [self.target] if self.width == 1 else [f"{self.target}{j}" for j in range(1, self.width + 1)]

    def outputs(self, rows: Sequence[Sequence[float]]) -> list[Any]:
        """What the network gives for rows in their own units."""
        return predict(self.model, [self.scaling.row(x) for x in rows])

    def __call__(self, x: Sequence[float]) -> Any:
        return self.read(self.outputs([x])[0])

    def read(self, output: Any) -> Any:
        """The name of the class an output stands for, or the number in the units of the target."""
        decided = self.task.decide(output)
        return self.classes[decided] if self.classes else self.scaling.target(decided)

    def score(self, data: Dataset) -> str:
        """How good it is on rows whose targets are known, in words."""
        return str(self.rated(data))

    def rated(self, data: Dataset) -> Score:
        """How good it is on rows whose targets are known."""
        decided = map(self.task.decide, self.outputs(data.X))
        found = [*decided] if self.classes else [*map(self.scaling.target, decided)]
        return score_of(found, data, self.targets)

    def save(self, path: str | os.PathLike, **more: Any) -> None:
        """Write the network and all the rest as one JSON file, whole or not at all."""
        own = {"features": self.features, "target": self.target, "classes": self.classes, "loss": self.loss,
               "scaling": asdict(self.scaling)}  # fmt: skip
        self.model.save(path, **own, **more)

    @makes_new
    @classmethod
    def load(cls, path: str | os.PathLike) -> Predictor:
        """A new predictor, the one in a file that save() wrote."""
        name = os.fspath(path)
        try:
            model, extra = Module.load_extra(path)
            whole = cls._built(model.eval(), extra)
        except FileNotFoundError:
            raise FileNotFoundError(
                f"there is no file {name!r} here ({os.getcwd()}); train a model first"
            ) from None
        except OSError as error:
            raise OSError(
                f"{name!r} cannot be read: {(error.strerror or str(error)).lower()}; give a model from train"
            ) from None
        except (LookupError, TypeError, ArithmeticError, DataError):
            raise DataError(
                f"{name!r} holds a network, but not what its inputs mean; save it with a Predictor, or train"
            ) from None
        if not all(map(math.isfinite, model.state_dict().values())):
            raise DataError(f"{name!r} holds a network with parameters that are not finite; train it anew")
        return whole

    @classmethod
    def _built(cls, model: Module, extra: dict[str, Any]) -> Predictor:
        """The predictor of what a file holds; raises DataError, or what a missing part raises."""
        features, classes, target = extra["features"], extra["classes"], extra["target"]
        lists = isinstance(features, list) and isinstance(classes, list)
        if not lists or not all(isinstance(name, str) for name in (*features, *classes, target)):
            raise DataError("names of columns and classes are text")
        try:
            whole = cls(model, features, target, classes, Scaling(**extra["scaling"]), extra["loss"])
            whole.task.check(whole.outputs([[0.0] * len(features)])[0])
        except ValueError as error:
            raise DataError(str(error)) from None
        return whole

    def table(self, table: Table) -> list[list[str]]:
        """A header and a row of text for each row of the table, whose columns may stand in any order."""
        if missing := [name for name in self.features if name not in table.columns]:
            have = ", ".join(map(repr, table.columns[:20]))
            raise DataError(
                f"{table.path} has no column {missing[0]!r}, which the network needs; it has {have}"
            )
        outputs = self.outputs(table.rows(self.features))
        header = [f"predicted {name}" for name in self.targets]
        if self.task.probabilities(outputs[0]):
            header += [f"probability {name}" for name in self.classes]
        return [header, *(self._row(output) for output in outputs)]

    def _row(self, output: Any) -> list[str]:
        found = self.read(output)
        told = [found] if self.classes else [*map(spelled, row_of(found))]
        return [*told, *(f"{p:.6g}" for p in self.task.probabilities(output) or ())]

    def known(self, table: Table) -> Dataset | None:
        """The rows of the table and their targets; None without that column, DataError if one is missing."""
        if self.target not in table.columns:
            return None
        if self.classes:
            labels = zip(table.labels(self.target), table.lines, strict=True)
            told = [self._class(label, table, line) for label, line in labels]
        else:
            told = table.column(self.target)
        return Dataset(table.rows(self.features), told, self.features, self.target, self.classes)

    def _class(self, label: str, table: Table, line: int) -> int:
        """The index of a class, however its number is spelled."""
        number, name = as_number(label), label
        if label not in self.classes and number is not None and math.isfinite(number):
            name = spelled(number)
        if name not in self.classes:
            known = ", ".join(self.classes)
            raise DataError(
                f"{table.path}, line {line}, column {self.target!r}: the network does not know {label!r}, "
                f"only {known}"
            )
        return self.classes.index(name)
