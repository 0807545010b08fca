from __future__ import annotations

from functools import cache
from typing import Any

from micrograd_like import Value, nn
from micrograd_like.learn.probes import You
from micrograd_like.training import optim

from ..common import undrawn


def check(you: You) -> None:
    """Asked of a real training set-up: is it among the Values that the optimizer moves, among the settings it
    was built from, or neither?
    """
    things, moved, settings = setup()
    asked = "Is it another number after training, because of training?  If not: did somebody choose it, or was it given or computed?"
    for name, thing in things.items():
        kind = (
            "parameter"
            if any(thing is p for p in moved)
            else "hyperparameter"
            if name in settings
            else "neither"
        )
        you.kinds.then(f'["{name}"]', lambda kinds, name=name: kinds[name]).should_be(
            kind, because=asked, secret=True
        )
    for name, thing in things.items():
        right = any(thing is p for p in moved)
        you.is_parameter.then(
            f"is_parameter, asked about {name}", lambda f, thing=thing: truth(f(thing))
        ).should_be(right)


@cache
def setup() -> tuple[dict[str, Any], list[Value], set[str]]:
    """Twelve things of a training, which of them the optimizer moves, and the names of those it was built
    from.
    """
    settings = {"the learning rate": 0.1, "the number of layers": 2, "the number of neurons in a layer": 3, "the strength of the penalty": 0.01,
                "how many steps are taken": 1, "how many examples are in a mini-batch": 1, "tanh or relu": "tanh"}  # fmt: skip
    layers, width, activation = (
        settings[name]
        for name in ("the number of layers", "the number of neurons in a layer", "tanh or relu")
    )
    model = undrawn(lambda: nn.MLP(2, [width] * (layers - 1) + [1], activation=activation))
    line = Value(0.0)
    line.grad = 0.5
    pixels = [0.5, 0.25]
    hidden = model.layers[0](pixels)
    optimizer = optim.SGD([*model.parameters(), line], lr=settings["the learning rate"])
    things = {"a weight of a hidden neuron": model.layers[0].neurons[0].w[0], "the bias of the output neuron": model.layers[-1].neurons[0].b,
              **settings, "the slope of a line that is fitted to points": line, "the output of a hidden neuron": hidden[0],
              "the first pixel of an example": pixels[0]}  # fmt: skip
    return things, optimizer.parameters, set(settings)


def truth(answer: Any) -> Any:
    """yes or no, but nothing stays nothing."""
    return answer if answer is None or answer is ... else bool(answer)
