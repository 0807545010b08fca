"""What all losses share: outputs beside their targets, in lists of one shape; terms that become one number.

>>> each(lambda a, y: a - y, [[1.0, 2.0], [3.0, 4.0]], [[0.0, 0.0], [1.0, 1.0]], "a loss")
[[1.0, 2.0], [2.0, 3.0]]
>>> reduced([[1.0, 2.0], [2.0, 3.0]], "mean")
2.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..engine import Value
from ..rules import table
from ..rules.operands import is_list

ONE = {Value, float, int}  # the types that are one number, asked first


def each(term: Callable[[Any, Any], Any], outputs: Any, targets: Any, name: str) -> Any:
    """term of each output and its target, in lists of the same shape."""
    if type(outputs) is list is type(targets) and {*map(type, outputs), *map(type, targets)} <= ONE:
        return [*map(term, outputs, same_length(targets, outputs, name))]
    if not is_list(outputs) and not is_list(targets):
        if outputs is None:
            raise TypeError(f"{name} got None as an output; let the model return what it computes")
        return term(outputs, targets)
    if not is_list(outputs) or not is_list(targets):
        kinds = [f"a list of {len(list(x))}" if is_list(x) else "one number" for x in (outputs, targets)]
        raise ValueError(
            f"{name} takes outputs and targets of one shape, but got {kinds[0]} for {kinds[1]}; nest both "
            f"alike"
        )
    outputs = list(outputs)
    return [each(term, s, y, name) for s, y in zip(outputs, same_length(targets, outputs, name), strict=True)]


def each_row(term: Callable[[Any, Any], Any], rows: Any, targets: Any, name: str) -> Any:
    """term of each row of outputs and its target; of the row itself if there is only one."""
    rows = list(rows)
    if rows and not any(map(is_list, rows)):
        return term(rows, targets)
    if odd := [row for row in rows if not is_list(row)]:
        raise ValueError(
            f"{name} takes one row, or rows only, but got {odd[0]!r} among {len(rows)} rows; nest all alike"
        )
    if not is_list(targets):
        raise ValueError(
            f"{name} takes one target for each of the {len(rows)} rows, but got {targets!r}; give a list"
        )
    return [term(list(row), y) for row, y in zip(rows, same_length(targets, rows, name), strict=True)]


def same_length(targets: Any, outputs: Sequence, name: str) -> list:
    """The targets as a list, as many as there are outputs."""
    targets = list(targets)
    if len(targets) != len(outputs):
        raise ValueError(
            f"{name} takes one target for each output, but got {len(targets)} for {len(outputs)}; give as "
            f"many"
        )
    return targets


def reduced(terms: Any, reduction: str) -> Any:
    """The mean or the sum over all terms, or with "none" the terms as they are."""
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(f'there is no reduction {reduction!r}; choose "mean", "sum" or "none"')
    if reduction == "none" or not is_list(terms):
        return terms
    flat = list(_flat(terms))
    if not flat:
        raise ValueError(f"the {reduction} over no examples is undefined; give at least one")
    total = table.total(flat)
    return total if reduction == "sum" else total * (1.0 / len(flat))


def _flat(terms: Any) -> Iterator[Any]:
    if {*map(type, terms)} <= ONE:
        return iter(terms)
    return (x for term in terms for x in (_flat(term) if is_list(term) else (term,)))
