"""What ``micrograd-like train`` can be asked: its options, what they may be, and what they are by default."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from ..data import BUILT_IN
from ..nn import ACTIVATIONS, INITIALISERS, regularizers
from ..training import optim
from ..training.tasks import NAMES
from .options import Once, count, count_or_0, positive, share, whole

OPTIMIZERS = {  # with the learning rate to begin with
    "adam": (optim.Adam, 0.01),
    "adamw": (optim.AdamW, 0.01),
    "sgd": (partial(optim.SGD, momentum=0.9), 0.05),
    "rmsprop": (optim.RMSprop, 0.01),
    "adagrad": (optim.Adagrad, 0.1),
}
PENALTIES = {"l1": regularizers.l1, "l2": regularizers.l2, "elastic-net": regularizers.elastic_net}
# Scaled by how many inputs and outputs a layer has.  micrograd's, from -1 to 1 whatever that is, makes the
# outputs of a network on many columns far too large at first, and it ends up fitting the training rows alone.
INIT = "xavier"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options, in four groups."""
    _add_data(parser.add_argument_group("data").add_argument)
    _add_network(parser.add_argument_group("network").add_argument)
    _add_training(parser.add_argument_group("training").add_argument)
    _add_files(parser.add_argument_group("files").add_argument)


def _add_data(add: Any) -> None:
    add(
        "file",
        metavar="FILE.csv",
        nargs="?",
        help="rows of numbers, under a line with the names of the columns",
    )
    add(
        "--target",
        metavar="COLUMN",
        action=Once,
        help="the column to predict; the others are what it is predicted from",
    )
    add("--ignore", metavar="COLUMN", nargs="+", default=[], help="columns to leave out")
    add(
        "--kind",
        choices=("classes", "numbers"),
        default="auto",
        help="what the target is, if not seen rightly",
    )
    add("--data", metavar="NAME", choices=BUILT_IN, help=f"instead of a file: {', '.join(BUILT_IN)}")
    add(
        "--validation",
        metavar="SHARE",
        type=share,
        default=0.2,
        help="of the rows to judge on (default: 0.2)",
    )


def _add_network(add: Any) -> None:
    sizes = "neurons in each hidden layer (default: 16 16)"
    add("--layers", metavar="N", type=count, nargs="*", default=[16, 16], help=sizes)
    names = f"{', '.join(ACTIVATIONS)} (default: relu)"
    add("--activation", metavar="NAME", choices=ACTIVATIONS, default="relu", help=names)
    add("--init", choices=INITIALISERS, default=INIT, help=f"how weights are drawn (default: {INIT})")
    dropped = "probability of dropping an activation (default: 0)"
    add("--dropout", metavar="P", type=share, default=0.0, help=dropped)


def _add_training(add: Any) -> None:
    add("--loss", choices=NAMES, help="default: cross_entropy for classes, mean_squared_error for numbers")
    add("--optimizer", choices=OPTIMIZERS, default="adam", help="default: adam")
    rates = ", ".join(f"{name} {rate}" for name, (_, rate) in OPTIMIZERS.items())
    add("--lr", metavar="RATE", type=positive, help=f"learning rate ({rates})")
    penalties = f"penalty on the parameters: {', '.join(PENALTIES)}"
    add("--regularization", nargs=2, metavar=("KIND", "STRENGTH"), help=penalties)
    add("--epochs", metavar="N", type=count, default=100, help="passes over the training rows (default: 100)")
    rows = "rows for each step; 0 takes all (default: 16)"
    add("--batch", metavar="N", type=count_or_0, default=16, help=rows)
    add("--patience", metavar="N", type=count, help="stop after so many epochs without a better one")
    quick = "compile the step of a mini-batch, if that pays: it is measured, and what came of it is said"
    add("--compile", action="store_true", help=quick)
    seed = "decides the split, the first weights and the order of rows (default: 0)"
    add("--seed", metavar="N", type=whole, default=0, help=seed)


def _add_files(add: Any) -> None:
    output = "the trained network (default: the name of the data, .model.json)"
    add("-o", "--output", metavar="MODEL.json", help=output)
    drawn = "also draw the loss, the decision boundary (of two columns) and a neuron"
    add("--pictures", metavar="FOLDER", help=drawn)
    state = "keep the state of the run in this file, and go on from it if it is there"
    add("--resume", metavar="RUN.json", help=state)
