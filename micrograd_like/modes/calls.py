"""What a derivative is called with: a function, its arguments, and which of them to differentiate by."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from ..rules import RULES
from ..rules.operands import shown


def a_function(f: Any, mode: str, argnums: Any = 0) -> Callable:
    """f, if it can be called: grad(f(x)) is a common slip for grad(f)(x), and so is grad(f, x)."""
    if not callable(f):
        raise TypeError(f"{mode} takes a function, but got {f!r}; write {mode}(f)(x), not {mode}(f(x))")
    name = getattr(f, "__name__", "")
    if getattr(f, "__module__", "") in ("math", "cmath") and name not in ("prod", "sumprod"):
        ours = f"; use this package's {name}" if name in RULES else ""
        raise TypeError(
            f"{mode} cannot follow a number through {f.__module__}.{name}, which takes plain floats{ours}"
        )
    for i in argnums if isinstance(argnums, tuple) else (argnums,):
        if isinstance(i, bool) or not isinstance(i, int):
            raise TypeError(
                "argnums is the place of an argument, counted from 0, or a tuple of places, "
                f"but got {shown(argnums)}; the derivative at x is {mode}(f)(x)"
            )
    return f


def choose(args: tuple, argnums: int | tuple[int, ...]) -> tuple[Any, Callable[[Any], Sequence]]:
    """What to differentiate by, one argument or a tuple of several; and a function that puts others in its
    place."""
    several = isinstance(argnums, tuple)
    places = argnums if several else (argnums,)
    for i in places:
        if not -len(args) <= i < len(args):
            raise ValueError(
                f"argnums={argnums!r} needs an argument number {i}, "
                f"but the function was called with {len(args)} by position"
            )

    def put(chosen: Any) -> Sequence:
        full = list(args)
        for i, part in zip(places, chosen if several else (chosen,), strict=True):
            full[i] = part
        return full

    if not several:
        return args[places[0]], put
    if len({i % len(args) for i in places}) < len(places):
        raise ValueError(f"argnums={argnums!r} names an argument twice; name each once")
    return tuple([args[i] for i in places]), put


def both_tuples(mode: str, primals: Any, tangents: Any) -> None:
    """Raise TypeError unless both are tuples, as jvp and hvp take them."""
    for given in (primals, tangents):
        if not isinstance(given, (tuple, list)):
            raise TypeError(
                f"{mode} takes tuples of arguments and tangents, as in {mode}(f, (x,), (v,)), "
                f"but got {given!r}"
            )


def forgot(f: Callable, out: float, stacklevel: int) -> None:
    """Warn that f gave a plain number, which depends on nothing."""
    warnings.warn(
        f"{getattr(f, '__name__', f)} gave the plain number {out!r}, so its derivative is 0: "
        ".data and functions of floats forget where a number came from; use this package's functions",
        stacklevel=stacklevel,
    )
