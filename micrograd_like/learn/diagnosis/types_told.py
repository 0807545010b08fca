"""A type that is not the one meant: a list for a number, text for a number, a function for its result."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import Any

from ..values import Kind, Opaque, same, show

Pairs = list[tuple[Any, Any]]
ERRORS = {
    name for name, thing in vars(builtins).items() if isinstance(thing, type) and issubclass(thing, Exception)
}
HOW = {
    "numbers": ".data is the number in a Value, .item() the one in a tensor, .tolist() makes lists of them",
    "Values": "a number has no graph, so that no gradient finds its way back; leave .data out",
}


def of_types(pairs: Pairs) -> str:
    """A type that is not the one meant: in the same words for every row, or in words for all of them."""
    said = {_type_told(got, right) for got, right in pairs}
    return said.pop() if len(said) == 1 else "" if "" in said else _of_shapes(pairs)


def _of_shapes(pairs: Pairs) -> str:
    """Rows of several lengths, of which each is wrong in its type."""
    lists = all(isinstance(right, (list, tuple)) for _, right in pairs)
    numbers = all(isinstance(right, (int, float)) for _, right in pairs)
    if lists and all(isinstance(got, (int, float)) for got, _ in pairs):
        return f"gives one number where a list is meant{_made_of_list(pairs)}."
    if lists and all(isinstance(got, (list, tuple)) for got, _ in pairs):
        more = {len(got) > len(right) for got, right in pairs}
        return f"gives too {'many' if more == {True} else 'few'} entries each time." if len(more) == 1 else ""
    if numbers and all(isinstance(got, (list, tuple)) for got, _ in pairs):
        counts = [len(got) for got, _ in pairs] == [right for _, right in pairs]
        return "gives a list where a number is meant" + (": how many there are in it." if counts else ".")
    if numbers and all(isinstance(got, bool) for got, _ in pairs):
        return "gives True or False where a number is meant: whether, and not how many."
    if all(isinstance(right, bool) for _, right in pairs):
        return f"gives {_article(type(pairs[0][0]).__name__)} where True or False is meant."
    return ""


def _made_of_list(pairs: Pairs) -> str:
    """What the one number is of the list."""
    for words, made in OF_LISTS.items():
        if all(_flat_list(right) and same(got, made(right), 1e-7) for got, right in pairs):
            return f": {words} of it"
    return ""


def _flat_list(right: Any) -> bool:
    return bool(right) and all(isinstance(x, (int, float)) for x in right)


OF_LISTS: dict[str, Callable[[Sequence], float]] = {
    "the first entry": lambda xs: xs[0],
    "the last entry": lambda xs: xs[-1],
    "the sum": sum,
    "the mean": lambda xs: sum(xs) / len(xs),
    "the largest entry": max,
    "the smallest entry": min,
}


def _type_told(got: Any, right: Any) -> str:
    if isinstance(got, Opaque):
        thing = str(got).strip("<>").split(" object")[0].split(" at ")[0]
        return f"gives something else than {_named(right)}: {_article(thing)}{_unwrapped(thing)}."
    if isinstance(right, Kind):
        how = f": {HOW[right]}" if "numbers" in (got, right) else ""
        return f"gives {got} where {right} are asked for{how}."
    if isinstance(right, bool) and not isinstance(got, bool):
        return f"gives {show(got)} where True or False is meant."
    if isinstance(right, str) and right in ERRORS and not isinstance(got, str):
        return f"gives a result where a {right} is to be raised."
    if isinstance(right, str) and isinstance(got, str) and got.strip().lower() == right.lower():
        return f"gives {got!r}; the word is meant exactly as it is asked for, {right!r}."
    if isinstance(right, str) and isinstance(got, (int, float)):
        return "gives a number where a word in quotes is meant."
    if isinstance(right, (list, tuple)):
        return _not_that_list(got, right)
    if isinstance(got, bool) and not isinstance(right, bool):
        return f"gives {got} where {_named(right)} is meant."
    if isinstance(right, (int, float)):
        return _no_number(got)
    return ""


def _no_number(got: Any) -> str:
    if isinstance(got, str):
        return "gives text in quotes where a number is meant."
    if isinstance(got, (list, tuple, dict, set, frozenset)):
        kind_of_it = "list" if isinstance(got, (list, tuple)) else type(got).__name__.removeprefix("frozen")
        return f"gives a {kind_of_it} of {len(got)} where one number is meant."
    return ""


def _not_that_list(got: Any, right: Sequence) -> str:
    if isinstance(got, str):
        return "gives text in quotes where a list is meant."
    if isinstance(got, (set, frozenset)):
        return "gives a set, which has no order and keeps each thing once, where a list is meant."
    if isinstance(got, dict):
        return "gives a dict where a list is meant."
    if entries := _other_entries(got, right):
        return entries
    if isinstance(got, (int, float)):
        return f"gives one number where {len(right)} are meant{_made_of_list([(got, right)])}."
    if isinstance(got, (list, tuple)) and len(got) != len(right):
        more = "too many" if len(got) > len(right) else "too few"
        return f"gives {more} entries: {len(got)} where {len(right)} are meant."
    nested = [isinstance(x, (list, tuple)) for x in right]
    if (
        right
        and all(nested)
        and isinstance(got, (list, tuple))
        and not any(isinstance(x, (list, tuple)) for x in got)
    ):
        return "gives a list of single entries where a list of lists is meant."
    if (
        _flat_list(right)
        and isinstance(got, (list, tuple))
        and all(isinstance(x, (list, tuple)) for x in got)
    ):
        return "gives a list of lists where a list of numbers is meant."
    return ""


def _other_entries(got: Any, right: Sequence) -> str:
    """A list whose entries are all of another type than those meant."""
    if not isinstance(got, (list, tuple)) or not got or not right:
        return ""
    mine, its = {_entry(x) for x in got}, {_entry(x) for x in right}
    if len(mine) == len(its) == 1 and mine != its and "" not in mine | its:
        return f"gives a list of {mine.pop()} where a list of {its.pop()} is meant."
    return ""


def _entry(x: Any) -> str:
    if isinstance(x, Opaque):
        return "functions" if str(x).startswith("the function") else ""
    return {str: "words", int: "numbers", float: "numbers"}.get(type(x), "")


def _named(right: Any) -> str:
    if isinstance(right, (list, tuple)):
        return "a list"
    return {bool: "True or False", str: "a word", dict: "a dict"}.get(type(right), "a number")


def _article(thing: str) -> str:
    if thing.startswith(("the ", "a ", "an ")):
        return thing
    return f"{'an' if thing[:1] in 'aeiou' else 'a'} {thing}"


def _unwrapped(thing: str) -> str:
    lazy = ("generator", "map", "filter", "zip", "reversed", "list_reverseiterator", "dict_", "range")
    if any(word in thing for word in lazy):
        return "; list(...) makes a list of it"
    return "; is a pair of brackets () missing behind a name?" if thing.startswith("the function") else ""
