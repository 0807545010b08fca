"""``micrograd-like race``: differentiate one function in every mode: which one wins, by how much, and why.

Prints a table of exact costs at one size, and draws the cost of a gradient against the size, in units of the
function's own cost: forward mode grows with the number of inputs, reverse mode with the number of outputs.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable
from typing import Any

from ..comparing.examples import EXAMPLES
from ..comparing.racing import growth, race
from ..data import micrograd_moons
from ..nn import MLP
from ..training.moons_demo import network, whole_loss

SIZES = {"demo": 337, "lighthouse": 4, "logistic": 10}
WIDTHS = (1, 2, 4, 8, 16)
TITLES = {
    "demo": "the demo's loss",
    "logistic": "x <- 4x(1 - x), n times",
    "mlp": "a network's loss",
    "curve": "a curve in n dimensions",
}


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``race``."""
    parser = subparsers.add_parser(
        "race", help="differentiate one function in every mode and count the cost", description=__doc__
    )
    names = f"demo (the loss of the demo's network, the default), {', '.join(EXAMPLES)}"
    parser.add_argument(
        "function", nargs="?", default="demo", choices=["demo", *EXAMPLES], metavar="FUNCTION", help=names
    )
    parser.add_argument(
        "-n",
        "--size",
        type=int,
        help="how large (default: 100; for demo 337 parameters, for logistic 10 turns)",
    )
    parser.add_argument(
        "--largest",
        type=int,
        default=10_000,
        help="the largest size in the plot (default: 10000; demo and logistic have their own)",
    )
    parser.add_argument("--budget", type=float, default=1.0, help="seconds for each mode (default: 1)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where the plot goes (default: race-FUNCTION.svg)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Race, print the table, draw the plot."""
    from ..pictures.plots import line_plot

    size = args.size if args.size is not None else SIZES.get(args.function, 100)
    if size < 1 or args.largest < 10:
        raise ValueError(
            "sizes are whole numbers from 1, and the largest in the plot from 10, but got "
            f"{size} and {args.largest}"
        )
    if not args.budget >= 0:
        raise ValueError(f"the budget is a number of seconds from 0, but got {args.budget:g}")
    output = args.output if args.output is not None else f"race-{args.function}.svg"
    if not output.endswith(".svg"):
        raise ValueError(f"the plot is an SVG file, but got {output!r}; give it a name that ends in .svg")
    make = demo if args.function == "demo" else EXAMPLES[args.function]
    print(f"{args.function}: {(make.__doc__ or '').splitlines()[0]}")
    result = race(*make(size), budget=args.budget)
    print(result)
    print(
        f"value and gradient of one output cost {result.cheapness:.2f} times the function: "
        "never more than 5 (Baur & Strassen 1983)"
    )
    costs = growth(make, sizes(args.function, args.largest))
    title = f"Cost of all derivatives of {TITLES.get(args.function, args.function)}"
    line_plot(
        costs, title=title, xlabel="n", ylabel="operations, in units of the function", logx=True, logy=True
    ).save(output)
    print(f"wrote {output}: that cost against n")
    return 0


def sizes(name: str, largest: int) -> list[int]:
    """The sizes of the plot: powers of ten.

    For the demo they are the parameters of its network at several widths, for logistic 1 to 64.
    """
    if name == "demo":
        return [w * w + 5 * w + 1 for w in WIDTHS]
    if name == "logistic":  # further on, the derivative written out has more symbols than a plot can show
        return [2**k for k in range(7)]
    return [10**k for k in range(1, int(math.log10(largest) + 1e-9) + 1)]


def demo(n: int) -> tuple[Callable[[MLP], Any], MLP]:
    """The demo's loss on 100 points: hinge and l2 of a network 2-w-w-1 of about n parameters.

    >>> f, model = demo(337)
    >>> model.sizes, f(model).data
    ([2, 16, 16, 1], 0.8958441028683222)
    """
    data = micrograd_moons()
    width = max(1, round((math.sqrt(21 + 4 * n) - 5) / 2))
    kept = random.getstate()
    model = network(width)
    random.setstate(kept)
    return lambda m: whole_loss(m, data), model
