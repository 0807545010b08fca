"""Where the parameters of a module are: one walk through its attributes, in the order in which they were set.

The walk looks into modules, lists, tuples, deques, dicts, dataclasses and arrays, and into any object that
has a method ``parameters()``, such as the Neuron of a lecture, which is no Module: what that method lists are
its parameters.  It looks into no other object: whether the Values there are parameters or data, nobody could
tell.  A set has no order, so what is found in one has no name that lasts.

>>> from micrograd_like import Value
>>> from micrograd_like.nn import Module
>>> class Line:  # no Module
...     def __init__(self):
...         self.slope, self.offset = Value(2.0), Value(1.0)
...     def parameters(self):
...         return [self.slope, self.offset]
>>> whole = Module()
>>> whole.first, whole.rest = Line(), [Value(3.0)]
>>> [place.name for place in search(whole)]
['first.slope', 'first.offset', 'rest.0']
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from contextvars import ContextVar
from functools import partial
from types import CellType, FunctionType, MethodType, ModuleType
from typing import Any, NamedTuple

from ..rules import rank_of
from .quick_look import ATOMS, VALUES, Owner, has_attributes, quick_look

IN_A_SET = "<in a set>"  # stands in the name of what is found in one
MOST = 10_000  # objects that are looked at for hidden Values

asking: ContextVar[frozenset[int]] = ContextVar(
    "asking", default=frozenset()
)  # whose parameters() is running


class Found(NamedTuple):
    """Where the walk came upon a leaf."""

    name: str  # such as layers.0.neurons.3.w.1
    leaf: Any  # a Value, or the Dual that stands in its place in forward mode
    owner: Owner  # the innermost module around it
    listed: bool  # False where a parameters() leaves it out


def search(root: Owner, name: str = "", *, ask: bool = True) -> list[Found]:
    """Every leaf inside, as often as the walk comes upon it.

    ask: whether to call a parameters() of the root's own; not where that method itself is asking.
    """
    found: list[Found] = []
    (_enter if ask else _attributes)(root, name, root, frozenset(), found)
    return found


def trained(found: list[Found]) -> list[Any]:
    """The leaves that training changes, each once: those listed, but none that a frozen module holds."""
    frozen = {place.leaf for place in found if place.owner.frozen}
    return list(dict.fromkeys(place.leaf for place in found if place.listed and place.leaf not in frozen))


def refuse_sets(root: Owner, found: list[Found]) -> None:
    """Raise for a parameter that is in a set and nowhere else: it could have no name that lasts."""
    if not any(IN_A_SET in place.name for place in found):
        return
    lasting = {place.leaf for place in found if IN_A_SET not in place.name}
    for place in found:
        if place.leaf not in lasting:
            name = place.name.partition(f".{IN_A_SET}")[0]
            raise TypeError(
                f"{name} of {type(root).__name__} is a set, which has no order, so the parameters in it have "
                "no names that last; keep them in a list"
            )


def modules(thing: Any) -> list[Any]:
    """Every module inside, thing itself first; one that is there twice comes twice."""
    if isinstance(thing, Owner) and (look := quick_look(thing)).usual:
        return look.modules
    found: list[Any] = []
    _add_modules(thing, frozenset(), found)
    return found


def _add_modules(thing: Any, above: frozenset[int], found: list[Any]) -> None:
    """Add every module in a thing that is no atom, no number and no list of Values."""
    if isinstance(thing, Owner):
        found.append(thing)
    if _lists(thing):
        above = _above(thing, above, "it")
    for _, part in parts(thing, above):
        kind = type(part)
        if kind is list and {*map(type, part)} == VALUES:
            continue
        if kind not in ATOMS and not hasattr(kind, "rank"):
            _add_modules(part, above, found)


def hidden(root: Owner, reached: bool = False) -> list[str]:
    """The attributes with Values where the walk does not look, each with its type: ``helper (Weights)``.

    reached: only those to which a gradient has come.
    """
    known = {place.leaf for place in search(root)}
    each = {id(module): module for module in modules(root)}.values()
    attributes = [item for module in each for item in vars(module).items()]
    shared = [item for kind in dict.fromkeys(map(type, each)) for item in vars(kind).items()]
    told = [f"{name} ({type(thing).__name__})" for name, thing in attributes if _holds(thing, known, reached)]
    return told + [
        f"{name} of the class" for name, thing in shared if rank_of(thing) and (thing.grad or not reached)
    ]


def parts(thing: Any, above: frozenset[int] = frozenset()) -> list[tuple[Any, Any]]:
    """What is in a thing, each with its attribute, key or index; nothing where the walk does not look.

    above: the ids of what it is a part of; an object that is no module may know them, and they are left out.
    """
    if has_attributes(type(thing)):
        return list(vars(thing).items())
    if isinstance(thing, (list, tuple, deque)):
        return list(enumerate(thing))
    if isinstance(thing, Mapping):
        return list(thing.items())
    if _lists(thing):
        return [(key, part) for key, part in getattr(thing, "__dict__", {}).items() if id(part) not in above]
    if isinstance(thing, (set, frozenset)):
        return [(IN_A_SET, part) for part in thing]
    if hasattr(type(thing), "__dataclass_fields__"):
        return [(key, getattr(thing, key)) for key in type(thing).__dataclass_fields__ if hasattr(thing, key)]
    if str(getattr(thing, "dtype", "")) == "object":  # an array of Values
        return list(enumerate(thing.tolist()))
    return []


def _look(thing: Any, name: str, owner: Owner, above: frozenset[int], found: list[Found]) -> None:
    """Add every leaf in thing, which stands at that name."""
    kind = type(thing)
    if kind in ATOMS:
        return
    if hasattr(kind, "rank"):
        if not getattr(thing, "parents", ()):  # a result that is kept is no parameter
            found.append(Found(name, thing, owner, True))
    elif kind is list and {*map(type, thing)} == VALUES:  # weights: by far the most, so no call each
        found += [
            tuple.__new__(Found, (f"{name}.{i}", leaf, owner, True))
            for i, leaf in enumerate(thing)
            if not leaf.parents
        ]
    elif _lists(thing):
        _enter(thing, name, owner, above, found)
    else:
        for key, part in parts(thing):
            _look(part, f"{name}.{key}", owner, above, found)


def _enter(thing: Any, name: str, owner: Owner, above: frozenset[int], found: list[Found]) -> None:
    """Add every leaf in the attributes of what has a method parameters(), then those it lists besides."""
    start = len(found)
    _attributes(thing, name, owner, above, found)
    if by_the_walk(thing) or (isinstance(thing, Owner) and id(thing) in asking.get()):
        return
    listed = dict.fromkeys(_ask(thing))
    inside = [place._replace(listed=place.leaf in listed) for place in found[start:]]
    if isinstance(thing, Owner):
        owner = thing
    else:
        inside = [place for place in inside if place.listed]  # the rest is its own business
    known, prefix = {place.leaf for place in inside}, _join(name, "parameters")
    beside = [Found(f"{prefix}.{i}", p, owner, True) for i, p in enumerate(listed) if p not in known]
    found[start:] = inside + beside


def _attributes(thing: Any, name: str, owner: Owner, above: frozenset[int], found: list[Found]) -> None:
    """Add every leaf in the attributes of a thing."""
    above = _above(thing, above, name)
    owner = thing if isinstance(thing, Owner) else owner
    for key, part in parts(thing, above):
        if type(part) not in ATOMS:
            _look(part, _join(name, key), owner, above, found)


def _join(name: str, key: Any) -> str:
    return f"{name}.{key}" if name else str(key)


def _lists(thing: Any) -> bool:
    """Whether it has a method parameters(), as every module has."""
    return callable(getattr(type(thing), "parameters", None))


def by_the_walk(thing: Any) -> bool:
    """Whether it is a module whose parameters() does no more than list what the walk finds."""
    method = getattr(getattr(thing, "parameters", None), "__func__", None)
    return isinstance(thing, Owner) and method is type(thing)._by_the_walk


def _ask(thing: Any) -> list[Any]:
    """The Values that its parameters() lists; none if that method is what asks for this walk."""
    if id(thing) in asking.get():
        return []
    before = asking.set(asking.get() | {id(thing)})
    try:
        given = thing.parameters()
        listed = [] if given is None else list(given)
    finally:
        asking.reset(before)
    values = [p for p in listed if hasattr(type(p), "rank")]
    if isinstance(thing, Owner) and (given is None or len(values) < len(listed)):
        odd = next((p for p in listed if not hasattr(type(p), "rank")), None)
        raise TypeError(
            f"{type(thing).__name__}.parameters() gives {odd!r:.100}, but parameters are Values; return a "
            "list of them"
        )
    return values


def _above(thing: Any, above: frozenset[int], name: str) -> frozenset[int]:
    """The ids of all that the things in this one are parts of; raises where it is one of them itself."""
    if id(thing) in above:
        kind = type(thing).__name__
        raise ValueError(
            f"{name} leads back to the {kind} it is part of; keep a way back as weakref.ref(module)"
        )
    return above | {id(thing)}


def _holds(thing: Any, known: set[Any], reached: bool) -> bool:
    """Whether a leaf that is not known is anywhere in it: in an attribute, a set, a closure."""
    stack, seen = [thing], set[int]()
    while stack and len(seen) < MOST:
        thing = stack.pop()
        if hasattr(type(thing), "rank"):
            if thing not in known and not getattr(thing, "parents", ()) and (not reached or thing.grad):
                return True
        elif type(thing) not in ATOMS and id(thing) not in seen:
            seen.add(id(thing))
            stack.extend(part for _, part in parts(thing))
            stack.extend(_behind(thing))
    return False


def _behind(thing: Any) -> list[Any]:
    """What a function or an object refers to where the walk does not look."""
    if isinstance(thing, FunctionType):
        return [*(thing.__closure__ or ()), *(thing.__defaults__ or ())]
    if isinstance(thing, CellType):
        try:
            return [thing.cell_contents]
        except ValueError:  # a variable that is not bound yet
            return []
    if isinstance(thing, MethodType):
        return [thing.__self__]
    if isinstance(thing, partial):
        return [thing.func, *thing.args, *thing.keywords.values()]
    if isinstance(thing, (type, ModuleType)):
        return []
    slots = [slot for kind in type(thing).__mro__ for slot in vars(kind).get("__slots__", ())]
    held = [getattr(thing, slot) for slot in slots if isinstance(slot, str) and hasattr(thing, slot)]
    return held + list(getattr(thing, "__dict__", {}).values())
