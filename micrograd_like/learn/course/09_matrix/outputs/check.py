from __future__ import annotations

from micrograd_like import nn
from micrograd_like.learn.probes import You
from micrograd_like.matrix.assumptions import function_of_outputs
from micrograd_like.nn.losses import quadratic
from micrograd_like.rules import table

from ..common import undrawn


def check(you: You) -> None:
    """Against assumptions.function_of_outputs, on costs that respect the assumption and on costs that break
    it in different places.
    """
    model = undrawn(lambda: nn.MLP(2, [2, 2], activation="tanh"))
    outputs = model([0.5, -1.0])
    ps = model.parameters()
    error = quadratic([outputs], [[1.0, 0.0]])
    deep = table.exp(table.tanh(ps[3] * 2.0) * 0.5 + 1.0)
    costs = {"½|y - a|²": error, "exp of ½|y - a|²": table.exp(error), "½|y - a|² + the squares of all weights": error + table.dot(ps, ps),
             "½|y - a|² + something made of one weight": error + deep, "one output alone": outputs[0] * 1.0}  # fmt: skip
    for name, cost in costs.items():
        right = bool(function_of_outputs(cost, outputs, model))
        you.outputs_only.then(
            f"outputs_only, C = {name}", lambda f, cost=cost: f(cost, outputs, ps)
        ).should_be(right)
    mine = you.breaks_it.then("your cost, at two outputs of a network", lambda f: f(outputs, [1.0, 0.0], ps))
    mine.should("see a parameter past the outputs", lambda cost: not function_of_outputs(cost, outputs, model),
                because="No way leads from a parameter to this cost except through an output.")  # fmt: skip
