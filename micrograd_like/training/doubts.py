"""What fit() warns of: trainings that run, and yet cannot learn what they look as if they learnt.

>>> from micrograd_like import Value, data, nn
>>> from micrograd_like.training import fit
>>> scale = Value(1.0)  # hidden from the model
>>> class Scaled(nn.Module):
...     def __init__(self):
...         self.w = Value(0.5)
...     def __call__(self, x):
...         return self.w * x[0] + scale
>>> import warnings
>>> with warnings.catch_warnings(record=True) as told:
...     warnings.simplefilter("always")
...     _ = fit(Scaled(), data.Dataset([[1.0], [2.0]], [2.0, 3.0]), epochs=1, validation=0, progress=False)
>>> told[0].message
UserWarning("the loss depends on a Value (1.0) that is no parameter of the model or the optimizer, so it ...
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from typing import Any

from ..data.dataset import Dataset
from ..engine import Value, topological_order
from ..nn import Module
from ..rules.operands import is_list
from .optim import Optimizer
from .tasks import Task

ENDS_IN = {
    "cross_entropy": "softmax",
    "binary_cross_entropy": "sigmoid",
}  # what these losses apply themselves


def warn(text: str) -> None:
    """Warn where the user's own code called us."""
    frame, level = sys._getframe(1), 2
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("micrograd_like."):
        frame, level = frame.f_back, level + 1
    warnings.warn(text, stacklevel=level)


def warn_of_twice(task: Task, output: Any) -> None:
    """Warn of a model that ends in the function which the loss applies itself."""
    last = ENDS_IN.get(task.name)
    outputs = output if is_list(output) else [output]
    if task.own or not last or any(getattr(getattr(y, "rule", None), "name", "") != last for y in outputs):
        return
    text = f"{task.name} applies {last} itself, and the model ends in one too; leave it out there"
    if last == "sigmoid":
        text += ", or give loss=losses.binary_cross_entropy, which takes probabilities"
    warn(text)


class Reach:
    """What the losses of the first epoch reach: is it all of the model, and nothing beside it?

    Two things are told.  A Value that is neither a parameter nor in the data, on which two losses in a row
    depend with a gradient, and which nobody has changed in between: a constant made inside the loss is a new
    one each time, and a number that somebody else moves is no business of ours.  And parameters that no loss
    of a whole epoch depends on, where nothing else of the attribute that holds them is reached: of a table of
    embeddings, say, some rows may be left out, but not all.
    """

    def __init__(self, model: Module, optimizer: Optimizer, data: Dataset, first: Any):
        """first: the output for the first row."""
        self.model, trained = model, set(optimizer.trained)
        named = list(model.named_parameters())
        self.own = {p: name for name, p in named if p in trained}
        self.known = {*(p for _, p in named), *optimizer.parameters}
        self.given = {id(x) for row in (*data.X, *data.y) if is_list(row) for x in row}
        self.unreached = set(self.own)
        self.losses, self.told = 0, False
        outputs = first if is_list(first) else [first]
        self.before = self._strangers(topological_order(*(y for y in outputs if isinstance(y, Value))))

    def look(self, loss: Value) -> None:
        """Look at the graph of a loss, once its gradients are there."""
        if not self.open:
            return
        self.losses += 1
        order = topological_order(loss)
        self.unreached.difference_update(order)
        strangers = {leaf: x for leaf, x in self._strangers(order).items() if leaf.grad}
        kept = [leaf for leaf, x in strangers.items() if self.before.get(leaf) == x]
        if kept and not self.told:
            self.told = True
            warn(_about_strangers(kept))
        self.before = strangers if self.open else {}

    @property
    def open(self) -> bool:
        """Whether there is still something to find out."""
        return bool(self.unreached) or self.losses < 2

    def end(self) -> None:
        """Say after the first epoch what no loss has reached."""
        lost, self.unreached = self.unreached, set()
        if lost and len(lost) == len(self.own):
            warn(
                "no loss of the first epoch depends on a parameter of the model, so nothing is learnt; "
                "compute it from the outputs themselves, not from their .data"
            )
        elif lost and (names := [self.own[p] for p in self._left_out(lost)]):
            what = f"the parameter {names[0]}"
            if len(names) > 1:
                what = f"{len(names)} parameters of {len(self.own)}, such as {names[0]}"
            warn(
                f"no loss of the first epoch depends on {what}, so nothing is learnt there; is a part not "
                "used?"
            )

    def _strangers(self, order: Sequence[Value]) -> dict[Value, float]:
        """The leaves that are neither known nor given, with their numbers."""
        leaves = [node for node in order if not node.parents]
        return {x: x.data for x in leaves if x not in self.known and id(x) not in self.given}

    def _left_out(self, lost: set[Value]) -> list[Value]:
        """Those of the lost parameters whose whole attribute is lost, in the order of the model."""
        found: set[Value] = set()
        for module in self.model.modules():
            groups: dict[str, list[Value]] = {}
            for name, p in module.named_parameters():
                if p in self.own:
                    groups.setdefault(name.partition(".")[0], []).append(p)
            for ps in groups.values():
                if lost.issuperset(ps):
                    found.update(ps)
        return [p for p in self.own if p in found]


def _about_strangers(kept: Sequence[Value]) -> str:
    first = kept[0]
    what = f"{first.label} = {first.data}" if first.label else f"{first.data}"
    if len(kept) == 1:
        return (
            f"the loss depends on a Value ({what}) that is no parameter of the model or the optimizer, so it "
            "is not "
            "trained; keep it where the model's parameters() finds it, or, if it is a constant, write it as "
            "a number"
        )
    return (
        f"the loss depends on {len(kept)} Values (such as {what}) that are no parameters of the model or the "
        "optimizer, "
        "so they are not trained; keep them where the model's parameters() finds them, or, if they are "
        "constants, "
        "write them as numbers"
    )
