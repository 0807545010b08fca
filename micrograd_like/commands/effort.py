"""What the gradient of a loss costs in reverse and in forward mode, in words: demo and train print it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..comparing.numbered import NumberedGraph
from ..nn import Module


def costs(loss: Callable[[Any], Any], model: Module) -> dict[str, str]:
    """Edges on a way from a parameter to the loss, visited in each mode.

    The counts are those of ``micrograd-like race``.
    """
    plan = NumberedGraph(loss, (model,))
    edges, n = sum(len(live) for _, live in plan.edges), len(plan.inputs)
    reverse = f"one sweep over the {edges:,} edges of the graph that carry a derivative gives all {n} of them"
    forward = f"one sweep for each parameter, {n} x {edges:,} = {n * edges:,} edges, gives the same"
    return {"reverse mode": reverse, "forward mode": forward}
