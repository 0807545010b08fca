"""``micrograd-like demo``: two moons, a network of 337 parameters, 100 steps, as in micrograd's demo, with pictures of it.

The loss is the hinge of the scores plus 1e-4 times the sum of squares of the parameters; every step uses all 100 points; the
learning rate falls from 1 to 0.1.  The numbers are micrograd's own.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from typing import Any

from ..comparing.numbered import NumberedGraph
from ..data import Dataset, micrograd_moons
from ..engine import Value
from ..nn import MLP, losses
from ..nn.regularizers import l2
from ..training import optim, schedules
from ..training.history import History, ProgressLine
from ..training.loop import fit
from ..training.tasks import predict
from .page import check_folder, neuron_graph, page, write_folder


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``demo``."""
    parser = subparsers.add_parser(
        "demo", help="train on two moons as micrograd's demo does, and draw it", description=__doc__
    )
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", default="demo", help="where the pictures go (default: demo)"
    )
    parser.add_argument("--steps", type=int, default=100, help="how many steps to take (default: 100)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train, say what came of it, write the pictures."""
    folder = check_folder(args.output)
    data = micrograd_moons()
    model, history = train(data, args.steps, progress=True)
    if history.stopped == "interrupted":
        raise KeyboardInterrupt
    scores = predict(model, data.X)
    right = sum((score > 0) == (sign > 0) for score, sign in zip(scores, data.signs, strict=True))
    facts = {
        "loss": f"{whole_loss(model, data).data:.4f}",
        "accuracy": f"{right / len(data):.0%}".replace("%", " %"),
    }
    print(f"after {len(history)} steps: loss {facts['loss']}, accuracy {facts['accuracy']}")
    spent = costs(lambda model: whole_loss(model, data), network())
    print(*(f"{name}: {told}" for name, told in spent.items()), sep="\n")
    write_folder(folder, files := pictures(model, data, history, facts | spent))
    print(f"wrote {args.output}: {', '.join(files)}; open index.html in a browser")
    return 0


def train(data: Dataset, steps: int = 100, progress: bool = False) -> tuple[MLP, History]:
    """The trained network, and its loss and accuracy before each step.

    >>> model, history = train(micrograd_moons(), steps=2)
    >>> history.loss[0]
    0.8958441028683222
    """
    if steps < 1:
        raise ValueError(f"the demo takes 1 step or more, but got {steps}")
    model = network()
    line = ProgressLine(steps, unit="step") if progress else False
    history = fit(model, data, loss="hinge", penalty=penalty, optimizer=optim.SGD(model, lr=1.0), epochs=steps, batch=None,
                  validation=0, shuffle=False, schedule=schedules.linear(1.0, 0.1, steps), progress=line)  # fmt: skip
    return model, history


def network() -> MLP:
    """The network before the first step."""
    random.seed(1337)
    return MLP(2, [16, 16, 1])


def penalty(model: MLP) -> Value:
    return l2(model, 1e-4)


def whole_loss(model: MLP, data: Dataset) -> Value:
    """The loss over all points, as a graph."""
    return losses.hinge([model(x) for x in data.X], data.signs) + penalty(model)


def costs(loss: Callable[[MLP], Any], model: MLP) -> dict[str, str]:
    """What a gradient of the loss costs in reverse and in forward mode: edges on a way from a parameter to the loss, visited.

    The counts are those of ``micrograd-like race``.
    """
    plan = NumberedGraph(loss, (model,))
    edges, n = sum(len(live) for _, live in plan.edges), len(plan.inputs)
    return {
        "reverse mode": f"one sweep over the {edges:,} edges of the graph that carry a derivative gives all {n} of them",
        "forward mode": f"one sweep for each parameter, {n} x {edges:,} = {n * edges:,} edges, gives the same",
    }


def pictures(model: MLP, data: Dataset, history: History, facts: dict[str, str]) -> dict[str, str]:
    """The files of the folder: boundary, loss curve, one neuron, and the page that shows them."""
    from ..pictures import decision_boundary

    boundary = decision_boundary(
        lambda x: predict(model, [x])[0],
        data.X,
        data.signs,
        title="What the network says",
        xlabel="x",
        ylabel="y",
    )
    curve = history.plot(title="Loss before each step", xlabel="step")
    graph, caption = neuron_graph(model, data.X, data.features)
    captions = {"boundary.svg": "The score of each point of the plane; the line is where it is 0.",
                "loss.svg": "The loss before each step: mean hinge plus penalty.",
                **{file: caption for file in graph if file.endswith("svg")}}  # fmt: skip
    words = f"A network of {len(model.parameters())} parameters has learnt to tell two moons apart in {len(history)} steps."
    html = page("Two moons", words, facts, captions, dot=graph.get("neuron.dot", ""))
    return {"boundary.svg": boundary, "loss.svg": curve, **graph, "index.html": html}
