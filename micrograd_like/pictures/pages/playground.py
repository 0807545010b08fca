"""``micrograd-like play``: a page in which one builds a small network, trains it and takes it away.

Nothing is computed by Python: the page runs the rows of the table, spelled as JavaScript.

>>> "<script>" in play(MLP(2, [3, 1], activation="tanh"))._repr_html_()
True
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import inf
from typing import Any

from ...nn import ACTIVATIONS, MLP, Dropout
from ..plots.axes import COLOURS
from ..quoting import shorten, xml
from .live import Live, alive, literal_text, script, styles
from .page_rows import FEATURES, own_rows, page_rows

PARTS = ("mersenne", "points", "net", "trainer", "link", "program", "boundary", "curve", "network",
         "controls", "hands", "playground")  # fmt: skip
RATE = 0.3
SETTINGS = {"loss": "hinge", "penalty": "none", "strength": 0.001, "batch": 0, "data": "moons", "count": 200,
            "noise": 0.1, "share": 0.3, "dataSeed": 0}  # fmt: skip


def play(model: MLP | None = None, *, lr: float = RATE, seed: int = 0) -> Live:
    """A page in which a network learns: change its shape, its data and its training, and see what it does.

    model: an MLP from 2 inputs to 1 output; without it MLP(2, [8, 8, 1]) with tanh, drawn by the seed.
    lr: the learning rate at the start.
    seed: the page draws weights as ``random.seed(seed); MLP(...)`` does, once it builds a network itself.
    The loss at the start is the mean hinge loss over labels 1 and -1.  The model itself is left as it is.
    A link from the page keeps its whole state; its button "Python" writes a program that goes on from there.

    >>> play(MLP(3, [4, 1]))
    Traceback (most recent call last):
    ValueError: the page draws points of 2 numbers in 2 classes, but got a model of sizes [3, 4, 1]; ...
    """
    model = drawn(seed) if model is None else model
    _check(model)
    if not 0 < lr < inf:
        raise ValueError(f"a learning rate is a number above 0, but got {lr!r}; give lr=0.3")
    names = [_activation(layer) for layer in model.layers]
    known = list(dict.fromkeys([*ACTIVATIONS, *(name for name in names if name != "linear")]))
    given, settings = _weights(model), _settings(model, names, lr, seed)
    by_seed = given == _weights(drawn(seed, model.sizes))  # what the page draws, whatever the activations
    frozen = _frozen(model)
    config = {
        "settings": settings,
        "given": None if by_seed and not frozen else given,
        "frozen": frozen,
        "frozenSlots": _slots(model, frozen),
        "activations": known,
        "texts": FEATURES,
        "own": own_rows(known),
    }
    content = f"const config = {literal_text(config)};"
    files = ["graph.js", "theme.js", *(f"playing/{part}.js" for part in PARTS)]
    code = "\n".join([page_rows(known), *map(script, files), content])
    run = f"playground(host, config, {styles('viewer.css', 'playing/play.css')});"
    sizes = " ".join(map(str, model.sizes))
    summary = f"a network of {len(given)} parameters, sizes {sizes}, learning in the page"
    return alive(code, run, summary, _still(model))


def drawn(seed: int, sizes: Sequence[int] = (2, 8, 8, 1)) -> MLP:
    """The MLP that ``random.seed(seed)`` draws; Python's random numbers go on as if nobody had asked."""
    state = random.getstate()
    try:
        random.seed(seed)
        return MLP(sizes[0], sizes[1:], activation="tanh")
    finally:
        random.setstate(state)


def _settings(model: MLP, names: list[str], lr: float, seed: int) -> dict[str, Any]:
    """What the menus of the page show at the start."""
    shape = {"hidden": model.sizes[1:-1], "activations": names[:-1], "output": names[-1]}
    return {**shape, "features": ["x", "y"], "rate": lr, "seed": seed, **SETTINGS}


def _check(model: Any) -> None:
    """Refuse what the page cannot draw or run, and say what to give."""
    kind = type(model).__name__
    if not isinstance(model, MLP):
        raise TypeError(f"play() takes an MLP, but got {kind} {shorten(repr(model))}; give MLP(2, [8, 8, 1])")
    if model.sizes[0] != 2 or model.sizes[-1] != 1:
        given = f"but got a model of sizes {model.sizes}"
        raise ValueError(f"the page draws points of 2 numbers in 2 classes, {given}; give MLP(2, [..., 1])")
    if type(model).__call__ is not MLP.__call__:
        own = f"but {kind} has a __call__ of its own"
        raise TypeError(f"the page runs the layers one after the other, {own}; give a plain MLP")
    if any(isinstance(d, Dropout) and d.p and d.training for d in model.dropouts):
        raise ValueError(
            f"the page has no dropout, but the model has {model.dropouts[0]}; call model.eval() before"
        )


def _activation(layer: Any) -> str:
    """The activation of all neurons of a layer; "linear" for none."""
    names = {neuron.activation if neuron.nonlin else "linear" for neuron in layer.neurons}
    if len(names) > 1:
        found = ", ".join(sorted(names))
        raise ValueError(
            f"the page has one activation for a layer, but got a layer with {found}; choose one of them"
        )
    return names.pop()


def _weights(model: MLP) -> list[float]:
    """All parameters, frozen ones too: the weights of each neuron, then its bias."""
    return [p.data for _, p in model.named_parameters()]


def _frozen(model: MLP) -> list[tuple[int, int]]:
    """The neurons that are not trained: layer and place."""
    trained = set(model.parameters())
    places = [(k, j, n) for k, layer in enumerate(model.layers) for j, n in enumerate(layer.neurons)]
    return [(k, j) for k, j, neuron in places if neuron.b not in trained]


def _slots(model: MLP, frozen: list[tuple[int, int]]) -> list[int]:
    """The places of frozen parameters among all."""
    neurons = [model.layers[k].neurons[j] for k, j in frozen]
    held = {p for neuron in neurons for p in [*neuron.w, neuron.b]}
    return [i for i, (_, p) in enumerate(model.named_parameters()) if p in held]


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
                colour = COLOURS[1] if weight.data >= 0 else COLOURS[0]
                width = 0.5 + 3 * min(1.0, abs(weight.data))
                line = f"M{a} {b:.0f}L{x} {y:.0f}"
                parts.append(f'<path d="{line}" stroke="{colour}" stroke-width="{width:.1f}"/>')
    circles = "".join(f'<circle cx="{x}" cy="{y:.0f}" r="11"/>' for column in spots for x, y in column)
    parts.append(f'<g fill="#fff" stroke="#333">{circles}</g>')
    wide, note = 120 + 160 * (len(sizes) - 1), "this page trains the network where scripts may run"
    font = 'text-anchor="middle" font-family="sans-serif" font-size="13"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="400" role="img">'
        f'<title>{xml(note)}</title><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}'
        f'<text x="{wide / 2}" y="392" {font}>{note}</text></svg>'
    )
