"""Random numbers as inputs: drawn while tracing, and drawn anew, in the same order, for each replay.

The mask of a Dropout, ``random.gauss(0, 1)`` in a function, a generator of its own: while a function is
traced, each draw is recorded with what made it, and what the function gets is an input of the tape.  So a
replay uses up a generator as the function itself would have done, and gets the numbers that it would have
got.

>>> import random
>>> draws = Draws()
>>> with draws.recorded([], []):
...     noise = random.gauss(0.0, 1.0)
>>> isinstance(noise, Traced), len(draws.anew())
(True, 1)
"""

from __future__ import annotations

import functools
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from ..rules.operands import rank_of
from .tracing import Traced

CONTINUOUS = (  # the methods of Random that give a float
    *("random", "uniform", "triangular", "gauss", "normalvariate", "lognormvariate", "expovariate"),
    *("betavariate", "gammavariate", "vonmisesvariate", "paretovariate", "weibullvariate"),
)


class Draws:
    """The random numbers of one trace.  leaves: an input for each; calls: what drew them, in order."""

    def __init__(self) -> None:
        self.leaves: list[Traced] = []
        self.calls: list[Callable[[], Any]] = []
        self._drawing = False  # gauss calls random: that is one draw

    def anew(self) -> list[float]:
        """The numbers for a replay."""
        found: list[float] = []
        for call in self.calls:
            numbers = call()
            found += numbers if isinstance(numbers, list) else [numbers]
        return found

    @contextmanager
    def recorded(self, modules: Sequence[tuple[Any, Any]], things: Iterable[Any]) -> Iterator[None]:
        """Record what is drawn by Python's random, by generators among things, and by modules.

        modules: pairs of a module, or the copy of it that is traced, and the module that draws in a replay.
        """
        with ExitStack() as stack:
            for name in CONTINUOUS:
                stack.enter_context(_replaced(random, name, self._recording(getattr(random, name))))
            for rng in things:
                if isinstance(rng, random.Random):
                    for name in CONTINUOUS:
                        stack.enter_context(_replaced(rng, name, self._recording(getattr(rng, name))))
            for traced, own in modules:
                for name in getattr(type(own), "draws", ()):
                    stack.enter_context(_replaced(traced, name, self._recording(getattr(own, name))))
            yield

    def _recording(self, original: Callable) -> Callable:
        def draw(*args: Any, **named: Any) -> Any:
            if self._drawing or any(map(rank_of, (*args, *named.values()))):
                return original(*args, **named)
            self._drawing = True
            try:
                found = original(*args, **named)
            finally:
                self._drawing = False
            numbers = found if isinstance(found, list) else [found]
            leaves = [Traced(x, label=f"drawn{len(self.leaves) + k}") for k, x in enumerate(numbers)]
            self.leaves += leaves
            self.calls.append(functools.partial(original, *args, **named))
            return leaves if isinstance(found, list) else leaves[0]

        return draw


@contextmanager
def _replaced(thing: Any, name: str, function: Callable) -> Iterator[None]:
    """An attribute of one object, for a while."""
    before = vars(thing).get(name)
    setattr(thing, name, function)
    try:
        yield
    finally:
        if before is None:
            delattr(thing, name)
        else:
            setattr(thing, name, before)


def pairs_of(modules: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """All modules inside the traced ones, each with its own in the original."""
    found: list[tuple[Any, Any]] = []
    for traced, own in modules:
        if hasattr(own, "modules"):
            found += zip(traced.modules(), own.modules(), strict=True)
    return list({id(traced): (traced, own) for traced, own in found}.values())


def generators(modules: Iterable[tuple[Any, Any]], things: Iterable[Any]) -> list[random.Random]:
    """The generators at hand: those of modules, and those among things."""
    held = [getattr(own, "rng", None) for _, own in modules]
    return [x for x in (*held, *things) if isinstance(x, random.Random)]


def states(rngs: Iterable[random.Random]) -> list[Any]:
    """What says whether random numbers have been drawn: by Python's random, NumPy's, or one of these."""
    found: list[Any] = [random.getstate(), *(rng.getstate() for rng in rngs)]
    if (numpy := sys.modules.get("numpy")) is not None:
        name, keys, *rest = numpy.random.get_state()
        found.append((name, keys.tobytes(), *rest))
    return found


def set_states(rngs: Sequence[random.Random], before: Sequence[Any]) -> None:
    """Let Python's random and these generators go on from there."""
    random.setstate(before[0])
    for rng, state in zip(rngs, before[1:], strict=False):
        rng.setstate(state)
