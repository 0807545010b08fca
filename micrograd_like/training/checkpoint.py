"""A training run on disk: always a whole state, from which it goes on to the very numbers of an unbroken run.

Floats are written so that they read back bit for bit, beside the states of the optimiser and of every random number
generator the model draws from.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..nn import Module, write_whole
from .history import Epoch

FORMAT = "micrograd_like run 1"


class Checkpoint:
    """The file of a run.  path: where; None for nowhere.  settings: what must be the same for the run to go on."""

    def __init__(self, path: Any, settings: Mapping[str, Any]):
        self.path, self.settings = path, dict(settings)
        self.written = -1.0

    def save(self, state: Mapping[str, Any], now: bool = False) -> None:
        """Write the state, at most once a second unless it must be now."""
        if self.path and (now or time.monotonic() - self.written > 1):
            write_whole(self.path, json.dumps({"format": FORMAT, "settings": self.settings, **state}))
            self.written = time.monotonic()

    def load(self) -> dict[str, Any] | None:
        """The state in the file, or None if there is no file yet."""
        if not self.path:
            raise ValueError("resume=True needs a checkpoint file to go on from; give checkpoint=")
        name = os.fspath(self.path)
        try:
            content = json.loads(Path(self.path).read_text(encoding="utf-8"))
            if content["format"] != FORMAT:
                raise ValueError("it has another format")
            old, state = content["settings"], {key: content[key] for key in ("parameters", "best", "optimizer")}
            state["epochs"] = [Epoch(*row) for row in content["epochs"]]
            state["random"] = [(version, tuple(numbers), gauss) for version, numbers, gauss in content["random"]]
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{name!r} is no checkpoint of a training run: {error}") from None
        for key, new in self.settings.items():
            if old.get(key) != new:
                was, now = _short(old.get(key)), _short(new)
                change = f"{key} was {was} and is now {now}" if was != now else f"its {key} is different"
                raise ValueError(f"{name!r} is the checkpoint of another run: {change}; give the same settings, or another file")
        return state


def _short(setting: Any) -> str:
    return repr(setting)[:60]


def random_states(model: Any) -> list[Any]:
    """Every random number generator a model may draw from: Python's own, and those kept in its layers."""
    return [random, *_generators(model, set())]


def _generators(thing: Any, seen: set[int]) -> Iterator[random.Random]:
    if id(thing) in seen:
        return
    if isinstance(thing, random.Random):
        seen.add(id(thing))
        yield thing
    elif isinstance(thing, Module):
        yield from _generators(vars(thing), seen)
    elif isinstance(thing, Mapping):
        yield from _generators(list(thing.values()), seen)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from _generators(part, seen)
