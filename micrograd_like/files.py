"""Models on disk: JSON that a person can read, never pickle; a file is there whole or as it was before.

A model is described by its kind and the arguments it was built with (its ``spec()``), and filled with its parameters.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

# json, pathlib, secrets and shutil would make `import micrograd_like` a third longer: they are loaded when a file is touched.

FORMAT = "micrograd_like model 1"
KINDS: dict[str, type] = {}  # the classes a file may name; every Module that has a spec() of its own enters itself


def described(model: Any) -> dict[str, Any]:
    """The kind of a model and the arguments it was built with."""
    kind = name_of(type(model))
    if KINDS.get(kind) is not type(model):
        raise TypeError(f"a {type(model).__name__} cannot be saved: it does not say how it was built; give it a method spec()")
    return {"type": kind, **model.spec()}


def name_of(cls: type) -> str:
    """What a file calls the class: its plain name if it is one of ours."""
    return cls.__name__ if cls.__module__.startswith(f"{__package__}.") else f"{cls.__module__}.{cls.__qualname__}"


def built(description: Mapping[str, Any]) -> Any:
    """A model of the kind described, its parameters still to be loaded; the caller's random numbers stay untouched."""
    arguments = dict(description)
    kind = arguments.pop("type", None)
    if kind not in KINDS:
        raise ValueError(f"it holds a {kind}, which nobody has defined here; import the module that does")
    state = random.getstate()
    try:
        return KINDS[kind].build(arguments)  # type: ignore[attr-defined]
    finally:
        random.setstate(state)


def save(model: Any, path: str | os.PathLike, extra: Mapping[str, Any]) -> None:
    """Write the model, with extra beside it."""
    description = described(model)
    if clash := set(extra) & {"format", "model", "parameters"}:
        raise ValueError(f"a saved model has {sorted(clash)[0]!r} already; choose another name for what you keep beside it")
    again = built(description)
    if repr(again) != repr(model):
        raise ValueError(f"{model!r} was changed by hand: its spec() would give {again!r}; build it from its parts")
    if [name for name, _ in again.named_parameters()] != [name for name, _ in model.named_parameters()]:
        raise ValueError(
            f"{model!r} cannot be built again with these parameters, perhaps because parts of it share some; save its "
            "state_dict() instead, and load that into a model made by the same code"
        )
    import json

    content = {"format": FORMAT, "model": description, "parameters": model.state_dict(), **extra}
    write_whole(path, json.dumps(content, indent=1))


def load(cls: type, path: str | os.PathLike) -> tuple[Any, dict[str, Any]]:
    """The model in the file, which must be a cls, and what was saved beside it."""
    try:
        content = read_json(path, FORMAT, ("model", "parameters"))
        description, parameters = content.pop("model"), content.pop("parameters")
        if (told := sum(_counts(description))) > len(parameters):  # before so many are made
            raise ValueError(f"it tells of a network with {told:,} parameters, but has {len(parameters):,}")
        model = built(description)
        if not isinstance(model, cls):
            raise ValueError(f"it holds a {type(model).__name__}")
        model.load_state_dict(parameters)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        reason = error.args[0] if isinstance(error, KeyError) else error  # str() would put quotes around it
        raise ValueError(f"{os.fspath(path)!r} is no model saved by {cls.__name__}.save(): {reason}") from None
    return model, content


def _counts(part: Any) -> Iterator[int]:
    """How many parameters each neuron, layer and MLP in a description has."""
    if isinstance(part, dict):
        if part.get("type") in ("Neuron", "Layer", "MLP"):
            sizes = [part["nin"], *(part.get("nouts") or [part.get("nout", 1)])]
            yield from ((nin + 1) * nout for nin, nout in pairwise(sizes))
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        yield from _counts(inner)


def read_json(path: str | os.PathLike, expected: str, names: Iterable[str] = ()) -> dict[str, Any]:
    """The object in a JSON file without its entry "format", which must be the expected one; it must have these names.

    Raises ValueError with the reason as a clause, "it is not JSON", for the caller to put into a sentence.
    """
    import json

    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(content, dict) or content.pop("format", None) != expected:
        raise ValueError("it has another format")
    if missing := [name for name in names if name not in content]:
        raise ValueError(f"it lacks {missing[0]!r}")
    return content


def write_whole(path: str | os.PathLike, text: str) -> None:
    """Write a text file so that it is there whole or, after a full disk or a kill, as it was before."""
    import secrets
    import shutil
    from pathlib import Path

    given, path = os.fspath(path), Path(path)
    check_file(path)
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")  # a pipe or a device, such as /dev/stdout, must not become a file
        return
    path = path.resolve()  # what a link points to is replaced, not the link
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        with open(temporary, "x", encoding="utf-8", newline="\n") as file:
            if path.exists():
                shutil.copymode(path, temporary)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and not error.filename:
            error.filename = given  # a full disk does not say what it was full for
        raise
    _sweep(path)


def _sweep(path: Any) -> None:
    """Remove what saves of this file that were killed an hour ago or earlier have left beside it."""
    import glob
    import time

    for left in path.parent.glob(f".{glob.escape(path.name)}.????????.partial"):
        try:
            if left.is_file() and left.stat().st_mtime < time.time() - 3600:
                left.unlink()
        except OSError:  # someone else was quicker, or it is not ours to remove
            continue


def check_file(path: str | os.PathLike) -> None:
    """Raise unless a file can be written there; ask before the work whose result goes into it."""
    if os.path.isdir(path):
        raise IsADirectoryError(f"{os.fspath(path)!r} is a folder; give the name of a file")
    if not os.path.exists(path) or os.path.isfile(path):  # a device is written to as it is, wherever it lies
        check_parent(path)


def check_parent(path: str | os.PathLike) -> None:
    """Raise unless a file or a folder can be made in the folder it is to stand in."""
    parent, name = os.path.dirname(os.path.realpath(path)), os.path.basename(os.path.normpath(path))
    if not os.path.isdir(parent):
        raise FileNotFoundError(f"there is no folder {parent!r} to write {name!r} in; make it first")
    if not os.access(parent, os.W_OK):
        raise PermissionError(f"the folder {parent!r} cannot be written to; choose another place for {name!r}")
