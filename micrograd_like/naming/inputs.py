"""Names for the inputs of a network that have none of their own: x0, x1, ..., and x0[2] of the second row.

>>> from micrograd_like import Value, nn
>>> from micrograd_like.naming import places
>>> neuron = nn.Neuron(2)
>>> sums = [neuron([3.0, 4.0]).parents[0], neuron([5.0, 6.0]).parents[0]]
>>> names = inputs_of(sums, places({"neuron": neuron}, {*neuron.w, neuron.b}))
>>> {name: value.data for value, name in names.items()}
{'x0': 3.0, 'x1': 4.0, 'x0[2]': 5.0, 'x1[2]': 6.0}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..engine import Value
from .variables import Place

FOLDS = {"dot", "affine"}


def inputs_of(neurons: Iterable[Value], found: Mapping[Value, Place]) -> dict[Value, str]:
    """What the leaves that meet a neuron's weights are called, unless they have a label or a place.

    neurons: their sums and activations, in the order in which one reads; rows of the data count in it.
    """
    names: dict[Value, str] = {}
    seen: set[tuple[Value, ...]] = set()  # the neurons of a layer have the same inputs
    rows = 0
    for node in neurons:
        if getattr(node.rule, "name", "") not in FOLDS:
            continue
        xs = tuple(node.rule.split(node.parents)[1])
        if xs in seen:
            continue
        seen.add(xs)
        if not any(_nameless(x, found) for x in xs):
            continue
        rows += 1
        row = f"[{rows}]" if rows > 1 else ""
        names |= {x: f"x{k}{row}" for k, x in enumerate(xs) if _nameless(x, found) and x not in names}
    return names


def _nameless(x: Value, found: Mapping[Value, Place]) -> bool:
    return not x.parents and not x.label and x not in found
