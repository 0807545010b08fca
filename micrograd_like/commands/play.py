"""``micrograd-like play``: writes and opens a page in which a small network learns."""

from __future__ import annotations

import argparse
import random
from typing import Any

from ..nn import ACTIVATIONS, MLP
from ..pictures.pages.playground import RATE, play
from ..pictures.rendering import view


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Register the command."""
    parser = subparsers.add_parser(
        "play",
        help="write and open a page in which a small network learns",
        description="Write a page in which one builds and trains a small network on two classes of points, "
        "and open it in a browser.  The page gives links that keep its state, and the network as a program.",
    )
    parser.add_argument(
        "--layers",
        type=int,
        nargs="+",
        metavar="SIZE",
        default=[8, 8],
        help="sizes of the hidden layers (default: 8 8)",
    )
    parser.add_argument(
        "--activation", choices=ACTIVATIONS, default="tanh", help="of the hidden layers (default: tanh)"
    )
    parser.add_argument(
        "--lr", type=float, default=RATE, help=f"learning rate at the start (default: {RATE})"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the weights (default: 0)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="play.html", help="where the page goes (default: play.html)"
    )
    parser.add_argument("--no-open", action="store_true", help="only write the page")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the page and open it."""
    random.seed(args.seed)
    model = MLP(2, [*args.layers, 1], activation=args.activation)
    play(model, lr=args.lr, seed=args.seed).save(args.output)
    print(f"wrote {args.output}" + ("; open it in a browser" if args.no_open else ""))
    if not args.no_open:
        view(args.output)
    return 0
