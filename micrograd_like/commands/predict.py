"""``micrograd-like predict``: what a trained network tells of each row of a CSV file, and how good it is."""

from __future__ import annotations

import argparse
import os
import sys

from ..data.csvfile import DataError, as_text, read_table
from ..files import check_file, write_whole
from ..training.predictor import Predictor

WORDS = """\
Let a network trained by `micrograd-like train` tell the target of each row of a CSV file.  Columns may stand
in any order; if the target is among them, the network is marked as well."""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``predict``."""
    parser = subparsers.add_parser(
        "predict", help="let a trained network tell the target of each row", description=WORDS
    )
    parser.add_argument("model", metavar="MODEL.json", help="what train wrote")
    parser.add_argument("file", metavar="FILE.csv", help="the rows")
    parser.add_argument(
        "-o", "--output", metavar="OUT.csv", help="where predictions go (default: the terminal)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Predict, write, and mark where the truth is known."""
    if args.output:
        _check_output(args.output, args.model, args.file)
    predictor, table = Predictor.load(args.model), read_table(args.file)
    text = as_text(predictor.table(table))
    try:
        known, why = predictor.known(table), ""
    except DataError as error:
        known, why = None, str(error)
    if args.output:
        write_whole(args.output, text)
        print(f"wrote {args.output}: {len(table.cells)} predictions of {predictor.target}")
    else:
        sys.stdout.write(text)
    if known:
        print(
            f"{predictor.target} is known in {args.file}: {predictor.score(known)}",
            file=sys.stdout if args.output else sys.stderr,
        )
    elif why:
        print(f"{predictor.target} is not known for every row, so nothing was marked: {why}", file=sys.stderr)
    return 0


def _check_output(output: str, *inputs: str) -> None:
    """Raise if the output would replace an input, or has nowhere to go."""
    if any(
        os.path.exists(path) and os.path.exists(output) and os.path.samefile(output, path) for path in inputs
    ):
        raise FileExistsError(f"{output!r} is read from, and would be lost; give -o another name")
    check_file(output)
