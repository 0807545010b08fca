"""Models on disk: JSON that a person can read, never pickle.

A model is described by its kind and the arguments it was built with (its ``spec()``), and filled with its
parameters.
"""

from __future__ import annotations

import os
import random
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from ..files import read_json, write_whole
from .outline import outline

FORMAT = "micrograd_like model 1"
KINDS: dict[
    str, Any
] = {}  # the classes that a file may name; a Module that says how it is built enters itself
Load = TypeVar("Load")


def makes_new(load: Load) -> Load:
    """Put above a classmethod that makes a new object: on an object it says that this one stays as it was.

    ``Kind.load(path)`` is the call that is meant; ``model.load(path)`` looks as if it changed the model.
    """
    return cast(Load, MakesNew(cast(Any, load).__func__))


class MakesNew(classmethod):
    """A classmethod with the warning of makes_new()."""

    def __get__(self, given: Any, kind: Any = None) -> Callable:
        make = super().__get__(given, kind)
        if given is None:
            return make

        @wraps(make)
        def told(*arguments: Any, **named: Any) -> Any:
            whose, name = type(given).__name__, make.__name__
            said = f"{name}() gives a new {whose} and leaves this one as it was"
            warnings.warn(f"{said}; write model = {whose}.{name}(...)", stacklevel=2)
            return make(*arguments, **named)

        return told


def described(model: Any) -> dict[str, Any]:
    """The kind of a model and the arguments it was built with."""
    kind = name_of(type(model))
    if KINDS.get(kind) is not type(model):
        raise TypeError(
            f"a {type(model).__name__} cannot be saved: it does not say how it was built; give it a method "
            "spec() that returns the arguments of its __init__ as a dict"
        )
    return {"type": kind, **model.spec()}


def name_of(cls: type) -> str:
    """What a file calls the class: its plain name if it is one of ours."""
    ours = cls.__module__.startswith("micrograd_like.")
    return cls.__name__ if ours else f"{cls.__module__}.{cls.__qualname__}"


def built(description: Mapping[str, Any]) -> Any:
    """A model of the kind described, its parameters still to be loaded; ``random`` stays as it was."""
    arguments = dict(description)
    kind = arguments.pop("type", None)
    if kind not in KINDS:
        raise ValueError(f"it holds a {kind}, which nobody has defined here; import the module that does")
    state = random.getstate()
    try:
        return KINDS[kind].build(arguments)
    finally:
        random.setstate(state)


def save(model: Any, path: str | os.PathLike[str], extra: Mapping[str, Any]) -> None:
    """Write the model, with extra beside it."""
    description = described(model)
    if clash := set(extra) & {"format", "model", "parameters"}:
        raise ValueError(
            f"a saved model has {sorted(clash)[0]!r} already; choose another name for what you keep beside it"
        )
    again = built(description)
    if outline(again) != outline(model):
        raise ValueError(
            f"{model!r} was changed by hand: its spec() would give {again!r}; build it from its parts"
        )
    if [name for name, _ in again.named_parameters()] != [name for name, _ in model.named_parameters()]:
        raise ValueError(
            f"{model!r} cannot be built again with these parameters, perhaps because parts of it share some; "
            "save its state_dict() instead, and load that into a model made by the same code"
        )
    import json

    content = {"format": FORMAT, "model": description, "parameters": model.state_dict(), **extra}
    write_whole(path, json.dumps(content, indent=1))


def load(cls: type, path: str | os.PathLike[str]) -> tuple[Any, dict[str, Any]]:
    """The model in the file, which must be a cls, and what was saved beside it."""
    try:
        content = read_json(path, FORMAT, ("model", "parameters"))
        description, parameters = content.pop("model"), content.pop("parameters")
        if (told := sum(_sizes(description))) > len(parameters):  # before so many are made
            raise ValueError(f"it tells of a network with {told:,} parameters, but has {len(parameters):,}")
        model = built(description)
        if not isinstance(model, cls):
            raise ValueError(f"it holds a {type(model).__name__}")
        model.load_state_dict(parameters)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        reason = error.args[0] if isinstance(error, KeyError) else error  # str() would put quotes around it
        raise ValueError(
            f"{os.fspath(path)!r} is no model saved by {cls.__name__}.save(): {reason}"
        ) from None
    return model, content


def _sizes(part: Any) -> Iterator[int]:
    """How many parameters each module in a description has, where its class tells before it is built."""
    if isinstance(part, dict):
        kind = KINDS.get(str(part.get("type")))
        if kind and "size_of" in vars(kind):  # a class it inherits from may be built from other arguments
            yield kind.size_of(part)
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        yield from _sizes(inner)
