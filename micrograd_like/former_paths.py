"""Where modules used to be: imports of these old paths keep working for this release, with a
DeprecationWarning.

One finder at the end of ``sys.meta_path`` is asked only for modules that nobody else has found.

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

NOW = {
    "training.data": "data",
    "training.dataset": "data.dataset",
    "training.csvfile": "data.csvfile",
    "training.scaling": "data.scaling",
    "training.toys": "data.toys",
    "training.losses": "nn.losses",
    "training.regularizers": "nn.regularizers",
    "training.health": "health",
    "training.assumptions": "matrix.assumptions",
    "training.demo": "commands.demo",
    "training.train": "commands.train",
    "training.race": "commands.race",
    "module": "nn.module",
    "layers": "nn.layers",
    "record": "recording",
    "arrays": "matrix.arrays",
    "modes.steps": "steps",
    "modes.paths": "modes.path_sum",
    "modes.check": "comparing.gradient_check",
    "modes.race": "comparing.racing",
    "modes.examples": "comparing.examples",
    "pictures.axes": "pictures.plots.axes",
    "pictures.film": "pictures.filming",
    "learn.grade": "learn.teachers.grading",
    "learn.export": "learn.teachers.exporting",
}


class FormerPaths:
    """A finder and loader: an old path gives the module that stands there now."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        old = name.removeprefix(f"{__package__}.")
        return ModuleSpec(name, FormerPaths) if old != name and old in NOW else None  # type: ignore[arg-type]

    @staticmethod
    def create_module(spec: ModuleSpec) -> ModuleType:
        now = f"{__package__}.{NOW[spec.name.removeprefix(f'{__package__}.')]}"
        warnings.warn(
            f"{spec.name} is now {now}; the old path goes with the next release",
            DeprecationWarning,
            stacklevel=2,
        )
        old = ModuleType(spec.name, f"The old path of {now}.")
        old.__getattr__ = importlib.import_module(now).__getattribute__  # type: ignore[method-assign]
        return old

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        pass


def install() -> None:
    """Answer for the old paths, once."""
    if FormerPaths not in sys.meta_path:
        sys.meta_path.append(FormerPaths)  # type: ignore[arg-type]
