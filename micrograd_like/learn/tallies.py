"""How a learner's function finds its result: how often it multiplies, and whether it calls its neighbour.

>>> layers, tally = tallied([[1.0, 2.0], [3.0, 4.0]])
>>> (layers[0][0] + layers[0][1]) * (layers[1][0] + layers[1][1]), tally
(21.0, [1])
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

from .zoo import Counted


def calls_of(name: str, function: Any, *args: Any) -> int:
    """How often a function of the learner's calls another one, which stands beside it under this name.

    A function that is the other one calls it once.
    """
    function = inspect.unwrap(function)
    around = function.__globals__
    kept = around[name]
    if function is kept:
        return 1
    around[name] = counted = Counted(kept)
    try:
        function(*args)
    finally:
        around[name] = kept
    return counted.calls


class Tallied(float):
    """A number that tallies how often it, or what is made of it, is multiplied."""

    tally: list[int]

    def _made(self, number: float) -> Tallied:
        made = Tallied(number)
        made.tally = self.tally
        return made

    def __add__(self, other: float) -> Tallied:
        return self._made(float(self) + float(other))

    def __mul__(self, other: float) -> Tallied:
        self.tally[0] += 1
        return self._made(float(self) * float(other))

    __radd__, __rmul__ = __add__, __mul__


def tallied(layers: Sequence[Sequence[float]]) -> tuple[list[list[Tallied]], list[int]]:
    """The same lists of numbers, and where the multiplications of all of them are counted."""
    tally = [0]
    made = [list(map(Tallied, layer)) for layer in layers]
    for layer in made:
        for number in layer:
            number.tally = tally
    return made, tally
