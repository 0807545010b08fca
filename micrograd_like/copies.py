"""Copies and pickles of Values, without recursion: a graph may be of any depth.

>>> from copy import deepcopy
>>> from micrograd_like import Value
>>> x = Value(2.0)
>>> twin = deepcopy(x * x)
>>> twin.backward(); x.grad, twin.parents[0].grad
(0.0, 4.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .recording import NAMES, node

if TYPE_CHECKING:
    from .engine import Value


def copy(value: Value) -> Value:
    """One more node with the same number and the same parents (``copy.copy``)."""
    new = node(type(value), value.data, value.parents, value.partials, value.rule)
    new.grad, new.label = value.grad, value.label
    for name, thing in _own(value).items():
        setattr(new, name, thing)
    return new


def _own(value: Value) -> dict[str, Any]:
    """What a Value of a subclass keeps beside."""
    base = NAMES["Value"]
    if type(value) is base:
        return {}
    attributes, slots = object.__getstate__(value)  # type: ignore[misc]
    return {
        **(attributes or {}),
        **{name: thing for name, thing in slots.items() if name not in base.__slots__},
    }


def deepcopy(value: Value, memo: dict[int, Any]) -> Value:
    """A copy of the whole graph, of any depth (``copy.deepcopy``)."""
    from copy import deepcopy

    from .engine import topological_order

    for old in topological_order(value):
        if id(old) in memo:
            continue
        if callable(old.partials):
            raise TypeError(
                f"cannot copy {old!r}: its _backward is a closure over the old graph; use rule() for it"
            )
        new = memo[id(old)] = copy(old)
        new.parents = tuple(memo[id(p)] for p in old.parents)
        for name, thing in _own(old).items():
            setattr(new, name, deepcopy(thing, memo))
    return memo[id(value)]


def reduce(value: Value, protocol: Any) -> Any:
    """Leaves can be pickled; a Value with parents cannot."""
    if value.parents:
        raise TypeError(
            f"cannot pickle {value!r}: it has {len(value.parents)} parents, and pickling a graph would recurse without "
            "end; save the parameters with model.state_dict(), or pickle value.detach()"
        )
    return object.__reduce_ex__(value, max(2, protocol))  # older protocols know no slots
