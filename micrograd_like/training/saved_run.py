"""A training run on disk: always a whole state, from which it goes on to the very numbers of an unbroken run.

Floats are written so that they read back bit for bit, beside the states of the optimiser and of every random number
generator the model draws from.
"""

from __future__ import annotations

import json
import math
import os
import random
import time
from collections.abc import Iterator, Mapping
from typing import Any

from ..files import check_file, read_json, write_whole
from ..nn import Module
from .history import Epoch

FORMAT = "micrograd_like run 2"
WHOLE = ("parameters", "best", "optimizer", "frozen")  # read back as they were written
PAUSE = 19  # times as long as a save took until the next one: saving takes a twentieth of the time of a run


class Checkpoint:
    """The file of a run.  path: where; None for nowhere.  settings: what must be the same for the run to go on."""

    def __init__(self, path: Any, settings: Mapping[str, Any]):
        self.path, self.settings = path, json.loads(json.dumps(settings))  # as they will read back
        self.due = -math.inf

    def save(self, state: Mapping[str, Any], now: bool = False) -> None:
        """Write the state, unless the last time was just now; with now=True in any case."""
        start = time.monotonic()
        if self.path and (now or start >= self.due):
            write_whole(self.path, json.dumps({"format": FORMAT, "settings": self.settings, **state}))
            end = time.monotonic()
            self.due = end + PAUSE * (end - start)

    def check_new(self) -> None:
        """Raise FileExistsError if a new run would write over a file that is no checkpoint, or over a run that has begun."""
        if not self.path or not os.path.isfile(self.path):
            return
        name = os.fspath(self.path)
        try:
            epochs = len(read_json(self.path, FORMAT, ["epochs"])["epochs"])
        except (ValueError, TypeError):
            raise FileExistsError(
                f"{name!r} is there already and is no checkpoint of a training run; give another name"
            ) from None
        if epochs:
            raise FileExistsError(
                f"{name!r} holds a run of {epochs} epochs; give resume=True to go on with it, or delete the file"
            )

    def load(self) -> dict[str, Any] | None:
        """The state in the file, or None if there is no file yet."""
        if not self.path:
            raise ValueError("resume=True needs a checkpoint file to go on from; give checkpoint=")
        name = os.fspath(self.path)
        check_file(self.path)
        try:
            content = read_json(self.path, FORMAT, ("settings", "epochs", "random", *WHOLE))
            old, state = dict(content["settings"]), {key: content[key] for key in WHOLE}
            state["optimizer"] = dict(state["optimizer"])
            state["epochs"] = [
                Epoch(float(lr), float(loss), *map(_number, more)) for lr, loss, *more in content["epochs"]
            ]
            state["random"] = [
                (version, tuple(numbers), _number(gauss)) for version, numbers, gauss in content["random"]
            ]
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueError(f"{name!r} is no checkpoint of a training run: {error}") from None
        for key, new in self.settings.items():
            # A hyperparameter may be as it was at first or, after a callback has changed it, as the file has it now.
            if new not in (old.get(key), state["optimizer"].get(key, old.get(key))):
                was, now = repr(old.get(key)), repr(new)
                plain = key not in ("data", "validation") and len(was + now) < 100
                change = f"{key} was {was} and is now {now}" if plain else f"not the same {key}"
                raise ValueError(
                    f"{name!r} is the checkpoint of another run: {change}; give the same settings, or another file"
                )
        return state


def _number(x: Any) -> float | None:
    """A float, or None where there is no number."""
    return None if x is None else float(x)


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
        seen.add(id(thing))
        yield from _generators(vars(thing), seen)
    elif isinstance(thing, Mapping):
        yield from _generators(list(thing.values()), seen)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from _generators(part, seen)
