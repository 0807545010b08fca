"""What a function uses besides its arguments, and whether that is still as it was in the trace.

A replay computes with the numbers that the trace met.  Those of the arguments are read anew at each call, and
so are Values from outside.  All others are constants of the trace: a global number, an attribute, an element
of a list.  So copies of the lists, dicts, arrays and attributes that the function can reach are kept, and
compared at each call; where one is another now, the function is traced anew.

>>> weights = [1.0, 2.0]
>>> around = Surroundings(lambda x: x * weights[0])
>>> around.same()
True
>>> weights[0] = 3.0
>>> around.same()
False
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from operator import is_
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from ..engine import Value
from ..modes import trees
from .conditions import HOME

MANY = 2_000  # lists, dicts and arrays that are looked at before each call; those of a module are all
LONG = 10_000  # elements that one of them may have to be looked at
ATOMS = (float, int, str, bool, bytes, complex, type(None), Value)
LIBRARIES = (HOME, *{sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})
MISSING = object()  # in the place of a name or a variable that has no value yet
OWN = "what a module holds"


class Surroundings:
    """What a function reaches, as it is now.

    things: all of it, each once: modules, random generators, functions, objects.  unseen: what is too long or
    too much to be looked at before each call, in words.  more: further things that the function was given.
    """

    def __init__(self, f: Any, more: Iterable[Any] = ()):
        self._f = f
        self.things: list[Any] = []
        self.unseen: list[str] = []
        self._names: set[str] = set()
        self._known: set[int] = set()
        self._variables: list[tuple[Any, tuple, tuple]] = []  # where to look, for which names, what was there
        self._live: list[Any] = []  # lists and dicts
        self._kept: list[Any] = []  # what they held
        self._arrays: list[tuple[Any, tuple, bytes]] = []
        self._objects: list[Any] = []
        for thing in (f, *more):
            self._walk(thing, getattr(thing, "__name__", "an argument"))
        looked: dict[int, set[str]] = {}
        while late := [pair for pair in self._objects if not self._names <= looked.get(id(pair[0]), set())]:
            for thing, name in late:  # what is found names further attributes, and is an object itself
                known = looked.setdefault(id(thing), set())
                fresh = self._names - known
                known |= fresh
                self._attributes(thing, name, fresh)

    def same(self) -> bool:
        """Whether all that is looked at is as it was."""
        return (
            all(all(map(is_, _found(at, names), kept)) for at, names, kept in self._variables)
            and _equal(self._live, self._kept)
            and all(a.shape == shape and a.tobytes() == kept for a, shape, kept in self._arrays)
        )

    def settle(self) -> None:
        """Look no more at what has changed since: the function itself did that, while it was traced."""
        groups, self._variables = self._variables, []
        for at, names, kept in groups:
            same = [k for k, x in enumerate(_found(at, names)) if x is kept[k]]
            self._variables.append((at, tuple(names[k] for k in same), tuple(kept[k] for k in same)))
        pairs = [
            (live, kept) for live, kept in zip(self._live, self._kept, strict=True) if _equal(live, kept)
        ]
        self._live, self._kept = [live for live, _ in pairs], [kept for _, kept in pairs]
        self._arrays = [(a, shape, kept) for a, shape, kept in self._arrays if a.tobytes() == kept]

    def _walk(self, thing: Any, name: str) -> None:
        """Look at a thing, and at what is in it; name: what to call it."""
        waiting = [(thing, name)]
        while waiting:
            thing, name = waiting.pop()
            if id(thing) in self._known or isinstance(thing, ATOMS):
                continue
            self._known.add(id(thing))
            self.things.append(thing)
            waiting += reversed(list(self._inside(thing, name)))

    def _inside(self, thing: Any, name: str) -> Iterator[tuple[Any, str]]:
        """What is in a thing, each with a name."""
        if isinstance(thing, FunctionType):
            if thing is self._f or not _of_a_library(thing.__code__.co_filename):
                yield from self._function(thing)
        elif isinstance(thing, (MethodType, partial)):
            parts = (thing.__func__, thing.__self__) if isinstance(thing, MethodType) else (
                thing.func, *thing.args, *thing.keywords.values())  # fmt: skip
            yield from ((part, name) for part in parts)
        elif isinstance(thing, (list, tuple, dict)):
            yield from self._container(thing, name)
        elif trees.is_array(thing):
            if thing.nbytes > 8 * LONG or not self._room():
                self._too_much(name)
            elif thing.dtype == object:
                yield from self._container(thing.reshape(-1).tolist(), name)
            else:
                self._arrays.append((thing, thing.shape, thing.tobytes()))
        elif trees.is_module(thing) and hasattr(thing, "__dict__"):
            self._objects.append((thing, name))
            yield from self._container(vars(thing), OWN)
            yield from _methods(thing, name)
        elif hasattr(thing, "__dict__") and not _known_to_all(thing):
            self._objects.append((thing, name))

    def _function(self, f: FunctionType) -> Iterator[tuple[Any, str]]:
        """The variables from outside that a function names, in what is defined inside it too."""
        names = tuple(_named(f.__code__))
        self._names.update(names)
        yield from self._variable(f.__globals__, tuple(x for x in names if x in f.__globals__))
        cells = f.__closure__ or ()
        free = f.__code__.co_freevars
        yield from self._variable(cells, tuple(range(len(cells))), free)
        for default in (*(f.__defaults__ or ()), *(f.__kwdefaults__ or {}).values()):
            yield default, f.__name__

    def _attributes(self, thing: Any, name: str, names: set[str]) -> None:
        """The attributes of an object, a class or a file with these names."""
        kinds = _kinds(thing)
        there = {x for kind in kinds for x in vars(kind)} & names
        for kind in kinds:
            own = tuple(there if kind is thing else there & vars(kind).keys())
            for part, x in self._variable(vars(kind), own):
                self._walk(_unwrapped(part), f"{name}.{x}")

    def _variable(self, at: Any, names: tuple, words: tuple = ()) -> Iterator[tuple[Any, str]]:
        if names:
            kept = _found(at, names)
            self._variables.append((at, names, kept))
            yield from zip(kept, words or names, strict=True)

    def _container(self, thing: Any, name: str) -> Iterator[tuple[Any, str]]:
        """The parts of a list or dict, which is looked at again, unless it is too long."""
        if name != OWN and (len(thing) > LONG or not self._room()):
            self._too_much(name)
            return
        if not isinstance(thing, tuple):
            self._live.append(thing)
            self._kept.append(dict(thing) if isinstance(thing, dict) else list(thing))
        parts = thing.values() if isinstance(thing, dict) else thing
        yield from ((part, name) for part in parts if type(part) not in ATOMS)

    def _room(self) -> bool:
        return len(self._live) + len(self._arrays) < MANY

    def _too_much(self, name: str) -> None:
        told = (
            f"{name} is too long to be looked at before each call; hand it over as an argument if it changes"
        )
        if told not in self.unseen:
            self.unseen.append(told)


def _found(at: Any, names: tuple) -> tuple:
    """The values of variables: by name in a dict, by number among the cells of a function."""
    if isinstance(at, tuple):
        return tuple(_content(at[k]) for k in names)
    return tuple(at.get(x, MISSING) for x in names)


def _equal(live: Any, kept: Any) -> bool:
    try:
        return live == kept
    except ValueError:  # arrays in the place of others
        return False


def _content(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not bound yet
        return MISSING


@cache
def _named(code: CodeType) -> frozenset[str]:
    """The names in a code and in those of the functions defined in it."""
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return frozenset(code.co_names).union(*map(_named, inner))


def _kinds(thing: Any) -> list[Any]:
    """What has the attributes of a thing: itself, and the classes that are no library's."""
    if isinstance(thing, ModuleType):
        return [thing]
    own, kind = ([], thing) if isinstance(thing, type) else ([thing], type(thing))
    return own + [kind for kind in kind.__mro__ if not _known_to_all(kind)]


