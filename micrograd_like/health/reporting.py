"""The health of gradients: where a network is saturated, dead, or passes back too little or too much.

Backpropagation multiplies slopes.  Where activations are flat it multiplies by almost nothing, and what
comes before stops learning; where weights are large it multiplies until numbers overflow.  ``report`` says
which, for each layer, and what to do.

>>> import random
>>> from micrograd_like import nn, losses
>>> random.seed(0)
>>> model = nn.MLP(2, [4, 1], activation="sigmoid")
>>> for p in model.layers[0].parameters(): p.data *= 40
>>> X, y = [[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0]], [1, -1, 1]
>>> print(report(model, losses.hinge([model(x) for x in X], y), lr=0.1))
layer     units activation  saturated dead   |delta|  |gradient|  update/weight
layers.0      4 sigmoid          83%     0  8.93e-04    4.71e-03       9.57e-06
layers.1      1 linear             -     0  3.33e-01    9.37e-01       1.12e-01
Saturated outputs: 83% in layers.0 lie where the slope is almost 0; make the weights smaller
(init="xavier") or standardise the inputs.
Uneven steps, as a share of the weights: 1e-05 in layers.0, 0.1 in layers.1; no lr suits them all,
so use Adam, which scales each step.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import fill
from typing import Any

from ..comparing.other_engines import is_node
from ..comparing.stored import about_grads, number
from ..engine import Value, topological_order
from ..nn import Module, Neuron, primitive
from ..tables import table
from .advice import advise
from .courses import about_course, losses_of
from .layer_health import LayerHealth, explodes, vanishes
from .other_nodes import layers_of_nodes

FLAT = 0.01  # an activation is saturated where its slope is below this share of its steepest
Members = Sequence[
    tuple[Value, Neuron | None]
]  # the parameters of a layer, each with the neuron that holds it


@dataclass(frozen=True)
class Report:
    """What report() found: a line for each layer, and sentences of advice.  Print it; in a notebook, a table.

    notes: what is no fault, but a reader of p.grad should know.
    """

    layers: list[LayerHealth]
    vanishing: bool
    exploding: bool
    advice: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def dead(self) -> int:
        """How many neurons have no slope for any example."""
        return sum(layer.dead for layer in self.layers)

    def __str__(self) -> str:
        width = max(len(layer.name) for layer in self.layers) + 1
        head = f"{'layer':<{width}} units activation  saturated dead   |delta|  |gradient|  update/weight"
        lines = [layer.line(width) for layer in self.layers]
        return "\n".join([head, *lines, *(fill(told, 100) for told in (*self.advice, *self.notes))])

    def _repr_html_(self) -> str:
        """A line for each layer, what stands out in it in words, and the advice."""
        head = ["layer", "units", "activation", "saturated", "dead", "|delta|", "|gradient|", "update/weight"]
        rows = [layer.cells() for layer in self.layers]
        shown = table(head, rows, words={0, 2}, below=(*self.advice, *self.notes))
        return self._bars()._repr_html_() + shown

    def _bars(self) -> Any:
        """The gradient that reaches each layer, so that vanishing is seen at a glance."""
        from ..pictures import bar_plot

        sizes = {layer.name: layer.each for layer in self.layers}
        some = [x for x in sizes.values() if 0 < x < math.inf]
        wide = bool(some) and max(some) > 100 * min(some)
        return bar_plot(sizes, title="Gradient of a parameter", ylabel="root mean square", log=wide)


def report(model: Any, loss: Any, lr: float = 0.0, optimizer: Any = None, *,
           beats_baseline: bool = True, history: Any = None) -> Report:  # fmt: skip
    """The health of every layer of the model at a loss computed with it, on one batch of examples.

    lr, or an optimizer of the model's parameters: what a step would be; nothing is changed, gradients
    included.  beats_baseline=False: the model is known to be no better than a baseline, and the advice
    takes that into account.  history: what fit() returned, or the losses epoch by epoch; the advice then
    says whether they rise, jump or stand still.

    A loss of another engine will do as well, if its nodes have data, grad, parents and backward(): see
    other_nodes for what the model must have then.

    The gradients are those of this loss.  Where p.grad holds something else, the report says so, and names
    the likely cause, such as a forgotten zero_grad().
    """
    if not isinstance(loss, Value):
        if not is_node(loss):
            raise TypeError(f"report takes the loss as a Value, with its graph, but got {loss!r}")
        layers = layers_of_nodes(model, loss, lr)
        told = advise(layers, beats_baseline, about_course(*losses_of(history)))
        return Report(layers, vanishes(layers), explodes(layers), told)
    groups, order = _groups(model), topological_order(loss)
    parameters = [p for members in groups.values() for p, _ in members]
    _check_same_model(parameters, order, optimizer)
    seen: dict[Value, list[Value]] = {}  # for the bias of each neuron, the weighted inputs z it had
    for node in order:
        if getattr(node.rule, "name", "") == "affine":
            seen.setdefault(node.parents[-1], []).append(node)
    held = [number(node.grad) for node in order]
    grads = _gradients(loss, order, parameters)
    faults, notes = _about_held(model, order, held, grads)
    trained = set(model.parameters())
    steps = _steps({p: g for p, g in grads.items() if p in trained}, lr, optimizer)
    layers = [_layer(name, members, seen, grads, steps) for name, members in groups.items()]
    told = advise(layers, beats_baseline, [*faults, *about_course(*losses_of(history))])
    return Report(layers, vanishes(layers), explodes(layers), told, notes)


def _check_same_model(parameters: Sequence[Value], order: Sequence[Value], optimizer: Any) -> None:
    """Raise unless the loss and the optimizer, if there is one, are those of these parameters."""
    own = set(parameters)
    if not own.intersection(order):
        raise ValueError("the loss does not depend on the model's parameters; compute it with this model")
    if optimizer is not None and not own.intersection(optimizer.parameters):
        raise ValueError(
            "the optimizer moves none of the model's parameters; give the one that trains this model"
        )


def _layer(name: str, members: Members, seen: dict[Value, list[Value]], grads: dict[Value, float],
           steps: dict[Value, float]) -> LayerHealth:  # fmt: skip
    """The line about the layer with these parameters."""
    neurons = list({id(n): n for _, n in members if n is not None}.values())
    slopes = [[_steepness(n.activation, z.data) for z in seen.get(n.b, ())] for n in neurons if n.nonlin]
    flat = [s < FLAT for neuron in slopes for s in neuron]
    errors = [grads[z] for n in neurons for z in seen.get(n.b, ())]
    size = math.hypot(*(p.data for p, _ in members))
    return LayerHealth(
        name=name,
        units=len(neurons),
        activation=neurons[0].activation if slopes else "linear",
        saturated=sum(flat) / len(flat) if flat else None,
        dead=sum(bool(neuron) and not any(neuron) for neuron in slopes),
        delta=math.hypot(*errors) / math.sqrt(len(errors)) if errors else None,
        gradient=math.hypot(*(grads[p] for p, _ in members)),
        size=size,
        count=len(members),
        update=_update([steps[p] for p, _ in members if p in steps], size),
    )


def _update(moves: Sequence[float], size: float) -> float | None:
    """The length of the next step as a share of the size of what it moves; None if no step is known."""
    if not moves:
        return None
    step = math.hypot(*moves)
    if not size:
        return math.inf if step else 0.0
    return step / size


def _groups(model: Module) -> dict[str, list[tuple[Value, Neuron | None]]]:
    """The parameters by layer, each with the neuron that holds it."""
    neurons = {p: m for m in model.modules() if isinstance(m, Neuron) for p in (*m.w, m.b)}
    groups: dict[str, list] = {}
    for name, p in model.named_parameters():
        place = name
        if p in neurons:  # layers.0.neurons.3.w.1 belongs to layers.0
            place = re.sub(r"(^|\.)(neurons\.\d+\.)?(w\.\d+|b)$", "", name) or type(model).__name__.lower()
        groups.setdefault(place, []).append((p, neurons.get(p)))
    if not groups:
        raise ValueError(f"{model!r} has no parameters, so there is no gradient to report on")
    return groups


def _gradients(loss: Value, order: Sequence[Value], ps: Sequence[Value]) -> dict[Value, float]:
    """d(loss)/d(node) of all nodes and parameters; the grads there were are put back."""
    kept = [node.grad for node in order]
    for node in order:
        node.grad = 0.0
    loss.backward()
    grads = dict.fromkeys(ps, 0.0) | {node: node.grad for node in order}
    for node, grad in zip(order, kept, strict=True):
        node.grad = grad
    return grads


def _about_held(
    model: Module, order: Sequence[Value], held: Sequence[float], grads: dict[Value, float]
) -> tuple[list[str], list[str]]:
    """Why the grads that the parameters hold are not those of this loss: faults, and what is none.

    It is none if backward() has not run from this loss, or if zero_grad() has run since.
    """
    places = {p: name for name, p in model.named_parameters()}
    mine = [i for i, node in enumerate(order[:-1]) if node in places]
    asked = any(held[i] for i in mine)
    if not asked and not held[-1]:
        return [], []  # nobody has asked for a gradient yet
    chosen = [*mine, len(order) - 1]
    names = [places.get(order[i]) or order[i].label or "this loss" for i in chosen]
    nodes = [order[i] for i in chosen]
    why = about_grads(nodes, names, [held[i] for i in chosen], [grads[node] for node in nodes])
    told = [f"p.grad is not the gradient of this loss: {line}" + "." * (line[-1] != "?") for line in why]
    return (told, []) if asked and held[-1] else ([], told)


def _steps(grads: dict[Value, float], lr: float, optimizer: Any) -> dict[Value, float]:
    """How far the next step would move each parameter, 0 for those the optimizer does not have.

    Nothing if no step is known.
    """
    if optimizer is None:
        return {p: lr * g for p, g in grads.items()} if lr else {}
    moves = dict.fromkeys(grads, 0.0)
    for p, state, count in zip(optimizer.parameters, optimizer.state, optimizer.counts, strict=True):
        if p in moves:
            moves[p] = optimizer.update(p.data, grads[p], state, optimizer.lr, count + 1)[0] - p.data
    return moves


def _steepness(activation: str, z: float) -> float:
    """The slope at z as a share of the steepest."""
    return abs(_slope(activation, z)) / _steepest(activation)


def _slope(activation: str, z: float) -> float:
    return primitive(activation).linearize(z)[1][0] or 0.0


@lru_cache
def _steepest(activation: str) -> float:
    return max(abs(_slope(activation, k / 8)) for k in range(-80, 81))
