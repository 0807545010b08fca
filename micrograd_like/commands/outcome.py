"""What came of a training, in words and in pictures: the result beside a baseline, the effort, the health."""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import health
from ..data.dataset import Dataset
from ..training.history import History
from ..training.optimizer import Optimizer
from ..training.predictor import Predictor
from ..training.scores import Baseline, Score
from .effort import costs
from .page import index_page, neuron_graph


class Trained(NamedTuple):
    """A finished training.  optimizer: as it was at the epoch that was kept, or None if that is not known."""

    predictor: Predictor
    optimizer: Optimizer | None
    history: History
    train: Dataset
    validation: Dataset | None

    @property
    def result(self) -> str:
        """Which epoch was kept, and why, in words."""
        why = {"interrupted": "interrupted; ", "early": "no better epoch came; "}.get(
            self.history.stopped, ""
        )
        best = self.history.best
        if not ends_with_best(self.history, self.validation):
            best = len(self.history) - 1
        text = f"{why}kept the parameters of epoch {best + 1}"
        if not self.validation:
            return text
        return f"{text}, which had the lowest validation loss, {self.history.validation_loss[best]:.4g}"


class States:
    """The states of the optimizer after the best and the last epoch: the network ends with one of them."""

    def __init__(self, optimizer: Optimizer):
        self.optimizer = optimizer
        self.best: dict[str, Any] | None = None
        self.last: dict[str, Any] | None = None

    def remember(self, history: History, model: Any) -> None:
        """Keep the state after an epoch; a callback of fit."""
        self.last = self.optimizer.state_dict()
        if history.best == len(history) - 1:
            self.best = self.last

    def restore(self, best: bool) -> bool:
        """Take the optimizer back to its state after the best or the last epoch; whether it is known."""
        if state := self.best if best else self.last:
            self.optimizer.load_state_dict(state)
        return state is not None


def ends_with_best(history: History, validation: Dataset | None) -> bool:
    """Whether the network has the parameters of the best epoch, as fit says, and not those of the last."""
    return bool(validation) or history.stopped != "finished"


def outcome(trained: Trained, epochs: int) -> dict[str, str]:
    """How good the network is, what the baseline gets on the same rows, and a warning if that is no less."""
    predictor, baseline = trained.predictor, Baseline.of(trained.train, trained.predictor.targets)
    learnt, judged, rows = predictor.rated(trained.train), None, trained.train
    told = {"training": f"training: {learnt}"}
    if trained.validation:
        rows, judged = trained.validation, predictor.rated(trained.validation)
        told["validation"] = f"validation: {judged}"
    usual = baseline.score(rows)
    told["baseline"] = f"baseline: {usual} on the same rows, for always saying {baseline.told}"
    if not (judged or learnt).beats(usual):
        by_heart = judged is not None and learnt.beats(baseline.score(trained.train))
        cure = _cure(by_heart, epochs)
        told["warning"] = (
            f"warning: {_no_better(judged or learnt, usual, baseline, predictor.target)}; {cure}"
        )
    return told


def _no_better(own: Score, usual: Score, baseline: Baseline, target: str) -> str:
    """That the network does no better than the baseline, with the numbers."""
    numbers = f"({own} against {usual})"
    if own.right is not None:
        numbers = f"({own.right} of {own.rows} rows against {usual.right})"
    return f"the network predicts {target} no better than {baseline.told} {numbers}"


def _cure(by_heart: bool, epochs: int) -> str:
    """What to try.  by_heart: whether the network beats the baseline on the rows it was trained on."""
    if by_heart:
        return (
            "it is better only on the rows it was trained on: try more rows, smaller --layers, "
            "--regularization l2 0.01, or --dropout 0.2"
        )
    return f"try more --epochs than {epochs}, another --lr, or other columns"


def effort(trained: Trained, batch: int) -> dict[str, str]:
    """What the gradient of one mini-batch costs in reverse and in forward mode, in words."""
    predictor, train = trained.predictor, trained.train
    rows, task = predictor.scaling(train.take(range(min(batch, len(train), 64)))), predictor.task
    told = costs(lambda model: task.loss([model(x) for x in rows.X], task.targets(rows)), predictor.model)
    return {f"{mode}, {len(rows)} rows": words for mode, words in told.items()}


def vitals(trained: Trained, beats_baseline: bool) -> health.Report:
    """The health of the layers on up to 200 training rows; without an optimizer it says nothing of steps."""
    predictor, train = trained.predictor, trained.train
    some, task = predictor.scaling(train.take(range(min(200, len(train))))), predictor.task
    loss = task.loss([predictor.model(x) for x in some.X], task.targets(some))
    return health.report(predictor.model, loss, optimizer=trained.optimizer, beats_baseline=beats_baseline)


def pictures(trained: Trained, told: dict[str, str], spent: dict[str, str]) -> dict[str, str]:
    """The files of the folder.  told, spent: the facts for its page."""
    from ..pictures import decision_boundary

    predictor, train = trained.predictor, trained.train
    files: dict[str, str] = {"loss.svg": trained.history.plot()}
    captions = {"loss.svg": "The loss of each epoch."}
    if len(train.features) == 2 and train.classes:
        x, y = train.features
        files["boundary.svg"] = decision_boundary(
            lambda row: predictor.outputs([row])[0], train.X, train.y, title=train.target, xlabel=x, ylabel=y
        )
        names = ", ".join(f"{k} is {name}" for k, name in enumerate(train.classes))
        captions["boundary.svg"] = (
            f"What the network says for each pair, and the rows it was trained on; {names}."
        )
    row = "standardised training row"
    graph, caption = neuron_graph(predictor.model, predictor.scaling(train).X, train.features, row)
    captions |= {file: caption for file in graph if file.endswith("svg")}
    facts = {name: text.removeprefix(f"{name}: ") for name, text in told.items()}
    title, dot = f"A network that predicts {train.target}", graph.get("neuron.dot", "")
    return {**files, **graph, "index.html": index_page(title, repr(train), facts | spent, captions, dot=dot)}
