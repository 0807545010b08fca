"""Derivatives inside derivatives: when a result must stay a graph, because somebody around may differentiate it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ..engine import Value
from ..recording import active, no_grad, without
from . import trees
from .dual import Dual, dual

depth: ContextVar[int] = ContextVar("depth", default=0)  # how many derivatives around this one need graphs


def wanted(*arguments: Any) -> bool:
    """Whether results are to be graphs: a derivative around this one needs them, or there are Values among the arguments."""
    return depth.get() > 0 or any(isinstance(base(x), Value) for x in trees.ranked(arguments))


def settle(x: Any, graph: bool) -> Any:
    """A result as the caller expects it: a Value where it may be differentiated again, else a plain number."""
    if isinstance(x, Dual):
        return dual(
            settle(x.primal, graph), None if x._tangent is None else settle(x._tangent, graph), x.level
        )
    if isinstance(x, Value):
        return x if graph else x.data
    return Value(x) if graph else x


def base(x: Any) -> Any:
    """The Value or plain number that a Dual is built on."""
    while isinstance(x, Dual):
        x = x.primal
    return x


@contextmanager
def deeper() -> Iterator[None]:
    """One derivative deeper: those inside give graphs."""
    inner = depth.set(depth.get() + 1)
    try:
        yield
    finally:
        depth.reset(inner)


def under_no_grad() -> bool:
    return any(isinstance(mode, no_grad) for mode in active())


@contextmanager
def recording() -> Iterator[None]:
    """One derivative deeper, and recording even inside no_grad()."""
    with without(no_grad), deeper():
        yield
