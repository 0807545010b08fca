"""Functions without arguments, which Python calls for a replay.

ctypes takes twice as long to call a function with an argument as one without.  So there is a supply of
functions that each find what to give the interpreter in a row of numbers of their own.
"""

from __future__ import annotations

import ctypes
import weakref
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .interpreter_writer import ATTRIBUTES, Writer
from .llvm_words import CodeModule
from .machine_code import Linked, linked

SUPPLY = 64  # how many functions are made at a time
GIVEN = 5  # the interpreter's address, and its four arguments


class ReplayEntry(NamedTuple):
    """A function: its address, that of its row, and the code that both are in."""

    address: int
    row: int
    code: Linked


_free: list[ReplayEntry] = []


def own_entry(given: Sequence[int], keeps: Any, brief: bool) -> Callable[[], None]:
    """A function that calls the interpreter with these addresses, and keeps what they belong to alive.

    brief: whether a call is so short that it need not let other threads go on meanwhile.
    """
    while True:
        try:
            entry = _free.pop()
            break
        except IndexError:
            _free.extend(_supply())
    (ctypes.c_uint64 * GIVEN).from_address(entry.row)[:] = given
    function: Any = (ctypes.PYFUNCTYPE if brief else ctypes.CFUNCTYPE)(None)(entry.address)
    function.keeps = keeps
    weakref.finalize(function, _free.append, entry).atexit = False
    return function


def _supply() -> list[ReplayEntry]:
    """New ones, in machine code that is read from the disk but for the first time."""
    names = [f"run{k}" for k in range(SUPPLY)]
    functions = [_entry(name, k) for k, name in enumerate(names)]
    rows = f"@given = global [{SUPPLY * GIVEN} x i64] zeroinitializer"
    kept = linked("\n".join([rows, *functions, ATTRIBUTES]), ["given", *names])
    first = kept.address["given"]
    return [ReplayEntry(kept.address[name], first + 8 * GIVEN * k, kept) for k, name in enumerate(names)]


def _entry(name: str, k: int) -> str:
    code = Writer(CodeModule(), 1)
    places = [code.emit(f"getelementptr i64, ptr @given, i64 {GIVEN * k + i}") for i in range(GIVEN)]
    core, *given = [code.emit(f"load ptr, ptr {place}") for place in places]
    code.do(f"call void {core}({', '.join(f'ptr {x}' for x in given)})")
    return f"define void @{name}() #0 {{\nentry:\n{code}\n  ret void\n}}"
