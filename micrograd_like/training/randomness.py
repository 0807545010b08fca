"""The random number generators that a training run depends on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from ..nn import Module


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
