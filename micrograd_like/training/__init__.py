"""From a formulation to a trained network.  The story, in the order in which it is read:

What is asked.  ``problem.py``: error + strength * penalty, in words and as LaTeX.  ``tasks.py``: what a loss
asks of the network, and how its outputs are read.
How parameters move.  ``optimizer.py`` is what all optimizers share, ``optim.py`` has SGD, Adam and the
others, ``schedules.py`` the learning rate as a function of the step.  ``least_squares.py``: where none of
this is needed.  The loop.  ``loop.py`` is ``fit``; ``arguments.py`` looks at what it was given, ``run.py``
has the step, the epoch and the state, ``history.py`` what happened, ``saved_run.py`` the file to go on from,
with ``randomness.py`` and ``function_names.py``; ``doubts.py`` says when nothing can be learnt,
``collector.py`` makes a step quicker, ``compiled.py`` replays it.  Afterwards.  ``predictor.py``: the network
with all that is needed to use it; ``scores.py``: how good it is, and what a baseline gets; ``search.py``:
choosing hyperparameters; ``moons_demo.py``: a whole training, micrograd's.

>>> import random
>>> from micrograd_like import data, nn
>>> from micrograd_like.training import fit
>>> random.seed(0)
>>> fit(nn.MLP(2, [8, 2]), data.moons(60), epochs=40, progress=False).validation_accuracy[-1]
1.0
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for editors: at run time each is loaded when it is first asked for
    from .history import Epoch, History, ProgressLine
    from .loop import fit
    from .predictor import Predictor
    from .problem import Problem
    from .scores import Baseline, Score
    from .search import Trial, grid_search
    from .tasks import Task, predict, task_for

HOMES = {
    **dict.fromkeys(("Epoch", "History", "ProgressLine"), "history"),
    **dict.fromkeys(("Baseline", "Score"), "scores"),
    **dict.fromkeys(("Task", "predict", "task_for"), "tasks"),
    **dict.fromkeys(("Trial", "grid_search"), "search"),
    "Predictor": "predictor",
    "Problem": "problem",
    "fit": "loop",
}
__all__ = ["Baseline", "Epoch", "History", "Predictor", "Problem", "ProgressLine", "Score", "Task", "Trial",
           "fit", "grid_search", "predict", "task_for"]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in HOMES:
        return getattr(importlib.import_module(f"{__name__}.{HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *HOMES})