def _methods(module: Any, name: str) -> Iterator[tuple[Any, str]]:
    """The functions of a user's own module."""
    for kind in type(module).__mro__:
        if not _known_to_all(kind):
            yield from ((part, name) for part in vars(kind).values() if isinstance(part, FunctionType))


def _unwrapped(part: Any) -> Any:
    """The function of a property, of a static method and the like."""
    return getattr(part, "fget", None) or getattr(part, "__func__", part)


def _known_to_all(thing: Any) -> bool:
    """Whether a thing is a class or a file of Python's, of an installed package or of this one."""
    if not isinstance(thing, (type, ModuleType)):
        return False
    module = thing if isinstance(thing, ModuleType) else sys.modules.get(thing.__module__)
    return module is not None and (
        module.__name__ in sys.builtin_module_names or _of_a_library(getattr(module, "__file__", None) or "")
    )


@cache
def _of_a_library(file: str) -> bool:
    return file.startswith(LIBRARIES) or file.startswith("<frozen")


def changed_often(f: Callable, shapes: int) -> str:
    """What to tell of a function that is traced again and again because of what it uses from outside."""
    name = getattr(f, "__name__", f)
    return (
        f"{name} was traced {shapes} times for arguments of one shape, because what it uses "
        "from outside changed each time; hand that over as an argument"
    )
