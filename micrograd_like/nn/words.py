"""What a loss or a penalty is, in words and as LaTeX, written beside the function and read by Problem.

>>> @in_words("the worst (a - y)²", latex=r"\\max_i \\left(a_i - y_i\\right)^2")
... def worst(outputs, targets):
...     return max((a - y) ** 2 for a, y in zip(outputs, targets))
>>> words_of(worst).text
'the worst (a - y)²'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class Words(NamedTuple):
    """text, latex: for a loss, the share of one example with outputs a and target y; for a penalty, all of
    it.

    each_output: whether the share of an example is averaged over its outputs too.  letters: what the LaTeX
    calls the hyperparameters of the function.
    """

    text: str
    latex: str
    each_output: bool
    letters: Mapping[str, str]


def in_words(
    text: str, *, latex: str, each_output: bool = False, letters: Mapping[str, str] | None = None
) -> Callable[[Function], Function]:
    """A decorator that says what the function computes."""

    def mark(function: Function) -> Function:
        function.words = Words(text, latex, each_output, letters or {})  # type: ignore[attr-defined]
        return function

    return mark


def words_of(function: Any) -> Words | None:
    """What in_words() said of a function, also behind functools.partial; None if nothing."""
    while isinstance(function, partial):
        function = function.func
    return getattr(function, "words", None)
