"""How far a prediction is right, without giving the right one away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..values import same
from .plain_numbers import ORDINALS, close

Pairs = list[tuple[Any, Any]]


def of_prediction(pairs: Pairs) -> str:
    """How far predicted numbers are right, without the numbers; of several, what is true of each."""
    said = {_of_one_prediction(got, right) for got, right in pairs}
    return said.pop() if len(said) == 1 else ""


def _of_one_prediction(got: Any, right: Any) -> str:
    if isinstance(got, (list, tuple)) and isinstance(right, (list, tuple)):
        return _of_entries(got, right)
    if not isinstance(got, (int, float)) or not isinstance(right, (int, float)):
        return ""
    if got * right < 0 and close(-got, right):
        return "has the wrong sign; its size is right."
    if got * right < 0:
        return "has the wrong sign, and another size."
    if not got or not right:
        return "is not 0." if not got else "is smaller in size than you say."
    return f"has the right sign, but it is too {'large' if abs(got) > abs(right) else 'small'} in size."


def _of_entries(got: Sequence[Any], right: Sequence[Any]) -> str:
    """How far a predicted pair or list is right."""
    hits = [same(g, r) for g, r in zip(got, right, strict=False)]
    numbers = all(isinstance(x, (int, float)) for x in (*got, *right))
    if numbers and same([-x for x in got], list(right)):
        return "has the right sizes, and the wrong sign everywhere."
    if numbers and same(sorted(got), sorted(right)):
        return "has the right numbers in another order."
    if hits.count(False) == 1 and len(hits) <= len(ORDINALS):
        return f"is right but for its {ORDINALS[hits.index(False)]} entry."
    return f"is right in {sum(hits) or 'none'} of its {len(hits)} entries."
