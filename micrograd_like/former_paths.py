"""Where things used to be: the old paths work for this release, with a DeprecationWarning that names the new.

One finder at the end of ``sys.meta_path`` is asked only for modules that nobody else has found.  What it
gives for an old path passes every look-up on to the module that is there now.

>>> import warnings
>>> with warnings.catch_warnings(record=True) as told:
...     warnings.simplefilter("always")
...     from micrograd_like.training.data import moons
>>> told[0].message
DeprecationWarning('micrograd_like.training.data is now micrograd_like.data; ...')
"""

from __future__ import annotations

import importlib
import sys
import warnings
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

HOME = __package__
NOW = {  # modules
    "arrays": "matrix.arrays",
    "layers": "nn.layers",
    "module": "nn.module",
    "record": "recording",
    "learn.cli": "commands.learn",
    "learn.drawing": "learn.sketching",
    "learn.export": "learn.teachers.exporting",
    "learn.fence": "learn.teachers.fencing",
    "learn.grade": "learn.teachers.grading",
    "learn.mark": "learn.teachers.marking",
    "learn.watch": "learn.watching",
    "modes.check": "comparing.gradient_check",
    "modes.checkpoint": "modes.checkpointing",
    "modes.custom": "modes.custom_rules",
    "modes.examples": "comparing.examples",
    "modes.explain": "modes.explaining",
    "modes.kinks": "comparing.kinks",
    "modes.paths": "modes.path_sum",
    "modes.plan": "comparing.numbered",
    "modes.probe": "comparing.probe",
    "modes.race": "comparing.racing",
    "modes.steps": "steps",
    "pictures.axes": "pictures.plots.axes",
    "pictures.boxes": "pictures.graphs.boxes",
    "pictures.command": "commands.draw",
    "pictures.dot": "pictures.graphs.dot",
    "pictures.drawing": "pictures.svg",
    "pictures.figures": "pictures.plots.on_matplotlib",
    "pictures.film": "pictures.graphs.filming",
    "pictures.folds": "pictures.graphs.longhand",
    "pictures.layout": "pictures.graphs.layout",
    "pictures.live": "pictures.pages.live",
    "pictures.mathml": "rules.mathml",
    "pictures.names": "naming.variables",
    "pictures.playground": "pictures.pages.playground",
    "pictures.render": "pictures.rendering",
    "pictures.still": "pictures.graphs.still",
    "pictures.text": "pictures.quoting",
    "pictures.viewer": "pictures.pages.viewer",
    "rules.leaves": "rules.floats",
    "training.advice": "health.advice",
    "training.assumptions": "matrix.assumptions",
    "training.checkpoint": "training.saved_run",
    "training.described": "training.function_names",
    "training.csvfile": "data.csvfile",
    "training.data": "data",
    "training.dataset": "data.dataset",
    "training.demo": "commands.demo",
    "training.demonstrations": "health.demonstrations",
    "training.health": "health",
    "training.losses": "nn.losses",
    "training.options": "commands.options",
    "training.page": "commands.page",
    "training.race": "commands.race",
    "training.regularizers": "nn.regularizers",
    "training.scaling": "data.scaling",
    "training.toys": "data.toys",
    "training.train": "commands.train",
}
NAMES = {  # of a package, whose __getattr__ asks attribute()
    **dict.fromkeys(("modes.gradcheck", "modes.check_grads", "modes.race", "modes.Race"), "comparing"),
    **dict.fromkeys(("modes.backprop_steps", "modes.Step", "modes.Contribution"), "steps"),
}


class Former(ModuleType):
    """A module at an old path: what is asked of it is asked of the one that is there now.

    Some old modules bear the name of a function in the same package, which importing them hides: so calling
    one calls that.
    """

    def __init__(self, name: str, now: ModuleType):
        super().__init__(name, f"The old path of {now.__name__}.")
        self._now = now
        self.__all__ = getattr(now, "__all__", [name for name in vars(now) if not name.startswith("_")])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # such as __file__, by which inspect would take this one for the real one
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(self._now, name)

    def __dir__(self) -> list[str]:
        return dir(self._now)

    def __call__(self, *args: Any, **options: Any) -> Any:
        return getattr(self._now, self.__name__.rpartition(".")[2])(*args, **options)


class FormerPaths:
    """A finder and loader for the old paths."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        old = name.removeprefix(f"{HOME}.")
        return ModuleSpec(name, FormerPaths) if old != name and old in NOW else None  # type: ignore[arg-type]

    @staticmethod
    def create_module(spec: ModuleSpec) -> ModuleType:
        now = f"{HOME}.{NOW[spec.name.removeprefix(f'{HOME}.')]}"
        _warn(spec.name, now)
        return Former(spec.name, importlib.import_module(now))

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Nothing is left to do."""


def attribute(package: str, name: str) -> Any:
    """What an old name of a package means now; AttributeError for a name that it never had."""
    home = NAMES.get(f"{package.removeprefix(f'{HOME}.')}.{name}")
    if home is None:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    _warn(f"{package}.{name}", f"{HOME}.{home}.{name}", stacklevel=4)
    return getattr(importlib.import_module(f"{HOME}.{home}"), name)


def install() -> None:
    """Answer for the old paths, once."""
    if FormerPaths not in sys.meta_path:
        sys.meta_path.append(FormerPaths)  # type: ignore[arg-type]


def _warn(old: str, now: str, stacklevel: int = 3) -> None:
    warnings.warn(
        f"{old} is now {now}; the old path goes with the next release",
        DeprecationWarning,
        stacklevel=stacklevel,
    )
