"""The random number generators that a training run depends on."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..engine import Value
from ..nn import Module
from ..nn.quick_look import quick_look

NUMBERS = frozenset({Value, float, int, str, bool, type(None)})  # passed over, and lists of them


def random_states(model: Any) -> list[Any]:
    """Every random number generator a model may draw from: Python's own, and those kept in its layers."""
    if isinstance(model, Module) and quick_look(model).usual:  # there are none in what is usual
        return [random]
    return [random, *_generators(model, set())]


def _generators(thing: Any, seen: set[int]) -> Iterator[random.Random]:
    if id(thing) in seen:
        return
    if isinstance(thing, random.Random):
        seen.add(id(thing))
        yield thing
    elif isinstance(thing, Module):
        seen.add(id(thing))
        yield from _in_all(vars(thing).values(), seen)
    elif isinstance(thing, (list, tuple)):
        yield from _in_all(thing, seen)
    elif isinstance(thing, Mapping):
        yield from _in_all(list(thing.values()), seen)


def _in_all(parts: Iterable[Any], seen: set[int]) -> Iterator[random.Random]:
    for part in parts:
        if type(part) not in NUMBERS and not (type(part) is list and NUMBERS.issuperset(map(type, part))):
            yield from _generators(part, seen)
