"""The health of a network on any engine: nodes with data, grad and parents, and backward() to fill the grads.

A network has ``layers``, a layer ``neurons``, a neuron ``parameters()``; or a dict gives, for the name of
each layer, its neurons as lists of parameters.  Where nodes have ``partials`` too, saturation is seen: an
activation is the first node with a single parent on the way up from a neuron's parameters, if its slopes
lie between 0 and 1; a layer without one is linear.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..graph import walk
from .layer_health import LayerHealth

FLAT = 0.01  # the share of the steepest slope, 1, below which an activation counts as saturated
Neurons = list[list[Any]]


def layers_of_nodes(model: Any, loss: Any, lr: float) -> list[LayerHealth]:
    """The line of each layer; the grads that the nodes hold are put back."""
    groups = neurons_of(model)
    order = walk([loss], lambda node: node.parents)
    held, places = [node.grad for node in order], {node: k for k, node in enumerate(order)}
    if not any(p in places for neurons in groups.values() for ps in neurons for p in ps):
        raise ValueError("the loss does not depend on the model's parameters; compute it with this model")
    for node in order:
        node.grad = 0.0
    loss.backward()
    grads = {node: float(node.grad) for node in order}
    for node, grad in zip(order, held, strict=True):
        node.grad = grad
    users: dict[Any, list[Any]] = {}
    for node in order:
        for parent in node.parents:
            users.setdefault(parent, []).append(node)
    return [_line(name, neurons, users, grads, lr) for name, neurons in groups.items()]


def neurons_of(model: Any) -> dict[str, Neurons]:
    """The parameters by layer and neuron."""
    if isinstance(model, Mapping):
        return {str(name): [list(neuron) for neuron in neurons] for name, neurons in model.items()}
    layers = getattr(model, "layers", None)
    if layers is None or not all(hasattr(layer, "neurons") for layer in layers):
        raise TypeError(
            f"report knows no layers of {model!r}; give it `layers` with `neurons`, or a dict such as "
            '{"hidden": [neuron.parameters() for neuron in hidden]}'
        )
    return {
        f"layers.{k}": [list(neuron.parameters()) for neuron in layer.neurons]
        for k, layer in enumerate(layers)
    }


def activations(parameters: list[Any], users: Mapping[Any, list[Any]]) -> list[Any]:
    """The nodes with a single parent that are met first on all ways up from these parameters."""
    found, waiting, seen = [], list(parameters), set()
    while waiting:
        for node in users.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                (found if len(node.parents) == 1 else waiting).append(node)
    return found


def _line(
    name: str, neurons: Neurons, users: Mapping[Any, list[Any]], grads: Mapping[Any, float], lr: float
) -> LayerHealth:
    members = [p for neuron in neurons for p in neuron]
    above = [activations(neuron, users) for neuron in neurons]
    slopes = [[_slope(node) for node in nodes] for nodes in above]
    known = [s for own in slopes for s in own if s is not None]
    if not all(0 <= s <= 1 for s in known):  # what the loss does with the scores of a linear layer
        above, slopes, known = [], [], []
    errors = [grads[node.parents[0]] for nodes in above for node in nodes]
    size, gradient = (math.hypot(*numbers) for numbers in _sizes(members, grads))
    step = lr * gradient
    return LayerHealth(
        name=name,
        units=len(neurons),
        activation="own" if above else "linear",
        saturated=sum(s < FLAT for s in known) / len(known) if known else None,
        dead=sum(bool(own) and all(s == 0 for s in own) for own in slopes),
        delta=math.hypot(*errors) / math.sqrt(len(errors)) if errors else None,
        gradient=gradient,
        size=size,
        count=len(members),
        update=None if not lr else step / size if size else math.inf if step else 0.0,
    )


def _sizes(members: list[Any], grads: Mapping[Any, float]) -> tuple[list[float], list[float]]:
    return [float(p.data) for p in members], [grads.get(p, 0.0) for p in members]


def _slope(node: Any) -> float | None:
    partials = getattr(node, "partials", None)
    return None if not partials else float(partials[0] or 0.0)
