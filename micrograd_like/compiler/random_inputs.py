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
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

from ..rules.operands import rank_of
from .tracing import Traced

CONTINUOUS = (  # the methods of Random that give a float
    *("random", "uniform", "triangular", "gauss", "normalvariate", "lognormvariate", "expovariate"),
    *("betavariate", "gammavariate", "vonmisesvariate", "paretovariate", "weibullvariate"),
)
Pair = tuple[Any, Any]


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
    def recorded(self, modules: Iterable[Pair], rngs: Iterable[Pair]) -> Iterator[None]:
        """Record what is drawn by Python's random, by these generators, and by modules.

        modules, rngs: each as it is traced, which may be a copy, and the one that draws in a replay.
        """
        with ExitStack() as stack:
            for name in CONTINUOUS:
                stack.enter_context(_replaced(random, name, self._recording(getattr(random, name))))
            for traced, own in rngs:
                if isinstance(own, random.Random):
                    for name in CONTINUOUS:
                        stack.enter_context(_replaced(traced, name, self._recording(getattr(own, name))))
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


def pairs_of(modules: Iterable[Pair]) -> list[Pair]:
    """All modules inside the traced ones, each with its own in the original."""
    found: list[Pair] = []
    for traced, own in modules:
        if hasattr(own, "modules"):
            found += zip(traced.modules(), own.modules(), strict=True)
    return list({id(traced): (traced, own) for traced, own in found}.values())


def generators(things: Iterable[Any], modules: Iterable[Pair]) -> list[Pair]:
    """The random generators at hand, of Python's random and of NumPy's: among things, and in modules."""
    kinds: tuple = (random.Random,)
    if (numpy := sys.modules.get("numpy")) is not None:
        kinds += (numpy.random.Generator, numpy.random.RandomState)
    found = {id(x): (x, x) for x in things if isinstance(x, kinds)}
    for traced, own in modules:
        found |= {id(x): (vars(traced)[name], x) for name, x in vars(own).items() if isinstance(x, kinds)}
    return list(found.values())


class DrawnSoFar(NamedTuple):
    """How far random generators have come.

    recorded: Python's random, and those of its kind; their draws of floats are recorded.  others: NumPy's,
    and copies; what is drawn from these is not recorded.
    """

    recorded: list[Any]
    others: list[str]

    @classmethod
    def of(cls, rngs: Iterable[Pair]) -> DrawnSoFar:
        """Of these generators, and of those that Python's random and NumPy's have themselves."""
        recorded, others = [random.getstate()], []
        if (numpy := sys.modules.get("numpy")) is not None:
            others.append(_shown(numpy.random.get_state()))
        for traced, own in rngs:
            if isinstance(own, random.Random):
                recorded.append(_state(own))
                if traced is not own:  # a copy, from which nothing is drawn that is recorded
                    others.append(repr(_state(traced)))
            else:
                others.append(_shown(getattr(traced, "bit_generator", traced)))
        return cls(recorded, others)

    def restore(self, rngs: Iterable[Pair]) -> None:
        """Let Python's random and these generators go on from there; not those of NumPy's."""
        random.setstate(self.recorded[0])
        ours = [own for _, own in rngs if isinstance(own, random.Random)]
        for rng, state in zip(ours, self.recorded[1:], strict=True):
            if state is not None:
                rng.setstate(state)


def _state(rng: random.Random) -> Any:
    try:
        return rng.getstate()
    except NotImplementedError:  # SystemRandom's numbers come from elsewhere
        return None


def _shown(state: Any) -> str:
    """The state of a generator of NumPy's as text, which can be compared."""
    if hasattr(state, "get_state"):
        state = state.get_state()
    if hasattr(state, "state"):
        state = state.state
    if isinstance(state, dict):
        return str({key: _shown(part) for key, part in state.items()})
    return str([_shown(x) for x in state]) if isinstance(state, tuple) else (
        state.tobytes().hex() if hasattr(state, "tobytes") else repr(state))  # fmt: skip
