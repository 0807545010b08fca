"""Recorders: what is told of every operation in a ``with`` block, such as no_grad, which forgets it.

Also here: what happens where a Value turns into a plain number and its gradient would be lost without a word.

>>> from micrograd_like import Value
>>> x = Value(3.0)
>>> with no_grad():
...     y = x * x
>>> y, y.parents
(Value(data=9.0, grad=0.0), ())
"""

from __future__ import annotations

import functools
import linecache
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn, Self

from . import native
from .rules import RULES

GENERATOR, COROUTINE, ASYNC_GENERATOR = (
    0x20,
    0x80,
    0x200,
)  # flags of code objects; importing inspect takes 10 ms


class Block:
    """One ``with`` block: the recorder that acts in it, and whether the block is still open."""

    __slots__ = ("open", "recorder")

    def __init__(self, recorder: Recorder):
        self.recorder, self.open = recorder, True


_blocks: ContextVar[tuple[Block, ...]] = ContextVar("blocks", default=())  # those of this thread or task
_lock = threading.RLock()  # a generator that ends a block may be closed while it is held
_open_blocks = 0


def active() -> tuple[Recorder, ...]:
    """The recorders in force in this thread or task, the outermost first; no_grad, which forgets, last."""
    found = [block.recorder for block in _blocks.get() if block.open]
    return tuple(
        sorted(found, key=lambda recorder: isinstance(recorder, no_grad)) if len(found) > 1 else found
    )


def tell(node: Any) -> Any:
    """The node, when the recorders in force here have been told of it."""
    for recorder in active():
        recorder.made(node)
    return node


def sweeping(inner: list, root: Any = None) -> None:
    """Tell the recorders in force here of a reverse sweep over these nodes with parents, the root last.

    root: what it begins at, from the engine in Python; the one in C sees by itself whether no_grad made it.
    """
    if root is not None and root.rule is FORGOTTEN:
        nothing_remembered(4)
    for recorder in active():
        recorder.sweeping(inner)


def forgetting() -> bool | None:
    """Whether no_grad alone is in force here; None if nothing is."""
    recorders = active()
    return all(type(recorder) is no_grad for recorder in recorders) if recorders else None


def _count(step: int) -> None:
    """While any block is open anywhere, all operations tell of what they make."""
    global _open_blocks  # noqa: PLW0603
    with _lock:
        _open_blocks += step
        native.tell(tell if _open_blocks else None)


class InBrackets(type):
    """The type of recorders: ``with no_grad:`` lacks the brackets, and is told so."""

    def __enter__(cls) -> NoReturn:
        raise TypeError(f"the block wants a {cls.__name__}, but got the class; write with {cls.__name__}():")

    def __exit__(cls, *_: object) -> None:
        """There is none to leave."""


class Recorder(metaclass=InBrackets):
    """What acts in a ``with`` block, or in each call of a decorated function, in this thread or task only.

    Blocks may end in any order, also in another thread or task than they began in: each takes itself away and
    no other.
    """

    def __new__(cls, function: Callable | None = None) -> Any:
        """A recorder; as a decorator without brackets, the function with one around it."""
        return cls()(function) if function is not None else super().__new__(cls)

    def __init__(self) -> None:
        self._mine: list[Block] = []

    def made(self, new: Any) -> None:
        """What to do with a node just made."""

    def sweeping(self, inner: list) -> None:
        """What to do before a reverse sweep over these nodes with parents, the root last."""

    def __enter__(self) -> Self:
        block = Block(self)
        self._mine.append(block)
        _blocks.set((*_blocks.get(), block))
        _count(+1)
        return self

    def __exit__(self, *_: object) -> None:
        own = [block for block in _blocks.get() if block in self._mine]
        block = own[-1] if own else self._mine[-1]  # none: it ends in another thread or task than it began in
        self._mine.remove(block)
        block.open = False
        _blocks.set(tuple(b for b in _blocks.get() if b.open))
        _count(-1)

    def __call__(self, function: Any) -> Any:
        """The function inside a block of its own; a generator is inside it only while it runs."""
        if isinstance(function, (staticmethod, classmethod)):
            return type(function)(self(function.__func__))
        own_class = isinstance(function, type) and function.__module__ != "builtins"
        if own_class or not callable(function):
            raise TypeError(f"{type(self).__name__}() decorates a function, but got {function!r}")
        flags = _flags(function)
        wrapper: Any = self._call
        if flags & (GENERATOR | COROUTINE | ASYNC_GENERATOR):
            wrapper = self._step if flags & GENERATOR else self._await if flags & COROUTINE else self._each
        return functools.update_wrapper(wrapper(function), function)

    def _call(self, function: Callable) -> Callable:
        def call(*args: Any, **named: Any) -> Any:
            with type(self)():
                return function(*args, **named)

        return call

    def _await(self, function: Callable) -> Callable:
        async def call(*args: Any, **named: Any) -> Any:
            with type(self)():
                return await function(*args, **named)

        return call

    def _step(self, function: Callable) -> Callable:
        def generate(*args: Any, **named: Any) -> Any:
            steps = function(*args, **named)
            reply: Callable[[], Any] = steps.__next__
            while True:
                with type(self)():
                    try:
                        value = reply()
                    except StopIteration as end:
                        return end.value
                reply = steps.__next__  # an error that was thrown in is let go
                try:
                    sent = yield value
                    reply = functools.partial(steps.send, sent)
                except GeneratorExit:
                    with type(self)():
                        steps.close()
                    raise
                except BaseException as error:
                    reply = functools.partial(steps.throw, error)

        return generate

    def _each(self, function: Callable) -> Callable:
        async def generate(*args: Any, **named: Any) -> Any:
            steps = function(*args, **named)
            reply: Callable[[], Any] = steps.__anext__
            while True:
                with type(self)():
                    try:
                        value = await reply()
                    except StopAsyncIteration:
                        return
                reply = steps.__anext__
                try:
                    sent = yield value
                    reply = functools.partial(steps.asend, sent)
                except GeneratorExit:
                    with type(self)():
                        await steps.aclose()
                    raise
                except BaseException as error:
                    reply = functools.partial(steps.athrow, error)

        return generate


