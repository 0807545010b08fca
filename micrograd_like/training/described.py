"""What a function is called in a checkpoint, with every number in it that can be seen, so that another one is told apart.

>>> from functools import partial
>>> from micrograd_like import losses, schedules
>>> described(partial(losses.huber, delta=2.0)), described(schedules.warmup(5, schedules.constant(0.1)))
('huber(delta=2.0)', 'warmup(steps=5, then=constant(lr=0.1))')
"""

from __future__ import annotations

import dis
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from numbers import Real
from types import CodeType, FunctionType, MethodType
from typing import Any

from ..nn import Module

NUMBERS = ("LOAD_CONST", "LOAD_SMALL_INT", "RETURN_CONST")  # the instructions that name a constant


def described(function: Any) -> str | None:
    """The name of a loss, penalty or schedule, None for None.

    In brackets: what functools.partial has filled in, what a function has from around it or as defaults, the numbers in the code
    of a function that is not ours, the numbers an object holds, the hyperparameters of a Problem.
    """
    return None if function is None else _described(function, frozenset())


def _described(function: Any, within: frozenset[int]) -> str:
    """within: the functions this one was found in, so that those that call themselves come to an end."""
    if id(function) in within:
        return "..."
    within |= {id(function)}
    if isinstance(function, partial):
        return _call(
            _described(function.func, within), [*enumerate(function.args), *function.keywords.items()], within
        )
    owner = getattr(function, "__self__", None)
    if hasattr(owner, "hyperparameters"):
        return _call(function.__qualname__, owner.hyperparameters().items(), within)  # type: ignore[union-attr]
    if isinstance(function, MethodType):
        return _call(
            function.__qualname__, [*getattr(owner, "__dict__", {}).items(), (0, function.__func__)], within
        )
    if not isinstance(function, FunctionType):
        name = getattr(function, "__qualname__", type(function).__name__)
        return _call(name, getattr(function, "__dict__", {}).items(), within)
    if (function.__module__ or "").startswith("micrograd_like."):
        return _call(function.__qualname__.removesuffix(".<locals>.<lambda>"), _around(function), within)
    parts = [*_around(function), *(function.__kwdefaults__ or {}).items()]
    parts += [*enumerate(function.__defaults__ or ()), *enumerate(_constants(function.__code__))]
    known = function.__globals__
    parts += [(name, known[name]) if name in known else (0, name) for name in function.__code__.co_names]
    return _call(function.__qualname__, parts, within)


def _call(name: str, parts: Iterable[tuple[Any, Any]], within: frozenset[int]) -> str:
    told = []
    for key, x in parts:
        if isinstance(x, Module):  # its numbers move while it trains
            continue
        if callable(x):
            text = _described(x, within)
        elif (text := _plain(x)) is None:  # nothing that could be told in a line and is the same elsewhere
            continue
        told.append(text if isinstance(key, int) else f"{key}={text}")
    return f"{name}({', '.join(told)})" if told else name


def _plain(x: Any) -> str | None:
    """A number, a text, an array, or a list or dict of such; a long one by its fingerprint.  Values may be trained, and are not told."""
    x = x.tolist() if hasattr(x, "tolist") else x
    if isinstance(x, (Real, str)):
        return repr(x)
    if isinstance(x, dict):
        parts = [(_plain(key), _plain(value)) for key, value in x.items()]
        texts = [None if None in part else ": ".join(part) for part in parts]  # type: ignore[arg-type]
    elif isinstance(x, (list, tuple)):
        texts = [_plain(part) for part in x]
    else:
        return None
    text = None if None in texts else f"[{', '.join(texts)}]"  # type: ignore[arg-type]
    return (
        text
        if text is None or len(text) <= 200
        else f"[{len(texts)} numbers, {sha256(text.encode()).hexdigest()[:12]}]"
    )


def _around(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """The variables a function has from around it, those that are not bound yet left out."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield name, cell.cell_contents
        except ValueError:
            continue


def _constants(code: CodeType) -> Iterator[Any]:
    """The numbers that stand in the code, also in functions inside it."""
    for step in dis.get_instructions(code):
        if (
            step.opname in NUMBERS
            and isinstance(step.argval, (int, float))
            and not isinstance(step.argval, bool)
        ):
            yield step.argval
        elif isinstance(step.argval, CodeType):
            yield from _constants(step.argval)
