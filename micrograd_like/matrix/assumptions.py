"""The two assumptions backpropagation makes about a cost, as questions one can put to any cost.

1. The cost is an average over examples, C = mean of C_x: then its gradient is the average of their gradients.
2. The cost is a function of the outputs of the network alone: then all error enters at the last layer (BP1).

>>> from micrograd_like.nn.losses import quadratic
>>> outputs, targets = [0.5, 2.0], [0.0, 1.0]
>>> print(average_over_examples(quadratic, outputs, targets))
yes: C of 2 examples is 0.3125, and so is the average of their C_x
>>> print(average_over_examples(worst_example, outputs, targets))
no: C of 2 examples is 0.5, but the average of their C_x is 0.3125
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..engine import Value
from ..graph import walk
from ..nn import Module
from ..nn.losses import quadratic
from ..nn.regularizers import l2
from ..rules import table
from ..rules.operands import is_list


class Verdict(NamedTuple):
    """Whether an assumption holds, and the numbers that show it; true or false in an ``if``."""

    holds: bool
    because: str

    def __bool__(self) -> bool:
        return self.holds

    def __str__(self) -> str:
        return f"{'yes' if self.holds else 'no'}: {self.because}"


def average_over_examples(
    cost: Callable[[Any, Any], Any], outputs: Sequence[Any], targets: Sequence[Any]
) -> Verdict:
    """Whether cost(outputs, targets) is the mean of cost([a], [y]) over the examples, to 12 digits.

    A "yes" is about these examples; one "no" is a proof.
    """
    whole = _number(cost(outputs, targets))
    costs = [_number(cost([a], [y])) for a, y in zip(outputs, targets, strict=True)]
    average = math.fsum(costs) / len(costs)
    holds = math.isclose(whole, average, rel_tol=1e-12, abs_tol=1e-300)
    differs = f"but the average of their C_x is {average:.6g}"
    ending = "and so is the average of their C_x" if holds else differs
    return Verdict(holds, f"C of {len(outputs)} examples is {whole:.6g}, {ending}")


def function_of_outputs(cost: Value, outputs: Sequence[Any], model: Module) -> Verdict:
    """Whether every way from a parameter of the model to the cost leads through its outputs.

    cost: a Value computed from outputs, the model's own (a list of Values, or of rows of them).

    >>> import random
    >>> from micrograd_like.nn import MLP
    >>> random.seed(0); model = MLP(2, [2, 1])
    >>> outputs = [model([1.0, 2.0])]
    >>> print(function_of_outputs(quadratic(outputs, [1.0]), outputs, model))
    yes: all 9 parameters reach the cost through the outputs only
    >>> print(function_of_outputs(penalised(outputs, [1.0], model), outputs, model))
    no: 9 of 9 parameters reach the cost past the outputs, such as layers.0.neurons.0.w.0
    """
    if not isinstance(cost, Value):
        raise TypeError(f"function_of_outputs takes the cost as a Value, with its graph, but got {cost!r}")
    ends = {a for row in outputs for a in (row if is_list(row) else [row])}
    reached = set(walk([cost], lambda node: () if node in ends else node.parents)) - ends
    names = [name for name, p in model.named_parameters()]
    past = [name for name, p in model.named_parameters() if p in reached]
    if not past:
        return Verdict(True, f"all {len(names)} parameters reach the cost through the outputs only")
    return Verdict(
        False, f"{len(past)} of {len(names)} parameters reach the cost past the outputs, such as {past[0]}"
    )


def _number(cost: Any) -> float:
    return cost.data if isinstance(cost, Value) else float(cost)


def worst_example(outputs: Sequence[Any], targets: Sequence[Any]) -> Any:
    """The largest C_x: a cost that breaks the first assumption, as the other examples do not count at all."""
    return table.max(quadratic(outputs, targets, reduction="none"))


def penalised(outputs: Sequence[Any], targets: Sequence[Any], model: Module, strength: float = 0.01) -> Any:
    """Error plus l2 penalty: breaks the second assumption, as every regularized objective does.

    Backpropagation then serves the error, and the penalty adds its own gradient, 2 * strength * p.
    """
    return quadratic(outputs, targets) + l2(model, strength)