def _flags(function: Any) -> int:
    """What kind of function it is; of a partial, or of an object that can be called, what it calls."""
    while isinstance(function, functools.partial):
        function = function.func
    called = function if hasattr(function, "__code__") else getattr(type(function), "__call__", None)  # noqa: B004
    code = getattr(called, "__code__", None)
    return getattr(code, "co_flags", 0)


class no_grad(Recorder):  # noqa: N801  a name people know from PyTorch
    """Operations inside give Values without parents: nothing is remembered, nothing can be differentiated."""

    def made(self, new: Any) -> None:
        new.parents, new.partials, new.rule = (), (), FORGOTTEN


class Forgotten(str):
    """The rule of what was computed under no_grad: that of a leaf, "", and yet told apart from it."""

    __slots__ = ()


FORGOTTEN = Forgotten("")


def nothing_remembered(frames: int) -> None:
    """Say that a sweep begins at a Value that was computed under no_grad, and reaches nothing else.

    frames: how far up the line of the user is.
    """
    told = "backward() reaches nothing: under no_grad(), where this Value was computed, no parents are kept"
    warnings.warn(f"{told}; compute it outside of that block", stacklevel=frames)


@contextmanager
def without(kind: type[Recorder]) -> Iterator[None]:
    """Inside, recorders of this kind that are in force outside do nothing."""
    hidden = tuple(block for block in _blocks.get() if isinstance(block.recorder, kind))
    _blocks.set(tuple(block for block in _blocks.get() if block not in hidden))
    try:
        yield
    finally:
        _blocks.set((*hidden, *_blocks.get()))


native.connect(
    sweeping=sweeping,
    forgetting=forgetting,
    forgotten=FORGOTTEN,
    nothing_remembered=functools.partial(nothing_remembered, 2),  # backward() in C has no frame
)


# ---- a Value that turns into a plain number ----


class GradientLostWarning(UserWarning):
    """A Value was used as a plain number: nothing flows back through what was computed from it."""


# True inside grad, jvp and their like, where it is an error; None in numeric mode, where nothing is lost
refusing: ContextVar[bool | None] = ContextVar("refusing", default=False)


def gradient_lost(what: str, kind: str = "Value") -> None:
    """Say that a number has left the graph by ``float()`` or its like; silent under no_grad.

    Inside a derivative it raises TypeError.  Elsewhere it warns, once for each line.
    """
    if refusing.get() is None or any(isinstance(recorder, no_grad) for recorder in active()):
        return
    frame = sys._getframe(2)
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    told = f"{what} took the number out of a {kind}, so no gradient flows back through it; {_instead(line)}"
    if refusing.get():
        raise TypeError(told)
    warnings.warn(told, GradientLostWarning, stacklevel=3)


LIKE_ROWS = {"fabs": "abs", "fsum": "total"}  # functions of math that are rows by another name
BUILTINS = {"abs", "max", "min", "pow", "round", "sum"}  # Python's own, which take Values as they are


def _instead(line: str) -> str:
    """What to write in place of a line: the row of the function of math that it calls, or .data."""
    names = re.findall(r"\bc?math\.(\w+)\(", line) or re.findall(r"(?<![\w.])(\w+)\(", line)
    called = [name for name in names if name in LIKE_ROWS or (name in RULES and name not in BUILTINS)]
    alone = "write x.data (or x.item()) if the number alone is meant"
    if not called:
        return alone
    name: str = called[0]
    row = RULES[LIKE_ROWS.get(name, name)]
    if row.lists or len(row.order) > 1:
        return f"write micrograd_like.{row.name}(...) for {called[0]}(...), or {alone}"
    return f"write x.{row.name}() for {called[0]}(x), or {alone}"
