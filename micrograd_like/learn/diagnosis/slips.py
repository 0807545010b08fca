"""What goes wrong in every exercise alike, told from the numbers: yours against right, in all rows.

A list where a number is meant, a wrong sign or factor, the right numbers in another order, an argument that
is not used.  Each sentence is computed from the rows, so that it is true of what the learner sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..guard import Failure
from ..probes import CHANGED, Row
from ..values import Should, same, waits
from .offsets import of_sizes
from .predictions import of_prediction
from .relations import of_places, place, related
from .types_told import of_types

LARGEST = 1 << 1023
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
        its = [row for row in rows if row.name == name]
        stopped = any(isinstance(row.got, Failure) for row in its)
        found += _of_one([row for row in its if comparable(row)], own, stopped)
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


def _of_one(rows: list[Row], wrong: list[Row], stopped: bool) -> list[Slip]:
    """Of one function: what is true of all its wrong rows, else of kinds of them, else where they are.

    stopped: whether it fails in further rows, and so is wrong in other places, too.
    """
    others = [row for row in rows if row.ok]
    said = told(wrong, others) or swapped(rows, wrong)
    if said and not (stopped and said == of_places(wrong, others)):
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
    if left and left[0] is wrong[0]:
        said = "" if stopped else where(rows, wrong)
        if said := said or ("" if found else of_sizes(wrong)):
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
    pairs = [(row.got, row.right) for row in wrong]
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
    return re.sub(r"(?<=\w)\(.*\)", "", row.label).split(" at ")[0].split(", ")[0]
