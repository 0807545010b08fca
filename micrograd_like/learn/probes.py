"""What a check sees of a learner.

``you.slope(f, 1.0)`` calls their function, guarded, and each ``should_be`` writes a row.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import FunctionType
from typing import Any

from .guard import Failure, failure_of
from .values import Kind, Should, handed, made_of, plain, same, show, waits


@dataclass(frozen=True)
class Row:
    """One comparison: what was asked, what the learner's code gave, what is right."""

    label: str
    got: Any
    right: Any
    ok: bool
    because: str = ""
    secret: bool = False
    picture: str = ""
    name: str = ""  # of the learner's function or value it came from
    given: tuple[Any, ...] = ()  # with what the function was called

    @property
    def waiting(self) -> bool:
        return not self.ok and waits(self.got)


class Seen:
    """Something of the learner's that a check looks at; it may be a failure instead of a value."""

    def __init__(
        self, you: You, label: str, value: Any = None, failure: Failure | None = None, name: str = ""
    ):
        self._you, self.label, self.value, self.failure, self.name = you, label, value, failure, name
        self._copies = True
        self.given: tuple[Any, ...] = ()

    def __call__(self, *args: Any, **named: Any) -> Seen:
        """Call it, guarded, on copies of the lists and dicts given; a change of one writes a wrong row.

        A function that is still missing passes its failure on.
        """
        label = self._called(args, named)
        seen = self._on(label, lambda: self._careful(self.value, label)(*args, **named))
        seen.given = tuple(map(handed, (*args, *named.values())))
        return seen

    def _careful(self, function: Callable, label: str) -> Callable:
        """The function, called on copies; the first change of one of them writes a row."""
        if not self._copies:
            return function
        told: list[Row] = []

        @functools.wraps(function, updated=())
        def careful(*args: Any, **named: Any) -> Any:
            mine, its = copied(args), copied(named)
            try:
                hand = self._you.handed
                return function(*map(hand, mine), **{k: hand(v) for k, v in its.items()})
            finally:
                for given, now in zip((*args, *named.values()), (*mine, *its.values()), strict=True):
                    if changed(given, now) and not told:
                        told.append(Row(f"{CHANGED} {label}", plain(now), plain(given), False, CHANGES))
                        self._you.rows.append(replace(told[0], name=self.name))

        return careful

    @property
    def may_change(self) -> Seen:
        """The same, called on the arguments themselves: for a function whose job is to change them."""
        same_one = type(self)(self._you, self.label, self.value, self.failure, self.name)
        same_one._copies = False
        return same_one

    def _called(self, args: tuple, named: dict[str, Any]) -> str:
        given = ", ".join([*map(show, args), *(f"{k}={show(v)}" for k, v in named.items())])
        return f"{self.label}({given})"

    def then(self, words: str, part: Callable[[Any], Any]) -> Seen:
        """A part of it, or something made of it.

        words: ".data" and "[0]" go behind its label, "{}" stands for it.
        """
        label = words.replace("{}", self.label) if words[:1] not in ".[" else self.label + words
        if isinstance(self.value, FunctionType):
            return self._on(label, lambda: part(self._careful(self.value, label)))
        return self._on(label, lambda: part(self.value))

    def _on(self, label: str, thunk: Callable[[], Any]) -> Seen:
        seen = type(self)(self._you, label, self.value, self.failure, self.name)
        if not self.failure and not waits(self.value):
            seen = self._you.asked(label, thunk, self.name)
        seen.given = self.given
        return seen

    def should_be(
        self,
        right: Any,
        within: float = 1e-9,
        *,
        because: str = "",
        floor: float = 1e-12,
        secret: bool = False,
        picture: Callable[[], str] | str = "",
    ) -> Seen:
        """Write a row: it is right if it equals `right`.

        Numbers may differ by the relative error `within`, or by the distance `floor`.
        """
        got, right = self.failure or plain(self.value), plain(right)
        ok = not self.failure and same(got, right, within, floor)
        drawn = "" if ok else _drawn(picture)
        self._you.rows.append(Row(self.label, got, right, ok, because, secret, drawn, self.name, self.given))
        return self

    def made_of(self, kind: str) -> Seen:
        """Write a wrong row if what is in it is of another kind: "numbers", or "Values".

        should_be compares numbers, and takes a Value for the number in it.
        """
        if self.failure or waits(self.value):
            return self
        told = self.then("what {} is made of", made_of)
        if told.value != kind:
            told.should_be(Kind(kind))
        return self

    def should(
        self,
        what: str,
        holds: Callable[[Any], Any],
        *,
        because: str = "",
        picture: Callable[[], str] | str = "",
    ) -> Seen:
        """Write a row: it is right if the property holds; what completes "it should ..."."""
        ok = False
        if not self.failure and not waits(self.value):
            verdict = self._you.judged(self, holds)
            ok, self.failure = bool(verdict.value), verdict.failure
        got, drawn = self.failure or plain(self.value), "" if ok else _drawn(picture)
        row = Row(self.label, got, Should(what), ok, because, picture=drawn, name=self.name)
        self._you.rows.append(row)
        return self


