"""Derivatives inside derivatives, and what holds while a function is run to be differentiated.

A derivative gives plain numbers, unless somebody around may differentiate it again: then it gives a graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any

from ..anomaly import watching
from ..engine import Value
from ..recording import active, no_grad, refusing, without
from ..rules.operands import rank_of
from . import trees

DUAL = Value.rank + 1  # the rank of a Dual, which is built on a Value, a plain number or another Dual
depth: ContextVar[int] = ContextVar("depth", default=0)  # how many derivatives around this one need graphs


def wants_graph(arguments: Iterable[Any]) -> bool:
    """Whether results are to be graphs: a derivative around needs them, or an argument holds a Value."""
    if depth.get():
        return True
    for argument in arguments:
        if type(argument) is not float:
            for x in trees.ranked(argument):
                if isinstance(number_under(x), Value):
                    return True
    return False


def as_result(x: Any, graph: bool) -> Any:
    """A result as the caller expects it: a Value where it may be differentiated again, else a plain number."""
    if isinstance(x, Value):
        return x if graph else x.data
    if rank_of(x) == DUAL:
        return x.with_parts(
            as_result(x.primal, graph), None if x._tangent is None else as_result(x._tangent, graph)
        )
    return Value(x) if graph else x


def number_under(x: Any) -> Any:
    """The Value or plain number that a Dual is built on; anything else is itself."""
    while rank_of(x) == DUAL:
        x = x.primal
    return x


def under_no_grad() -> bool:
    """Whether nothing is recorded here."""
    for recorder in active():
        if isinstance(recorder, no_grad):
            return True
    return False


@contextmanager
def watched_run(graph: bool = True) -> Iterator[list[Any]]:
    """Around the run of a function that is to be differentiated.

    Floats are refused: a number that follows the inputs must not leave the graph unnoticed.  graph: the derivatives
    inside give graphs.  Whoever runs the function puts its results into the list; of what the run leaves over beside
    them, detect_anomaly forgives all nan and infinities.
    """
    results: list[Any] = []
    watchers = [(watcher, watcher.mark()) for watcher in watching()]
    refused, deeper = refusing.set(True), depth.set(depth.get() + graph)
    try:
        yield results
    finally:
        refusing.reset(refused)
        depth.reset(deeper)
        for watcher, mark in watchers:
            watcher.since(mark, results)


def recorded_run() -> AbstractContextManager[list[Any]]:
    """A watched run that records even inside no_grad()."""
    return _recorded_run() if under_no_grad() else watched_run()


@contextmanager
def _recorded_run() -> Iterator[list[Any]]:
    with without(no_grad), watched_run() as results:
        yield results
