"""``micrograd-like demo``: two moons, a network of 337 parameters, 100 steps, as in micrograd's demo.

The loss is the hinge of the scores plus 1e-4 times the sum of squares of the parameters; every step uses all
100 points; the learning rate falls from 1 to 0.1.  The numbers are micrograd's own.
"""

from __future__ import annotations

import argparse

from ..data import Dataset, micrograd_moons
from ..nn import MLP
from ..training.history import History
from ..training.moons_demo import network, train, whole_loss
from ..training.tasks import evaluating, floats, predict
from .effort import costs
from .page import check_folder, index_page, neuron_graph, write_folder

WORDS = "train on two moons as micrograd's demo does, and draw it"


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``demo``."""
    parser = subparsers.add_parser("demo", help=WORDS, description=__doc__)
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", default="demo", help="where the pictures go (default: demo)"
    )
    parser.add_argument("--steps", type=int, default=100, help="how many steps to take (default: 100)")
    parser.add_argument(
        "--compile", action="store_true", help="compile the step, if that pays; what came of it is said"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train, say what came of it, write the pictures."""
    folder = check_folder(args.output)
    data = micrograd_moons()
    model, history = train(data, args.steps, progress=True, compile="auto" if args.compile else False)
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


def pictures(model: MLP, data: Dataset, history: History, facts: dict[str, str]) -> dict[str, str]:
    """The files of the folder: boundary, loss curve, one neuron, and the page that shows them."""
    from ..pictures import decision_boundary

    with evaluating(model):
        boundary = decision_boundary(
            lambda x: floats(model(x)),
            data.X,
            data.signs,
            title="What the network says",
            xlabel="x",
            ylabel="y",
        )
    curve = history.plot(title="Loss before each step", xlabel="step")
    graph, caption = neuron_graph(model, data.X, data.features)
    captions = {
        "boundary.svg": "The score of each point of the plane; the line is where it is 0.",
        "loss.svg": "The loss before each step: mean hinge plus penalty.",
        **{file: caption for file in graph if file.endswith("svg")},
    }
    n = len(model.parameters())
    words = f"A network of {n} parameters has learnt to tell two moons apart in {len(history)} steps."
    html = index_page("Two moons", words, facts, captions, dot=graph.get("neuron.dot", ""))
    return {"boundary.svg": boundary, "loss.svg": curve, **graph, "index.html": html}
