"""``micrograd-like data``: a built-in data set as a CSV file."""

from __future__ import annotations

import argparse
import inspect
import sys

from ..data import BUILT_IN, DataError
from ..files import write_whole
from .options import count, whole


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``data``."""
    words = "Write a built-in data set as a CSV file; the same n, noise and seed always give the same points."
    parser = subparsers.add_parser("data", help="write a built-in data set as a CSV file", description=words)
    parser.add_argument("name", metavar="NAME", choices=BUILT_IN, help=", ".join(BUILT_IN))
    parser.add_argument("-o", "--output", metavar="FILE.csv", help="where to (default: the terminal)")
    parser.add_argument("-n", metavar="N", type=count, help="how many points")
    parser.add_argument(
        "--noise", metavar="STD", type=float, help="standard deviation of the error added to each coordinate"
    )
    parser.add_argument(
        "--seed", metavar="N", type=whole, help="another seed gives other points (default: 0)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the data set and write it."""
    make = BUILT_IN[args.name]
    given = {key: value for key in ("n", "noise", "seed") if (value := getattr(args, key)) is not None}
    if given and not inspect.signature(make).parameters:
        raise DataError(f"{args.name} was measured, not made: it takes no {', '.join(given)}; leave that out")
    data = make(**given)
    if not args.output:
        sys.stdout.write(data.to_csv())
        return 0
    write_whole(args.output, data.to_csv())
    print(f"wrote {args.output}: {data}")
    return 0
