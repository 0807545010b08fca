"""Calls that cannot be: what was given, what was expected, what to do.

>>> placed(lambda w, x: w * x, (1.0,), {"x": 2.0})
(1.0, 2.0)
>>> placed(lambda w, x: w * x, (1.0,), {})
Traceback (most recent call last):
  ...
TypeError: <lambda>(w, x) was given 1 argument: missing a required argument: 'x'; give what it takes
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from operator import index
from typing import Any

from ..engine import Value
from ..modes import trees

SHARED = {  # what to do with an argument that is no list of examples
    "map": "put the examples in a list, and say with axes= which arguments all of them share",
    "each": "use run(count, ...) for many steps with the same arguments",
}


def placed(f: Callable, args: tuple, named: dict[str, Any]) -> tuple:
    """The arguments of a call of f in their places; raises TypeError where f does not take them."""
    try:
        signature = inspect.signature(f)
    except (TypeError, ValueError):  # of a function in C: it will say itself what it does not take
        signature = None
    name = getattr(f, "__name__", type(f).__name__)
    if signature is None:
        if named:
            raise TypeError(
                f"{name} takes arguments by place, but got {', '.join(named)}=; leave out the names"
            )
        return args
    try:
        bound = signature.bind(*args, **named)
    except TypeError as error:
        count = len(args) + len(named)
        many = f"{count} argument" + "s" * (count != 1)
        raise TypeError(f"{name}{signature} was given {many}: {error}; give what it takes") from None
    if bound.kwargs:
        raise TypeError(
            f"{name}{signature} takes {', '.join(bound.kwargs)} by name alone, but a program takes arguments "
            "by place; compile a function that passes it on"
        )
    return bound.args


def places_of(argnums: Any) -> int | tuple[int, ...]:
    """argnums, if it is a place or several."""
    try:
        found = tuple(map(index, argnums)) if isinstance(argnums, (tuple, list)) else index(argnums)
    except TypeError:
        found = ()
    if found == ():
        raise TypeError(
            "argnums is the place of an argument, counted from 0, or a tuple of neighbours such as (0, 1), "
            f"but got {argnums!r}"
        )
    return found


def static_places(static: Any) -> frozenset[int]:
    """The places that are static, from one or several."""
    try:
        return frozenset([static] if isinstance(static, int) else map(index, static))
    except TypeError:
        raise TypeError(
            f"static is the place of an argument, counted from 0, or several, but got {static!r}"
        ) from None


def pairs(primals: Any, tangents: Any) -> tuple[tuple, list[float]]:
    """The arguments of hvp: a tuple of them, and a number for each number in them."""
    for name, x in (("primals", primals), ("tangents", tangents)):
        if not isinstance(x, (tuple, list)):
            raise TypeError(
                f"hvp takes {name} as a tuple with an entry for each argument of the function, but got "
                f"{x!r}; write (x,) for one argument"
            )
    if len(primals) != len(tangents):
        raise ValueError(
            f"hvp got {len(primals)} primals and {len(tangents)} tangents; give a tangent for each argument, "
            "in its shape"
        )
    direction: list[float] = []
    for k, (x, v) in enumerate(zip(primals, tangents, strict=True)):
        wanted, found = trees.flatten(x), trees.flatten_like(x, v)
        if len(wanted) != len(found):
            raise ValueError(
                f"argument {k} has {len(wanted)} numbers, but its tangent has {len(found)}; give one for each"
            )
        direction += [t.data if type(t) is Value else float(t) for t in found]  # as Values in arguments are
    return tuple(primals), direction


def count_of(batches: Sequence[Any], own: Iterable[int], who: str) -> int:
    """How many examples the arguments in these places have; raises unless all have as many.

    who: what takes them, such as "map".
    """
    counts: dict[int, int] = {}
    for k in own:
        if not (isinstance(batches[k], (list, tuple)) or trees.is_array(batches[k])):
            raise TypeError(
                f"{who} takes a list or array of examples, but argument {k} is {trees.kind_of(batches[k])}, "
                f"{_short(batches[k])}; {SHARED[who]}"
            )
        counts[k] = len(batches[k])
    if not counts:
        given = f"{len(batches)} argument" + "s" * (len(batches) != 1)
        raise ValueError(f"{who} takes a list of examples, but got {given} without one; {SHARED[who]}")
    if len(set(counts.values())) > 1:
        told = ", ".join(f"argument {k} has {n}" for k, n in counts.items())
        raise ValueError(f"{who} takes as many examples for each argument, but {told}; cut the longer ones")
    return next(iter(counts.values()))


def whole(count: Any, who: str) -> int:
    """A number of steps."""
    try:
        found = index(count)
    except TypeError:
        found = -1
    if found < 0:
        raise TypeError(f"{who} takes a number of steps first, 0 or more, but got {_short(count)}")
    return found


def _short(x: Any) -> str:
    text = repr(x)
    return text if len(text) < 60 else f"{text[:56]} ..."
