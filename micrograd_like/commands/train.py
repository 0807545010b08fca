"""``micrograd-like train``: from a CSV file to a trained network, saved as JSON with all that is needed to use it."""

from __future__ import annotations

import argparse
import errno
import random
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from .. import health
from ..data import BUILT_IN, read_csv
from ..data.csvfile import DataError, read_table
from ..data.dataset import Dataset
from ..data.scaling import Scaling
from ..files import check_file
from ..nn import ACTIVATIONS, INITIALISERS, MLP, Module, regularizers
from ..training import optim
from ..training.history import History
from ..training.loop import fit
from ..training.predictor import Predictor
from ..training.tasks import NAMES, task_for
from .demo import costs
from .options import Once, count, count_or_0, positive, share, whole
from .page import check_folder, neuron_graph, page, write_folder

OPTIMIZERS = {  # with the learning rate to begin with
    "adam": (optim.Adam, 0.01),
    "adamw": (optim.AdamW, 0.01),
    "sgd": (partial(optim.SGD, momentum=0.9), 0.05),
    "rmsprop": (optim.RMSprop, 0.01),
    "adagrad": (optim.Adagrad, 0.1),
}
PENALTIES = {"l1": regularizers.l1, "l2": regularizers.l2, "elastic-net": regularizers.elastic_net}
MOST = 1_000_000  # parameters: a step on so many takes a second for each row, and each is an object
EXAMPLES = """\
examples:
  micrograd-like train flowers.csv --target species
  micrograd-like train houses.csv --target price --layers 8 --epochs 300 -o price.json
  micrograd-like train --data yin-yang --pictures yin-yang
  micrograd-like train flowers.csv --target species --resume run.json    (again after Ctrl-C or a crash, to go on)
"""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Register ``train``."""
    words = "Train a network on the rows of a CSV file with a header, or on built-in data, and save it for `predict`.  Columns "
    words += "are standardised; of all epochs, the one with the lowest validation loss is kept.  Ctrl-C stops and keeps the best so far."
    parser = subparsers.add_parser("train", help="train a network on a CSV file, or on built-in data", description=words,
                                   epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.set_defaults(run=run)
    add = parser.add_argument_group("data").add_argument
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
        help="the column to predict; all others are what it is predicted from",
    )
    add("--ignore", metavar="COLUMN", nargs="+", default=[], help="columns to leave out")
    add(
        "--kind",
        choices=("classes", "numbers"),
        default="auto",
        help="what the target is, if it is not seen rightly",
    )
    add("--data", metavar="NAME", choices=BUILT_IN, help=f"instead of a file: {', '.join(BUILT_IN)}")
    add(
        "--validation",
        metavar="SHARE",
        type=share,
        default=0.2,
        help="of the rows to judge on, not to train on (default: 0.2)",
    )
    add = parser.add_argument_group("network").add_argument
    add(
        "--layers",
        metavar="N",
        type=count,
        nargs="*",
        default=[16, 16],
        help="neurons in each hidden layer (default: 16 16)",
    )
    add(
        "--activation",
        metavar="NAME",
        choices=ACTIVATIONS,
        default="relu",
        help=f"{', '.join(ACTIVATIONS)} (default: relu)",
    )
    add(
        "--init", choices=INITIALISERS, default="micrograd", help="how weights are drawn (default: micrograd)"
    )
    add(
        "--dropout",
        metavar="P",
        type=share,
        default=0.0,
        help="probability of dropping an activation (default: 0)",
    )
    add = parser.add_argument_group("training").add_argument
    add("--loss", choices=NAMES, help="default: cross_entropy for classes, mean_squared_error for numbers")
    add("--optimizer", choices=OPTIMIZERS, default="adam", help="default: adam")
    add(
        "--lr",
        metavar="RATE",
        type=positive,
        help=f"learning rate ({', '.join(f'{k} {v[1]}' for k, v in OPTIMIZERS.items())})",
    )
    add(
        "--regularization",
        nargs=2,
        metavar=("KIND", "STRENGTH"),
        help=f"penalty on the parameters: {', '.join(PENALTIES)}",
    )
    add("--epochs", metavar="N", type=count, default=100, help="passes over the training rows (default: 100)")
    add(
        "--batch",
        metavar="N",
        type=count_or_0,
        default=16,
        help="rows for each step; 0 takes all (default: 16)",
    )
    add("--patience", metavar="N", type=count, help="stop after so many epochs without a better one")
    add(
        "--seed",
        metavar="N",
        type=whole,
        default=0,
        help="decides the split, the first weights and the order of rows (default: 0)",
    )
    add = parser.add_argument_group("files").add_argument
    add(
        "-o",
        "--output",
        metavar="MODEL.json",
        help="the trained network (default: the name of the data, .model.json)",
    )
    add(
        "--pictures",
        metavar="FOLDER",
        help="also draw the loss, the decision boundary (of two columns) and a neuron",
    )
    add(
        "--resume",
        metavar="RUN.json",
        help="keep the state of the run in this file, and go on from it if it is there",
    )


def run(args: argparse.Namespace) -> int:
    """Train, say what came of it, save; Ctrl-C once stops training, twice stops at once."""
    try:
        return _run(args)
    except KeyboardInterrupt:
        goes_on = f"interrupted before a network was saved; the same command goes on from {args.resume}"
        raise KeyboardInterrupt(goes_on if args.resume and Path(args.resume).is_file() else "") from None


def _run(args: argparse.Namespace) -> int:
    data, name = load(args)
    output = Path(args.output or f"{name}.model.json")
    check_files(output, args.resume)
    folder = args.pictures and check_folder(args.pictures)
    regularization = penalty(args)
    random.seed(args.seed)
    train, validation = data.split(args.validation, args.seed) if args.validation else (data, None)
    predictor = Predictor.for_data(network(args, data), data, Scaling.of(train), args.loss)
    model, scaled = predictor.model, predictor.scaling
    kind, lr = OPTIMIZERS[args.optimizer]
    optimizer = kind(model, lr=args.lr or lr)
    sizes = "-".join(map(str, model.sizes))
    print(f"{name}: {data}")
    print(f"network {sizes}, {args.activation}, {len(model.parameters())} parameters; {args.optimizer}, lr {optimizer.lr:g}; "
          f"{len(train)} rows to train on, {len(validation or ())} to validate")  # fmt: skip
    print(objective(args, predictor), *idle(train), sep="\n")
    states: dict[str, Any] = {}
    history = fit(model, scaled(train), loss=predictor.loss, optimizer=optimizer, penalty=regularization, epochs=args.epochs,
                  batch=args.batch or None, validation=scaled(validation) if validation else 0, seed=args.seed,
                  patience=args.patience, checkpoint=args.resume, resume=bool(args.resume),
                  callbacks=[partial(remember, optimizer, states)])  # fmt: skip
    check_outcome(history, args)
    told = outcome(history, predictor, train, validation)
    print(*told.values(), sep="\n")
    spent = effort(predictor, train, args.batch or len(train))
    print(*(f"{name}: {words}" for name, words in spent.items()), sep="\n")
    if state := states.get("best" if ends_with_best(history, validation) else "last"):
        optimizer.load_state_dict(state)
    print(vitals(predictor, train, optimizer if state else None))
    try:
        predictor.save(output, trained={"settings": settings(args), "outcome": told})
    except OSError as error:
        cure = "make room" if error.errno == errno.ENOSPC else "mend that"
        hint = (
            "the same command then ends at once"
            if args.resume
            else "another time --resume RUN.json keeps what was learnt"
        )
        raise OSError(
            f"{str(output)!r} cannot be written: {(error.strerror or str(error)).lower()}; {cure}, and {hint}"
        ) from None
    print(f"saved {output}; use it with: micrograd-like predict {output} FILE.csv")
    if folder:
        write_folder(folder, pictures(predictor, train, history, told, spent))
        print(f"wrote {args.pictures}; open index.html in a browser")
    return 130 if history.stopped == "interrupted" else 0


def load(args: argparse.Namespace) -> tuple[Dataset, str]:
    """The data, and what to call it."""
    if (args.file is None) == (args.data is None):
        raise DataError(
            "train takes a CSV file, or --data with the name of a built-in data set; give one of them"
        )
    if args.data:
        if args.target or args.ignore or args.kind != "auto":
            raise DataError(
                f"--target, --ignore and --kind are about the columns of a file, but got --data {args.data}; leave them out"
            )
        return BUILT_IN[args.data](), args.data
    if args.target is None:
        have = ", ".join(read_table(args.file).columns[:20])
        raise DataError(f"say with --target which column to predict; {args.file} has {have}")
    if args.target in args.ignore:
        raise DataError(
            f"{args.target!r} is the column to predict, and cannot be ignored as well; leave it out of one of them"
        )
    return read_csv(args.file, args.target, args.kind, args.ignore), Path(args.file).stem


def check_files(model: Path, state: str | None) -> None:
    """Raise, before anyone has waited, if the model or the state of the run cannot be written, or would replace another thing."""
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


def network(args: argparse.Namespace, data: Dataset) -> MLP:
    """The network the options ask for, with as many inputs and outputs as the data and the loss need."""
    outputs = task_for(data, args.loss).outputs
    sizes = [len(data.features), *args.layers, outputs]
    if (parameters := sum((n + 1) * m for n, m in pairwise(sizes))) > MOST:
        raise DataError(
            f"a network {'-'.join(map(str, sizes))} has {parameters:,} parameters, more than the {MOST:,} that can be trained "
            "here; give smaller --layers"
        )
    return MLP(
        len(data.features),
        [*args.layers, outputs],
        args.activation,
        init=args.init,
        dropout=args.dropout,
        seed=args.seed,
    )


def objective(args: argparse.Namespace, predictor: Predictor) -> str:
    """What is made small, in words."""
    kind, strength = args.regularization or ("", "")
    more = f" + {float(strength):g} * {kind} (the penalty counts while training only)" if kind else ""
    dropped = f"; dropout {args.dropout:g}" if args.dropout else ""
    unit = "" if predictor.classes else f", in units of the standardised {predictor.target}"
    return f"loss {predictor.loss}{more}{dropped}{unit}"


def idle(train: Dataset) -> list[str]:
    """A line about columns that are the same in every row."""
    same = [
        name
        for name, column in zip(train.features, zip(*train.X, strict=True), strict=True)
        if len(set(column)) == 1
    ]
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
        raise DataError(f"the loss became {history.epochs[-1].judged} in epoch {len(history)}, so no network was saved; "
                        f"give an --lr below {lr:g}{anew}")  # fmt: skip


def outcome(
    history: History, predictor: Predictor, train: Dataset, validation: Dataset | None
) -> dict[str, str]:
    """What came of it, in words."""
    why = {"interrupted": "interrupted; ", "early": "no better epoch came; "}.get(history.stopped, "")
    kept = history.best + 1 if ends_with_best(history, validation) else len(history)
    best = (
        f", which had the lowest validation loss, {history.validation_loss[history.best]:.4g}"
        if validation
        else ""
    )
    told = {
        "result": f"{why}kept the parameters of epoch {kept}{best}",
        "training": f"training: {predictor.score(train)}",
    }
    return told | ({"validation": f"validation: {predictor.score(validation)}"} if validation else {})


def effort(predictor: Predictor, train: Dataset, batch: int) -> dict[str, str]:
    """What the gradient of one mini-batch costs in reverse and in forward mode, in words."""
    rows = predictor.scaling(train.take(range(min(batch, len(train), 64))))
    task = predictor.task
    told = costs(lambda model: task.loss([model(x) for x in rows.X], task.targets(rows)), predictor.model)
    return {f"{mode}, {len(rows)} rows": words for mode, words in told.items()}


def remember(optimizer: optim.Optimizer, states: dict[str, Any], history: History, model: Any) -> None:
    """Keep the states that the optimiser has after the best and after the last epoch: the network ends with one of them."""
    states["last"] = optimizer.state_dict()
    if history.best == len(history) - 1:
        states["best"] = states["last"]


def ends_with_best(history: History, validation: Dataset | None) -> bool:
    """Whether the network has the parameters of the best epoch, as fit says, and not those of the last."""
    return bool(validation) or history.stopped != "finished"


def vitals(predictor: Predictor, train: Dataset, optimizer: optim.Optimizer | None) -> health.Report:
    """The health of the layers on up to 200 training rows; without the optimiser of that epoch it says nothing of steps."""
    some = predictor.scaling(train.take(range(min(200, len(train)))))
    task = predictor.task
    loss = task.loss([predictor.model(x) for x in some.X], task.targets(some))
    return health.report(predictor.model, loss, optimizer=optimizer)


def settings(args: argparse.Namespace) -> dict[str, Any]:
    """The options of the command, to be kept beside the model."""
    return {key: value for key, value in vars(args).items() if key != "run" and value is not None}


def pictures(predictor: Predictor, train: Dataset, history: History, told: dict[str, str],
             spent: dict[str, str]) -> dict[str, str]:  # fmt: skip
    """The files of the folder."""
    from ..pictures import decision_boundary

    files: dict[str, str] = {"loss.svg": history.plot()}
    captions = {"loss.svg": "The loss of each epoch."}
    if len(train.features) == 2 and train.classes:
        files["boundary.svg"] = decision_boundary(lambda x: predictor.outputs([x])[0], train.X, train.y, title=train.target,
                                                  xlabel=train.features[0], ylabel=train.features[1])  # fmt: skip
        names = ", ".join(f"{k} is {name}" for k, name in enumerate(train.classes))
        captions["boundary.svg"] = (
            f"What the network says for each pair, and the rows it was trained on; {names}."
        )
    graph, caption = neuron_graph(
        predictor.model, predictor.scaling(train).X, train.features, "standardised training row"
    )
    captions |= {file: caption for file in graph if file.endswith("svg")}
    facts = {name: text.removeprefix(f"{name}: ") for name, text in told.items()}
    html = page(
        f"A network that predicts {train.target}",
        repr(train),
        facts | spent,
        captions,
        dot=graph.get("neuron.dot", ""),
    )
    return {**files, **graph, "index.html": html}
