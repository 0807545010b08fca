"""A training run on disk: always a whole state, from which it goes on to the very numbers of an unbroken run.

Floats are written so that they read back bit for bit, beside the states of the optimizer and of every random
number generator the model draws from.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Mapping
from itertools import zip_longest
from types import TracebackType
from typing import Any, Self

from ..files import check_file, read_json, write_whole
from ..nn.outline import in_full
from .history import Epoch
from .run import TrainingRun

FORMAT = "micrograd_like run 3"
FORMERS = ("micrograd_like run 2",)  # knew a model by its repr
WHOLE = ("parameters", "best", "optimizer", "frozen")  # read back as they were written
PAUSE = 19  # times as long as a save took until the next one: saving takes a twentieth of the time of a run


class SavedRun:
    """A block in which a run goes on, and its file.

    path: None for nowhere.  resume: whether to go on from the file.

    However the block ends, the run is settled and saved; Ctrl-C ends it like a run that was stopped.
    """

    def __init__(self, run: TrainingRun, path: Any, resume: bool):
        if path is not None and not isinstance(path, str | os.PathLike):
            raise TypeError(
                f"fit takes checkpoint as the name of a file, such as 'run.json', but got {path!r}"
            )
        self.run, self.path, self.resume = run, path, resume
        self.settings = json.loads(json.dumps(run.settings()))  # as they will read back
        self.due = -math.inf

    def __enter__(self) -> Self:
        if self.resume:
            self._go_on()
        else:
            self._check_new()
        self.run.check()
        self.save()  # now, so that a folder that cannot be written to is known before an hour has passed
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        interrupted = isinstance(error, KeyboardInterrupt)
        if error is not None:
            self.run.stopped = "interrupted" if interrupted else None
        self.run.settle()
        try:
            self.save(now=True)
        except OSError as second:
            if error is None or interrupted:
                raise
            if str(second) != str(error):  # else it was the saving that failed
                error.add_note(f"And the checkpoint could not be written: {second}")
        return interrupted

    def save(self, now: bool = False) -> None:
        """Write the state, unless the last time was just now; with now=True in any case."""
        start = time.monotonic()
        if self.path and (now or start >= self.due):
            content = {"format": FORMAT, "settings": self.settings, **self.run.state}
            write_whole(self.path, json.dumps(content))
            end = time.monotonic()
            self.due = end + PAUSE * (end - start)

    def _check_new(self) -> None:
        """Raise FileExistsError if a new run would write over another file, or a run that has begun."""
        if not self.path or not os.path.isfile(self.path):
            return
        name = os.fspath(self.path)
        try:
            epochs = len(read_json(self.path, (FORMAT, *FORMERS), ["epochs"])["epochs"])
        except (ValueError, TypeError):
            raise FileExistsError(
                f"{name!r} is there already and is no checkpoint of a training run; give another name"
            ) from None
        if epochs:
            raise FileExistsError(
                f"{name!r} holds a run of {epochs} epochs; give resume=True to go on with it, or delete the "
                "file"
            )

    def _go_on(self) -> None:
        """Bring the run to the state in the file, if there is one."""
        if not self.path:
            raise ValueError("resume=True needs a checkpoint file to go on from; give checkpoint=")
        name = os.fspath(self.path)
        check_file(self.path)
        try:
            old, state = _read(self.path)
        except FileNotFoundError:
            return
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueError(f"{name!r} is no checkpoint of a training run: {error}") from None
        if change := self._change(old, state):
            raise ValueError(
                f"{name!r} is the checkpoint of another run: {change}; give the same settings, or another "
                "file"
            )
        try:
            self.run.restore(state)
        except ValueError as error:
            raise ValueError(f"{name!r} cannot be gone on with: {error}") from None

    def _change(self, old: Mapping[str, Any], state: Mapping[str, Any]) -> str:
        """What is not as it was when the file was begun, in words; empty if all is.

        A hyperparameter may be as it was then or, after a callback has changed it, as the file has it now.
        """
        for key, new in self.settings.items():
            if new in (old.get(key), state["optimizer"].get(key, old.get(key))):
                continue
            if key == "model":
                if old.get(key) == in_full(self.run.model):  # as a former format tells of it
                    continue
                return f"not the same model{_other_module(old.get(key), new)}"
            was, now = repr(old.get(key)), repr(new)
            if key in ("data", "validation") or len(was + now) >= 100:
                return f"not the same {key}"
            return f"{key} was {was} and is now {now}"
        return ""


def _other_module(old: Any, new: list[dict[str, Any]]) -> str:
    """Where a model is another than the one of the file, if that can be said in a clause."""
    if not isinstance(old, list) or not all(isinstance(module, dict) for module in old):
        return ""
    was, now = next(((a, b) for a, b in zip_longest(old, new, fillvalue={}) if a != b))
    if was.get("type") != now.get("type"):
        here, there = (module.get("type", "nothing") for module in (now, was))
        return f": it had {there} where it has now {here}"
    key = next(key for key in {**was, **now} if was.get(key) != now.get(key))
    told = f": {key} of its {now['type']} was {was.get(key)!r} and is now {now.get(key)!r}"
    return told if len(told) < 100 else ""


def _read(path: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The settings in a file, and the state."""
    content = read_json(path, (FORMAT, *FORMERS), ("settings", "epochs", "random", *WHOLE))
    state = {key: content[key] for key in WHOLE}
    state["optimizer"] = dict(state["optimizer"])
    state["epochs"] = [
        Epoch(float(lr), float(loss), *map(_float_or_none, more)) for lr, loss, *more in content["epochs"]
    ]
    state["random"] = [
        (version, tuple(numbers), _float_or_none(gauss)) for version, numbers, gauss in content["random"]
    ]
    return dict(content["settings"]), state


def _float_or_none(x: Any) -> float | None:
    return None if x is None else float(x)
