"""``micrograd-like play``: a page in which a small network learns, from the tape of one example.

>>> "<script>" in play(MLP(2, [3, 1], activation="tanh"))._repr_html_()
True
"""

from __future__ import annotations

from typing import Any

from ...compiler import Tape
from ...compiler.javascript import program, value
from ...engine import Value, topological_order
from ...nn import MLP
from ...rules import RULES
from ..plots.axes import COLOURS
from ..quoting import shorten, xml
from .live import Live, alive, literal_text, script, styles

SCRIPTS = ("graph.js", "theme.js", "play.js")
RATE = 0.3


def play(model: MLP | None = None, *, lr: float = RATE) -> Live:
    """A page in which the model learns: boundary, weights, gradients, loss; points to add, drag and remove.

    model: an MLP from 2 inputs to 1 output; without it MLP(2, [8, 8, 1]) with tanh.
    lr: the learning rate at the start.
    The loss is the mean hinge loss relu(1 - label * score) over labels 1 and -1.
    The model itself is left as it is: everything is computed in the page, from the tape of one example.

    >>> play(MLP(3, [4, 1]))
    Traceback (most recent call last):
    ValueError: the page draws points of 2 numbers in 2 classes, but got a model of sizes [3, 4, 1]; ...
    """
    model = MLP(2, [8, 8, 1], activation="tanh") if model is None else model
    _check(model)
    x, target = [Value(0.5), Value(-0.5)], Value(1.0)
    score = model(x)
    loss = (1 - target * score).relu()
    tape = Tape.of(loss)
    slot = {node: i for i, node in enumerate(topological_order(loss))}
    inputs = [slot[v] for v in x]
    sizes = " ".join(map(str, model.sizes))
    net = _network(model, slot, inputs) | {
        "inputs": inputs,
        "target": slot[target],
        "score": slot[score],
        "rate": lr,
        "toScore": [slot[v] for v in topological_order(score) if v.parents],
        "summary": f"a network of {len(model.parameters())} parameters, sizes {sizes}",
    }
    content = f"const net = {literal_text(net)};"
    code = "\n".join([program(tape), _values(tape), *map(script, SCRIPTS), content])
    run = f"playground(host, net, tape, {styles('viewer.css', 'play.css')});"
    return alive(code, run, f"{net['summary']}, learning in the page", _still(model))


def _check(model: Any) -> None:
    """Refuse what the page cannot draw, and say what to give."""
    if not isinstance(model, MLP):
        given = f"{type(model).__name__} {shorten(repr(model))}"
        raise TypeError(f"play() takes an MLP, but got {given}; give MLP(2, [8, 8, 1])")
    if model.sizes[0] != 2 or model.sizes[-1] != 1:
        given = f"but got a model of sizes {model.sizes}"
        raise ValueError(f"the page draws points of 2 numbers in 2 classes, {given}; give MLP(2, [..., 1])")


def _network(model: MLP, slot: dict[Value, int], inputs: list[int]) -> dict[str, Any]:
    """Where each parameter and each neuron's result lie on the tape."""
    readers = {parent: node for node in slot for parent in node.parents}

    def says(neuron: Any) -> int:
        """The slot of a neuron's result: of its weighted sum, or of its activation."""
        z = readers[neuron.b]
        return slot[readers[z] if neuron.nonlin else z]

    layers: list[list[dict[str, Any]]] = [[{"name": f"x{i}", "says": k} for i, k in enumerate(inputs, 1)]]
    for k, layer in enumerate(model.layers):
        neurons = enumerate(layer.neurons)
        layers.append(
            [
                {"name": f"L{k}.n{i}", "w": [slot[w] for w in n.w], "b": slot[n.b], "says": says(n)}
                for i, n in neurons
            ]
        )
    layers[-1][0]["name"] = "score"
    biases = [slot[neuron.b] for layer in model.layers for neuron in layer.neurons]
    return {"params": [slot[p] for p in model.parameters()], "biases": biases, "layers": layers}


def _values(tape: Tape) -> str:
    """VALUES, for each row of the tape a function that gives z alone: half the work without a gradient."""
    names = dict.fromkeys(rule.name for rule in tape.rules if rule is not None)
    functions = {name: value(RULES[name]).replace(f"function _{name}", "function", 1) for name in names}
    return f"const VALUES = {{ {', '.join(f'{name}: {text}' for name, text in functions.items())} }};"


def _still(model: MLP) -> str:
    """What shows where scripts are stripped: the network's neurons and connections."""
    sizes, parts = model.sizes, []
    spots = [
        [(60 + 160 * k, 190 + (i - (n - 1) / 2) * min(44, 340 / n)) for i in range(n)]
        for k, n in enumerate(sizes)
    ]
    for k, layer in enumerate(model.layers):
        for neuron, (x, y) in zip(layer.neurons, spots[k + 1], strict=True):
            for weight, (a, b) in zip(neuron.w, spots[k], strict=True):
                colour = COLOURS[2] if weight.data >= 0 else COLOURS[1]
                width = 0.5 + 3 * min(1.0, abs(weight.data))
                line = f"M{a} {b:.0f}L{x} {y:.0f}"
                parts.append(f'<path d="{line}" stroke="{colour}" stroke-width="{width:.1f}"/>')
    parts += [
        f'<circle cx="{x}" cy="{y:.0f}" r="11" fill="#fff" stroke="#333"/>'
        for column in spots
        for x, y in column
    ]
    wide, note = 120 + 160 * (len(sizes) - 1), "this page trains the network where scripts may run"
    font = 'text-anchor="middle" font-family="sans-serif" font-size="13"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="400" role="img">'
        f'<title>{xml(note)}</title><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}'
        f'<text x="{wide / 2}" y="392" {font}>{note}</text></svg>'
    )
