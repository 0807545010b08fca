"""``micrograd-like train``: from a CSV file to a trained network, saved with all that is needed to use it."""

from __future__ import annotations

import argparse
import errno
import random
import sys
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..data import BUILT_IN, read_csv
from ..data.csvfile import DataError, read_table
from ..data.dataset import Dataset
from ..data.scaling import Scaling
from ..files import check_file
from ..nn import MLP, Module
from ..training.history import History
from ..training.loop import fit
from ..training.predictor import Predictor
from ..training.tasks import Task, task_for
from .options import positive
from .outcome import States, Trained, effort, ends_with_best, outcome, pictures, vitals
from .page import check_folder, write_folder
from .train_options import OPTIMIZERS, PENALTIES, add_options

MOST = 1_000_000  # parameters: a step on so many takes a second for each row, and each is an object
WORDS = """\
Train a network on the rows of a CSV file with a header, or on built-in data, and save it for `predict`.
Columns are standardised; of all epochs, the one with the lowest validation loss is kept.  Ctrl-C stops and
keeps the best so far."""
EXAMPLES = """\
examples:
  micrograd-like train flowers.csv --target species
  micrograd-like train houses.csv --target price --layers 8 --epochs 300 -o price.json
  micrograd-like train --data yin-yang --pictures yin-yang
  micrograd-like train flowers.csv --target species --resume run.json    (again after Ctrl-C, to go on)
"""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``train``."""
    short, raw = "train a network on a CSV file, or on built-in data", argparse.RawDescriptionHelpFormatter
    parser = subparsers.add_parser(
        "train", help=short, description=WORDS, epilog=EXAMPLES, formatter_class=raw
    )
    parser.set_defaults(run=run)
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Train, save, say what came of it; Ctrl-C once stops training, twice stops at once."""
    data, name = load(args)
    output = Path(args.output or f"{name}.model.json")
    before = _stamp(output)
    try:
        return _run(args, data, name, output)
    except KeyboardInterrupt:
        if _stamp(output) != before:
            raise KeyboardInterrupt(f"interrupted; the network is saved in {output}") from None
        goes_on = f"interrupted before a network was saved; the same command goes on from {args.resume}"
        raise KeyboardInterrupt(goes_on if args.resume and Path(args.resume).is_file() else "") from None


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file is written; None where there is none."""
    return (path.stat().st_ino, path.stat().st_mtime_ns) if path.is_file() else None


def _run(args: argparse.Namespace, data: Dataset, name: str, output: Path) -> int:
    check_files(output, args.resume)
    folder = args.pictures and check_folder(args.pictures)
    trained = learn(args, data, name)
    told = {"result": trained.result}
    saved = False
    if not output.exists() or output.is_file():  # before all else; a pipe or a device gets it at once, below
        with suppress(OSError):  # the last save says it, once all else has been said
            save(trained.predictor, output, args, told)
            saved = True
    told |= outcome(trained, args.epochs)
    warning = told.get("warning", "")
    print(*(text for text in told.values() if text != warning), sep="\n")
    if warning:
        print(f"micrograd-like: {warning}", file=sys.stderr)
    spent = effort(trained, args.batch or len(trained.train))
    print(*(f"{mode}: {words}" for mode, words in spent.items()), sep="\n")
    trained.predictor.model.zero_grad()  # the gradients of the last step are not those of the loss below
    print(vitals(trained, beats_baseline=not warning))
    try:
        save(trained.predictor, output, args, told)
    except OSError:
        if not saved:  # else only these words are missing beside the network
            raise
    print(f"saved {output}; use it with: micrograd-like predict {output} FILE.csv")
    if folder:
        write_folder(folder, pictures(trained, told, spent))
        print(f"wrote {args.pictures}; open index.html in a browser")
    return 130 if trained.history.stopped == "interrupted" else 0


def learn(args: argparse.Namespace, data: Dataset, name: str) -> Trained:
    """The network that the options ask for, trained; raises if there is nothing worth saving."""
    regularization, task = penalty(args), task_for(data, args.loss)
    random.seed(args.seed)
    train, validation = data.split(args.validation, args.seed) if args.validation else (data, None)
    predictor = Predictor.for_data(network(args, data, task), data, Scaling.of(train), task)
    kind, lr = OPTIMIZERS[args.optimizer]
    optimizer = kind(predictor.model, lr=args.lr or lr)
    print(f"{name}: {data}")
    print(setting(args, predictor, optimizer.lr, len(train), len(validation or ())))
    print(objective(args, predictor), *idle(train), sep="\n")
    scaled, states = predictor.scaling, States(optimizer)
    history = fit(predictor.model, scaled(train), loss=task, optimizer=optimizer, penalty=regularization,
                  epochs=args.epochs, batch=args.batch or None, seed=args.seed, patience=args.patience,
                  validation=scaled(validation) if validation else 0, checkpoint=args.resume,
                  resume=bool(args.resume), callbacks=[states.remember],
                  compile="auto" if args.compile else False)  # fmt: skip
    check_outcome(history, args)
    known = states.restore(best=ends_with_best(history, validation))
    return Trained(predictor, optimizer if known else None, history, train, validation)


def save(predictor: Predictor, output: Path, args: argparse.Namespace, told: dict[str, str]) -> None:
    """Write the network, with the options of the command and what came of them beside it."""
    options = {key: value for key, value in vars(args).items() if key != "run" and value is not None}
    try:
        predictor.save(output, trained={"settings": options, "outcome": told})
    except OSError as error:
        cure = "make room" if error.errno == errno.ENOSPC else "mend that"
        hint = "another time --resume RUN.json keeps what was learnt"
        if args.resume:
            hint = "the same command then ends at once"
        reason = (error.strerror or str(error)).lower()
        raise OSError(f"{str(output)!r} cannot be written: {reason}; {cure}, and {hint}") from None


def load(args: argparse.Namespace) -> tuple[Dataset, str]:
    """The data, and what to call it."""
    if args.file is None and args.data is None and args.ignore:
        ignored = ", ".join(map(repr, args.ignore))
        raise DataError(
            f"train takes a CSV file, but --ignore has taken all that follows it as columns: {ignored}; "
            "write the file first, as in: train FILE.csv --target COLUMN --ignore COLUMN"
        )
    file: Any = args.file
    if (file is None) == (args.data is None):
        raise DataError(
            "train takes a CSV file, or --data with the name of a built-in data set; give one of them"
        )
    if args.data:
        if args.target or args.ignore or args.kind != "auto":
            raise DataError(
                "--target, --ignore and --kind are about the columns of a file, but got --data "
                f"{args.data}; leave them out"
            )
        return BUILT_IN[args.data](), args.data
    if args.target is None:
        have = ", ".join(read_table(file).columns[:20])
        raise DataError(f"say with --target which column to predict; {file} has {have}")
    if args.target in args.ignore:
        raise DataError(
            f"{args.target!r} is the column to predict, and cannot be ignored as well; leave it out of one "
            "of them"
        )
    return read_csv(file, args.target, args.kind, args.ignore), Path(file).stem


def check_files(model: Path, state: str | None) -> None:
    """Raise, before anyone has waited, if a file cannot be written or would replace another thing.

    model: of the network.  state: of the run.
    """
    check_file(model)
    if model.is_file():
        try:
            Module.load(model)
        except (ValueError, OSError):
            raise FileExistsError(
                f"{str(model)!r} is there already and is no network; give -o another name"
            ) from None
    if state:
        check_file(state)
        if Path(state).resolve() == model.resolve():
            raise FileExistsError(
                f"{state!r} cannot hold both the state of the run and the network; give -o another name"
            )


def network(args: argparse.Namespace, data: Dataset, task: Task) -> MLP:
    """The network the options ask for, with as many inputs and outputs as the data and the task need."""
    sizes = [len(data.features), *args.layers, task.outputs]
    if (parameters := sum((n + 1) * m for n, m in pairwise(sizes))) > MOST:
        raise DataError(
            f"a network {'-'.join(map(str, sizes))} has {parameters:,} parameters, more than the {MOST:,} "
            "that "
            "can be trained here; give smaller --layers"
        )
    return MLP(sizes[0], sizes[1:], args.activation, init=args.init, dropout=args.dropout, seed=args.seed)


def setting(args: argparse.Namespace, predictor: Predictor, lr: float, train: int, validation: int) -> str:
    """What is trained, how, and on how many rows, in words."""
    sizes = "-".join(map(str, predictor.model.sizes))
    return (
        f"network {sizes}, {args.activation}, {len(predictor.model.parameters())} parameters; "
        f"{args.optimizer}, lr {lr:g}; {train} rows to train on, {validation} to validate"
    )


def objective(args: argparse.Namespace, predictor: Predictor) -> str:
    """What is made small, in words."""
    text = f"loss {predictor.loss}"
    if args.regularization:
        kind, strength = args.regularization
        text += f" + {float(strength):g} * {kind} (the penalty counts while training only)"
    if args.dropout:
        text += f"; dropout {args.dropout:g}"
    return text if predictor.classes else f"{text}, in units of the standardised {predictor.target}"


def idle(train: Dataset) -> list[str]:
    """A line about columns that are the same in every row."""
    columns = zip(train.features, zip(*train.X, strict=True), strict=True)
    same = [name for name, column in columns if len(set(column)) == 1]
    return [f"nothing can be learnt from {', '.join(same)}: the same in all rows to train on"] if same else []


def penalty(args: argparse.Namespace) -> Any:
    """The regularization the options ask for, as a function of the model."""
    if args.regularization is None:
        return None
    kind, strength = args.regularization
    if kind not in PENALTIES:
        raise DataError(f"there is no regularization {kind!r}; choose one of {', '.join(PENALTIES)}")
    try:
        return partial(PENALTIES[kind], strength=positive(strength))
    except argparse.ArgumentTypeError as error:
        raise DataError(f"argument --regularization, strength of {kind}: {error}") from None


def check_outcome(history: History, args: argparse.Namespace) -> None:
    """Raise if there is nothing worth saving."""
    if history.stopped == "interrupted" and not history.epochs:
        raise KeyboardInterrupt
    if history.stopped == "diverged":
        lr = args.lr or OPTIMIZERS[args.optimizer][1]
        anew = f", and another --resume than {args.resume}" if args.resume else ""
        raise DataError(
            f"the loss became {history.epochs[-1].judged} in epoch {len(history)}, so no network was saved; "
            f"give an --lr below {lr:g}{anew}"
        )
