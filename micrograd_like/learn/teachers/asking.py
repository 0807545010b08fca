"""One side of a check that two processes share: ask the learner's code, and write down what it gives.

The check runs in one thread and the learner's code in another, so that no frame of the check lies below a
frame of the learner's.  What is right is not known here (see blinding); judging compares, elsewhere.
"""

from __future__ import annotations

import functools
from _thread import start_new_thread
from collections.abc import Callable
from queue import SimpleQueue
from threading import current_thread
from types import BuiltinFunctionType, FunctionType
from typing import Any

from ..guard import Failure, failure_of, within
from ..probes import Row, Seen, You
from ..running import Load
from ..values import plain, waits
from .carrying import exact, packed, told

Event = dict[str, Any]


class Asked(Seen):
    """What the learner's code gave; nothing is compared with it here."""

    def should_be(self, *_: Any, **__: Any) -> Seen:  # type: ignore[override]
        """Note that there is something or that work waits, for checks that go on only then."""
        got = self.failure or plain(self.value)
        fine = not self.failure and not waits(got)
        self._you.rows.append(Row(self.label, got, None, fine, name=self.name))
        return self


class Asking(You):
    """The learner's names; what they give is written down in events, in order."""

    seen = Asked

    def __init__(self, seed: str, run: Callable[[Callable], Any]):
        super().__init__({}, seed)
        self._run = run
        self.events: list[Event] = []
        self.given: dict[str, Any] = {}

    def see(self, label: str, thunk: Callable[[], Any], name: str = "") -> Seen:
        return self.asked(label, thunk, name)

    def asked(self, label: str, thunk: Callable[[], Any], name: str) -> Seen:
        before = len(self.rows)
        value, failure, carried = self._run(thunk)
        event: Event = {"label": label, "told": carried}
        if changed := self.rows[before:]:  # arguments that were changed
            del self.rows[before:]
            event["changed"] = [[row.label, packed(row.got), packed(row.right)] for row in changed]
        self.events.append(event)
        return Asked(self, label, value, failure, name)

    def __getattr__(self, name: str) -> Seen:
        found = super().__getattr__(name)
        if name not in self.given and name in self._names:
            self.given[name] = _told(found.value)
        return found

    def handed(self, argument: Any) -> Any:
        """Functions go to the learner's code in a wrapper that does not show what they are made of."""
        if isinstance(argument, FunctionType) and opaque:
            return opaque(argument)
        return argument


def _told(value: Any) -> Any:
    try:
        return told(value)
    except Exception:
        return packed(...)


def _opaque() -> Callable[[FunctionType], Any] | None:
    """A wrapper written in C, where Python has one."""
    wrapper: Any = getattr(functools, "_lru_cache_wrapper", None)
    if not isinstance(getattr(wrapper, "__new__", None), BuiltinFunctionType):
        return None

    def wrapped(function: FunctionType) -> Any:
        made = wrapper(function, 0, False, tuple)
        made.__name__ = function.__name__
        return made

    return wrapped


opaque = _opaque()


def asked(
    seed: str, load: Load, check: Callable[[You], None], seconds: float, mend: Callable[[], None]
) -> dict[str, Any]:
    """What the check sees of the names that load() gives: events, the names asked for, prints, a failure.

    mend() is called whenever the learner's code has run.
    """
    wanted: SimpleQueue = SimpleQueue()
    done: SimpleQueue = SimpleQueue()

    def run(thunk: Callable) -> Any:
        wanted.put(thunk)
        return done.get()

    you = Asking(seed, run)
    broken: list[Failure] = []

    def serve() -> None:
        vars(current_thread())["_target"] = None  # through it the learner's code would find the check
        you._names = load()
        mend()
        start_new_thread(_checking, (check, you, broken, wanted))
        while (thunk := wanted.get()) is not None:
            tried = _tried(thunk)
            mend()
            done.put(tried)

    failure, printed = within(seconds, serve)
    failure = failure or (broken[0] if broken else None)
    return {
        "events": you.events,
        "names": you.given,
        "failure": failure and packed(failure),
        "printed": printed,
    }


def _checking(check: Callable[[You], None], you: You, broken: list[Failure], wanted: SimpleQueue) -> None:
    """The thread of the check."""
    try:
        check(you)
    except Exception as error:
        broken.append(failure_of(error))
    finally:
        wanted.put(None)


def _tried(thunk: Callable[[], Any]) -> tuple[Any, Failure | None, Any]:
    """(value, failure, the same as it travels) of a thunk that runs the learner's code."""
    try:
        value = thunk()
        return value, None, [exact(value), told(value)]
    except Exception as error:
        failure = failure_of(error)
        return None, failure, [False, packed(failure)]
