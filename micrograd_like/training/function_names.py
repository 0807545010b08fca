"""What a function is called in a checkpoint, so that a run with another one is told apart.

That is its name with its module, and in brackets the numbers and texts that can be seen from outside: what
functools.partial has filled in, its defaults, the variables it takes from the function around it, the
attributes of an object that is called.  What stands inside, numbers in the code and names it looks up when it
runs, is not seen: ``lambda m: l2(m, 0.1)`` and ``lambda m: l1(m, 0.5)`` in one place have one name.  Give
``fit(..., name=...)`` where two runs differ in that alone.

>>> from functools import partial
>>> from micrograd_like import losses, schedules
>>> full_name(partial(losses.huber, delta=2.0)), full_name(schedules.warmup(5, schedules.constant(0.1)))
('huber(delta=2.0)', 'warmup(steps=5, then=constant(lr=0.1))')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from numbers import Real
from types import FunctionType, MethodType
from typing import Any

from ..nn import Module

LONG = 200  # letters; a longer collection of numbers is told by its fingerprint


def full_name(function: Any) -> str | None:
    """The name of a loss, penalty or schedule with what can be seen of it; None for None."""
    return None if function is None else _full_name(function, frozenset())


def _full_name(function: Any, within: frozenset[int]) -> str:
    """within: the functions this one was found in, so that those that hold each other come to an end."""
    if id(function) in within:
        return "..."
    within |= {id(function)}
    if isinstance(function, partial):
        inner = _full_name(function.func, within)
        return _with_parts(inner, [*enumerate(function.args), *function.keywords.items()], within)
    return _with_parts(_plain_name(function), _parts(function), within)


def _plain_name(function: Any) -> str:
    """Its name, after that of its module if that is neither ours nor the program that runs."""
    named = function if hasattr(function, "__qualname__") else type(function)
    name, module = named.__qualname__, getattr(named, "__module__", "") or ""
    if module.startswith("micrograd_like."):
        return name.removesuffix(".<locals>.<lambda>")  # schedules.constant(0.1) is called constant
    return name if module in ("__main__", "builtins", "") else f"{module}.{name}"


def _parts(function: Any) -> Iterator[tuple[Any, Any]]:
    """What hangs on a function or an object, by name."""
    owner: Any = getattr(function, "__self__", None)
    if hasattr(owner, "hyperparameters"):  # a Problem's
        yield from owner.hyperparameters().items()
    elif isinstance(function, MethodType):
        yield from getattr(owner, "__dict__", {}).items()
        yield from _parts(function.__func__)
    elif not isinstance(function, FunctionType):
        yield from getattr(function, "__dict__", {}).items()
    else:
        yield from _around(function)
        if not (function.__module__ or "").startswith("micrograd_like."):
            yield from (function.__kwdefaults__ or {}).items()
            yield from enumerate(function.__defaults__ or ())


def _around(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """The variables a function has from around it, those that are not bound yet left out."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield name, cell.cell_contents
        except ValueError:
            continue


def _with_parts(name: str, parts: Iterable[tuple[Any, Any]], within: frozenset[int]) -> str:
    """The name with its parts in brackets; a part whose key is a number stands alone."""
    told = []
    for key, x in parts:
        if isinstance(x, Module):  # its numbers move while it trains
            continue
        text = _full_name(x, within) if callable(x) else _plain(x)
        if text is not None:
            told.append(text if isinstance(key, int) else f"{key}={text}")
    return f"{name}({', '.join(told)})" if told else name


def _plain(x: Any) -> str | None:
    """A number, a text, an array, or a list or dict of such; None for anything else.

    Values are left out: they may be trained.
    """
    x = x.tolist() if hasattr(x, "tolist") else x
    if isinstance(x, (Real, str)):
        return repr(x)
    if isinstance(x, dict):
        pairs = [(_plain(key), _plain(value)) for key, value in x.items()]
        texts = [f"{key}: {value}" if key and value else None for key, value in pairs]
    elif isinstance(x, (list, tuple)):
        texts = [_plain(part) for part in x]
    else:
        return None
    if None in texts:
        return None
    text = f"[{', '.join(t for t in texts if t)}]"
    if len(text) <= LONG:
        return text
    return f"[{len(texts)} numbers, {sha256(text.encode()).hexdigest()[:12]}]"
