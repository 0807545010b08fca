"""The quick look at a module of the usual make: modules, lists, Values and plain things, nothing else.

An optimizer asks for the parameters at every step, so nearly all models get this look; ``finding.py`` has the
careful walk for all others.  Both see the same, in the same order.

>>> from micrograd_like.nn import Neuron
>>> look = quick_look(Neuron(2))
>>> look.usual, look.named()[0], len(look.modules)
(True, ['w.0', 'w.1', 'b'], 1)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from typing import Any

from ..engine import Value

ATOMS = frozenset({float, int, str, bool, type(None), bytes, complex})  # asked first: most attributes are one
DEEPEST = 50  # lists and modules inside each other, where the look gives up: it might be a circle
ROOT: tuple = ()  # the place of the root; that of what is in it is (ROOT, name), and so on
VALUES = {Value}  # the types in a list of weights
_kept: dict[int, QuickLook] = {}  # by the id of the module
_parents, _frozen = attrgetter("parents"), attrgetter("frozen")


class Owner:
    """What a Module is to the walk: it owns the Values inside, as far as no inner Owner does."""

    training: bool = True  # set by train() and eval(): layers such as Dropout act only while training
    frozen: bool = (
        False  # set by freeze() and unfreeze(): whether its own parameters are left out of training
    )
    _by_the_walk: Any = None  # the parameters() that lists what the walk finds; a subclass may have its own


@contextmanager
def at_rest(root: Owner) -> Iterator[None]:
    """Inside, a module is taken to be of the same parts, so that one look serves all who ask.

    For a stretch of our own code in which nothing of the user's runs.  What is frozen or set free is seen.
    """
    before = _kept.get(id(root))
    _kept[id(root)] = before or QuickLook(root)
    try:
        yield
    finally:
        if not before:
            del _kept[id(root)]


def quick_look(root: Owner) -> QuickLook:
    """A look at a module, or what at_rest() has kept of the last."""
    return _kept.get(id(root)) or QuickLook(root)


class QuickLook:
    """What one look has found.

    usual: whether there are modules, lists, Values and plain things alone; if not, nothing else here counts.
    modules: every module, the root first.
    """

    def __init__(self, root: Owner):
        self.modules: list[Any] = []
        self._places: list[tuple] = []  # of each list of weights, or of each Value that is alone
        self._weights: list[Any] = []
        self.usual = self._all_usual(root, ROOT, 0)

    def _all_usual(self, thing: Any, place: tuple, depth: int) -> bool:
        """Whether the look may go on after this thing; adds what is in it.

        place: of the thing: that of what it is in, and its attribute or index there.
        """
        if type(thing) is list:
            inside: Any = enumerate(thing)
        elif has_attributes(type(thing)):
            self.modules.append(thing)
            inside = list(vars(thing).items())  # another thread may set one meanwhile
        else:
            return False
        for key, part in inside:
            kind = type(part)
            if kind in ATOMS:
                continue
            if kind is Value or (kind is list and {*map(type, part)} == VALUES):  # weights: by far the most
                self._places.append((place, key))
                self._weights.append(part)
            elif depth + 1 == DEEPEST or not self._all_usual(part, (place, key), depth + 1):
                return False
        return True

    def trained(self) -> list[Any] | None:
        """The parameters, each once, in their order; None where a module is frozen or lists its own."""
        if not self.as_made or any(map(_frozen, self.modules)):
            return None
        leaves = self._leaves()
        if any(map(_parents, leaves)):  # a result that is kept is no parameter
            leaves = [leaf for leaf in leaves if not leaf.parents]
        return list(dict.fromkeys(leaves))

    def named(self, prefix: str = "") -> tuple[list[str], list[Any]] | None:
        """The places of the parameters, and these, as often as they are there; None as for trained()."""
        if not self.as_made:
            return None
        names: list[str] = []
        spelled: dict[int, str] = {id(ROOT): prefix and f"{prefix}."}
        for place, part in zip(self._places, self._weights, strict=True):
            name = _spelled(place, spelled)
            names += [name + index for index in _indices(len(part))] if type(part) is list else [name]
        leaves = self._leaves()
        if any(map(_parents, leaves)):
            names = [name for name, p in zip(names, leaves, strict=True) if not p.parents]
            leaves = [p for p in leaves if not p.parents]
        return names, leaves

    def _leaves(self) -> list[Any]:
        leaves: list[Any] = []
        for part in self._weights:
            if type(part) is list:
                leaves += part
            else:
                leaves.append(part)
        return leaves

    @property
    def as_made(self) -> bool:
        """Whether all is usual, and the parameters() of all modules is that of Module."""
        if not self.usual:
            return False
        kinds: set[Any] = {*map(type, self.modules)}
        return all(kind.parameters is kind._by_the_walk for kind in kinds) and not any(
            "parameters" in vars(module) for module in self.modules
        )


def _spelled(place: tuple, spelled: dict[int, str]) -> str:
    """The name of a place; spelled: the beginnings that are known, each with its full stop, by their id."""
    above, key = place
    if (start := spelled.get(id(above))) is None:
        start = spelled[id(above)] = f"{_spelled(above, spelled)}."
    return f"{start}{key}"


@lru_cache(maxsize=64)
def _indices(count: int) -> list[str]:
    """What stands behind the name of a list for each thing in it."""
    return [f".{i}" for i in range(count)]


@lru_cache(maxsize=1024)
def has_attributes(kind: type) -> bool:
    """Whether things of this type are modules that are no lists or dicts themselves."""
    return issubclass(kind, Owner) and not issubclass(kind, (list, tuple, deque, Mapping))