CHANGED = "its argument after"
CHANGES = """
    Your function changes the list it was given. Its caller still needs the list as it was: work on a copy,
    such as list(xs), or build a new one.
"""


def copied(value: Any) -> Any:
    """The same lists, tuples, sets and dicts, made anew; what is in them stays itself."""
    if type(value) in (list, tuple, set):
        return type(value)(map(copied, value))
    if type(value) is dict:
        return {key: copied(part) for key, part in value.items()}
    return value


def changed(given: Any, now: Any) -> bool:
    """Whether a copy is no longer what it was made of."""
    if type(given) in (list, tuple) and type(now) is type(given):
        return len(given) != len(now) or any(map(changed, given, now))
    if type(given) is dict and type(now) is dict:
        return given.keys() != now.keys() or any(changed(given[key], now[key]) for key in given)
    if isinstance(given, (int, float, str, set)):
        return type(now) is not type(given) or (given != now and given == given)  # noqa: PLR0124 RUF100  nan
    return given is not now


def _drawn(picture: Callable[[], str] | str) -> str:
    return picture if isinstance(picture, str) else picture()


class You:
    """The learner's names, as a check sees them: ``you.slope(f, 1.0)`` calls their slope.

    Where work is marked, two processes run the check: one asks the learner's code, the other compares.  So
    what runs the learner's code is here, in asked and judged; see teachers/asking.py and teachers/judging.py.
    """

    seen: type[Seen] = Seen

    def __init__(self, names: Mapping[str, Any], seed: str = ""):
        self._names = names
        self.rows: list[Row] = []
        self.random = random.Random(seed)

    def __getattr__(self, name: str) -> Seen:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._names:
            lost = Failure("missing", f"there is no `{name}` in your code; was it renamed?")
            return self.seen(self, name, failure=lost, name=name)
        return self.seen(self, name, self._names[name], name=name)

    def see(self, label: str, thunk: Callable[[], Any], name: str = "") -> Seen:
        """Whatever the thunk gives, or the failure it ran into; for what the check itself finds out."""
        try:
            return self.seen(self, label, thunk(), name=name)
        except Exception as error:
            return self.seen(self, label, failure=failure_of(error), name=name)

    def asked(self, label: str, thunk: Callable[[], Any], name: str) -> Seen:
        """The same, for thunks that run the learner's code."""
        return self.see(label, thunk, name)

    def judged(self, seen: Seen, holds: Callable[[Any], Any]) -> Seen:
        """Whether a property holds of what was seen."""
        return self.see("", lambda: holds(seen.value))

    def handed(self, argument: Any) -> Any:
        """An argument as it is handed to the learner's function."""
        return argument
