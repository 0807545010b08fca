"""What goes wrong in every exercise alike, told from the numbers: yours against right, in all rows.

A list where a number is meant, a wrong sign or factor, the right numbers in another order, an argument that
is not used.  Each sentence is computed from the rows, so that it is true of what the learner sees.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .guard import Failure
from .offsets import ORDINALS, close, of_sizes
from .probes import CHANGED, Row
from .relations import place, related
from .values import Kind, Opaque, Should, same, show, waits

ERRORS = {
    name for name, thing in vars(builtins).items() if isinstance(thing, type) and issubclass(thing, Exception)
}
HOW = {
    "numbers": ".data is the number in a Value, .item() the one in a tensor, .tolist() makes lists of them",
    "Values": "a number has no graph, so that no gradient finds its way back; leave .data out",
}
LARGEST = 1 << 1023
Pairs = list[tuple[Any, Any]]
BOUNDED = (  # what is true of right rows too, or says where it holds
    "is wrong",
    "is right but",
    "gives the same",
    "gives 0 where",
    "entry by entry",
    "has the right sign",
    "has the wrong sign wherever",
)


@dataclass(frozen=True)
class Slip:
    """A sentence about some rows."""

    said: str
    rows: tuple[Row, ...]


def slips(rows: Sequence[Row], wrong: Iterable[Row]) -> list[Slip]:
    """What can be said of these wrong rows, by the functions and values they come from."""
    found: list[Slip] = []
    owners: dict[str, list[Row]] = {}
    for row in filter(comparable, wrong):
        owners.setdefault(row.name, []).append(row)
    for name, own in owners.items():
        found += _of_one([row for row in rows if row.name == name and comparable(row)], own)
    return found


def comparable(row: Row) -> bool:
    """Whether there is a value beside a right value."""
    missing = isinstance(row.got, Failure) or waits(row.got) or isinstance(row.right, Should)
    return not missing and not row.label.startswith(CHANGED) and _fits_floats(row.got)


def _fits_floats(got: Any) -> bool:
    """Whether no integer in it is larger than every float."""
    if isinstance(got, (list, tuple, set, frozenset)):
        return all(map(_fits_floats, got))
    if isinstance(got, dict):
        return all(map(_fits_floats, got.values()))
    return not isinstance(got, int) or abs(got) < LARGEST


def _of_one(rows: list[Row], wrong: list[Row]) -> list[Slip]:
    """Of one function: what is true of all its wrong rows, else of kinds of them, else where they are."""
    others = [row for row in rows if row.ok]
    if said := told(wrong, others) or swapped(rows, wrong):
        alike = {kind(row) for row in wrong}
        bounds = [row for row in others if kind(row) in alike]
        return [Slip(sentence(subject(wrong, rows), said, wrong, bounds), tuple(wrong))]
    kinds: dict[str, list[Row]] = {}
    for row in wrong:
        kinds.setdefault(kind(row), []).append(row)
    if any(row.secret for row in wrong):
        return []
    found = _of_kinds(kinds, rows) if len(kinds) > 1 else []
    left = [row for row in wrong if not any(row in slip.rows for slip in found)]
    if left and left[0] is wrong[0] and (said := where(rows, wrong) or ("" if found else of_sizes(wrong))):
        found.insert(0, Slip(f"`{wrong[0].name}` {said}", tuple(left)))
    return found


def _of_kinds(kinds: dict[str, list[Row]], rows: list[Row]) -> list[Slip]:
    """A sentence for each thing that is true of all wrong rows of a kind.

    Of a single number nothing is said but its type: it is many things by chance.
    """
    owners: dict[str, list[Row]] = {}
    for which, own in kinds.items():
        right = [row for row in rows if row.ok and kind(row) == which]
        several = len(own) > 1 or isinstance(own[0].got, (list, tuple))
        said = told(own, right) if several else of_types([(own[0].got, own[0].right)])
        if said:
            owners.setdefault(sentence("{}", said, own, right), []).extend(own)
    return [Slip(said.replace("{}", subject(own, rows)), tuple(own)) for said, own in owners.items()]


def sentence(about: str, said: str, wrong: list[Row], right: list[Row]) -> str:
    """What is said, bounded to the wrong rows where there are right ones; and where these are."""
    if said.startswith(BOUNDED) or not any(row.right for row in right):
        return f"{about}{',' if said.startswith('entry by entry') else ''} {said}"
    where_it_is = place(wrong, right)
    more = f" It is wrong exactly where {where_it_is}." if where_it_is else ""
    return f"Where {about} is wrong, it {said}{more}"


def kind(row: Row) -> str:
    """Rows of one kind differ in their numbers only."""
    if row.label == row.name or row.label.startswith(f"{row.name}("):
        return row.name
    return re.sub(r"-?\d[\d.e+-]*|inf|nan", "#", row.label)


def subject(own: list[Row], rows: list[Row]) -> str:
    """What the sentence is about."""
    row = own[0]
    if not row.name:
        return f"{row.label}:"
    parts = list(dict.fromkeys(map(_short, own)))
    if kind(row) == row.name or len(parts) > 3 or set(parts) == set(map(_short, rows)):
        return f"`{row.name}`"
    return f"`{row.name}` ({', '.join(parts)})"


def told(wrong: list[Row], right: list[Row]) -> str:
    """The first thing that is true of all these wrong rows; "" if there is none."""
    pairs: Pairs = [(row.got, row.right) for row in wrong]
    if said := of_types(pairs):
        return said
    if any(row.secret for row in wrong):  # the right number is not given away
        return of_prediction(pairs)
    return related(wrong, right)


def swapped(rows: list[Row], wrong: list[Row]) -> str:
    """Parts of one answer that stand under each other's names."""
    for given in dict.fromkeys(repr(row.given) for row in wrong if row.given):
        parts = [row for row in rows if repr(row.given) == given]
        mine, its = [row.got for row in parts], [row.right for row in parts]
        numbers = all(isinstance(x, (int, float)) for x in (*mine, *its))
        if len(parts) < 2 or not numbers or not same(sorted(mine), sorted(its), 1e-7):
            return ""
    return "gives the right numbers in another order." if any(row.given for row in wrong) else ""


def where(rows: list[Row], wrong: list[Row]) -> str:
    """Which parts are wrong, where others are right; or from where on."""
    bad_kinds = {kind(row) for row in wrong}
    good = list(dict.fromkeys(_short(row) for row in rows if row.ok and kind(row) not in bad_kinds))
    bad = list(dict.fromkeys(map(_short, wrong)))
    if not good:
        return ""
    first = next(k for k, row in enumerate(rows) if row is wrong[0])
    if first and len(bad) > 1:
        return f"is right up to {rows[first - 1].label}; the first wrong one is {wrong[0].label}: look there."
    if len(bad) == 1:
        more = ", ..." if len(good) > 3 else ""
        if bad[0] == wrong[0].name:
            return of_sizes(wrong) or f"gives wrong results, though {', '.join(good[:3])}{more} is right."
        return f"is wrong only in {bad[0]}, and right in {', '.join(good[:3])}{more}."
    return ""


def _short(row: Row) -> str:
    """A row's label without the place and the arguments: df/da of df/da at (2.0, 3.0)."""
    if row.label.startswith(f"{row.name}("):
        return row.name
    return re.sub(r"\(.*\)", "", row.label).split(" at ")[0].split(", ")[0]


# ---- types


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
