"""What a learner's code gave, as text that one process writes and another one reads.

Plain data only: whatever the text says, reading it runs no code and makes nothing but numbers, words, lists.

>>> read(write([1.5, (True, None), {"w": 2}]))
[1.5, (True, None), {'w': 2}]
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..guard import Failure
from ..values import Opaque, plain

dumps, loads = json.dumps, json.loads  # by name: a learner's code may change the module
MANY = 1000  # nodes, at most, whose labels travel
LISTS: dict[str, type] = {"list": list, "tuple": tuple, "set": frozenset}
LONG = (
    1 << 64
)  # integers from here on travel as hexadecimal text: decimal text of any length takes long to read


def write(value: Any) -> str:
    """A value that `plain` has given, as one line of JSON."""
    return dumps(packed(value))


def told(value: Any) -> Any:
    """A value of any kind as it travels; graph nodes in a list or a dict keep their labels."""
    if type(value) in (list, tuple) and 0 < len(value) < MANY and all(map(_is_node, value)):
        return [type(value).__name__, [*map(_as_node, value)]]
    if type(value) is dict and 0 < len(value) < MANY and all(map(_is_node, value)):
        return ["dict", [[_as_node(k), packed(plain(v))] for k, v in value.items()]]
    return packed(plain(value))


def _is_node(value: Any) -> bool:
    return type(getattr(value, "label", None)) is str and type(getattr(value, "data", None)) is float


def _as_node(value: Any) -> list:
    return ["node", value.label, value.data]


@dataclass(frozen=True)
class FarNode:
    """Stands for a node of a graph that is elsewhere."""

    label: str
    data: float


class ByNode(dict):
    """What belongs to nodes; a node that is like one of them finds it too."""

    def __missing__(self, node: Any) -> Any:
        if isinstance(node, FarNode):
            raise KeyError(node)
        return self[likeness(node)]

    def __contains__(self, node: object) -> bool:
        return dict.__contains__(self, likeness(node))


def likeness(node: Any) -> FarNode:
    """What stands for a node."""
    return FarNode(getattr(node, "label", ""), getattr(node, "data", 0.0))


def read(text: str) -> Any:
    """The value in a line of JSON; ValueError if there is none in it."""
    try:
        return unpacked(loads(text))
    except (RecursionError, TypeError, LookupError) as error:
        raise ValueError(f"this text holds no value: {type(error).__name__}") from None


def packed(value: Any) -> Any:
    """A value in terms of JSON: numbers, words, and [kind, ...] for the rest."""
    kind = type(value)
    if value is None or kind in (bool, float):
        return value
    if kind is int:
        return value if -LONG < value < LONG else ["int", hex(value)]
    if kind is Opaque:
        return ["thing", str.__str__(value)]
    if isinstance(value, Failure):
        return ["failure", value.kind, value.message, value.line, value.source]
    if kind in (list, tuple, frozenset):
        return [{list: "list", tuple: "tuple"}.get(kind, "set"), [*map(packed, value)]]
    if kind is dict:
        return ["dict", [[packed(k), packed(v)] for k, v in value.items()]]
    return _of_other_types(value)


def _of_other_types(value: Any) -> Any:
    """Of a type that somebody has derived, only the number or the words; of others, only the name."""
    if value is ...:
        return ["dots"]
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, int):
        return packed(int.__int__(value))
    if isinstance(value, str):
        return str.__str__(value)
    return ["thing", type(value).__name__]


def unpacked(told: Any) -> Any:
    """The value that `packed` has put into terms of JSON."""
    if not isinstance(told, list):
        if isinstance(told, dict):
            raise TypeError("packed values hold no JSON objects")
        return told
    kind, *parts = told
    match kind:
        case "dots":
            return ...
        case "int":
            return int(parts[0], 16)
        case "thing":
            return Opaque(str(parts[0]))
        case "failure":
            name, message, line, source = parts
            return Failure(str(name), str(message), int(line), str(source))
        case "node":
            return FarNode(str(parts[0]), float(parts[1]))
        case "dict":
            found = {unpacked(k): unpacked(v) for k, v in parts[0]}
            return ByNode(found) if any(isinstance(key, FarNode) for key in found) else found
    return LISTS[kind](map(unpacked, _listed(parts[0])))


def _listed(parts: Any) -> Iterable[Any]:
    if not isinstance(parts, list):
        raise TypeError("a packed list holds a list")
    return parts


def exact(value: Any) -> bool:
    """Whether a value is made of numbers, words and lists alone, so that it travels without loss."""
    kind = type(value)
    if kind in (list, tuple, set, frozenset):
        return all(map(exact, value))
    if kind is dict:
        return all(exact(k) and exact(v) for k, v in value.items())
    return value is None or value is ... or kind in (bool, int, float, str)
