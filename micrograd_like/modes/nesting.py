"""Derivatives inside derivatives, and what holds while a function is run to be differentiated.

A derivative gives plain numbers, unless somebody around may differentiate it again: then it gives a graph.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    """A result as the caller expects it: a Value where it may be differentiated again, else a plain
    number."""
    if type(x) is float:
        return Value(x) if graph else x
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
    recorders = active()
    return bool(recorders) and any(isinstance(recorder, no_grad) for recorder in recorders)


class WatchedRun:
    """Around the run of a function that is to be differentiated.

    Floats are refused: a number that follows the inputs must not leave the graph unnoticed.  graph: the
    derivatives inside give graphs.  recording: no_grad() outside does nothing inside.  Whoever runs the
    function puts its results into the list that this block gives; what the run leaves over beside them,
    detect_anomaly forgives.
    """

    __slots__ = ("graph", "hidden", "results", "tokens", "watchers")

    def __init__(self, graph: bool = True, recording: bool = True):
        self.graph = graph
        self.hidden = without(no_grad) if recording and under_no_grad() else None
        self.results: list[Any] = []

    def __enter__(self) -> list[Any]:
        if self.hidden:
            self.hidden.__enter__()
        self.watchers = [(watcher, watcher.mark()) for watcher in watching()]
        self.tokens = refusing.set(True), depth.set(depth.get() + self.graph)
        return self.results

    def __exit__(self, *error: Any) -> None:
        refused, deeper = self.tokens
        refusing.reset(refused)
        depth.reset(deeper)
        for watcher, mark in self.watchers:
            watcher.since(mark, self.results)
        if self.hidden:
            self.hidden.__exit__(*error)
