"""Functions that a program calls: ``many`` for a batch in lanes, and one without arguments for a replay.

ctypes takes twice as long to call a function with an argument as one without.  So there is a supply of
functions that each find what to give the interpreter in a row of numbers of their own.
"""

from __future__ import annotations

import ctypes
import weakref
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .interpreter_writer import ATTRIBUTES, Writer
from .llvm_code import Lanes
from .llvm_words import CodeModule
from .machine_code import Linked, linked

SUPPLY = 64  # how many functions are made at a time
GIVEN = 5  # the interpreter's address, and its four arguments


class Entry(NamedTuple):
    """A function: its address, that of its row, and the code that both are in."""

    address: int
    row: int
    code: Linked


_free: list[Entry] = []


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
    function = (ctypes.PYFUNCTYPE if brief else ctypes.CFUNCTYPE)(None)(entry.address)
    function.keeps = keeps
    weakref.finalize(function, _free.append, entry).atexit = False
    return function


def _supply() -> list[Entry]:
    """New ones, in machine code that is read from the disk but for the first time."""
    names = [f"run{k}" for k in range(SUPPLY)]
    functions = [_entry(name, k) for k, name in enumerate(names)]
    rows = f"@given = global [{SUPPLY * GIVEN} x i64] zeroinitializer"
    kept = linked("\n".join([rows, *functions, ATTRIBUTES]), ["given", *names])
    first = kept.address["given"]
    return [Entry(kept.address[name], first + 8 * GIVEN * k, kept) for k, name in enumerate(names)]


def _entry(name: str, k: int) -> str:
    code = Writer(CodeModule(), 1)
    places = [code.emit(f"getelementptr i64, ptr @given, i64 {GIVEN * k + i}") for i in range(GIVEN)]
    core, *given = [code.emit(f"load ptr, ptr {place}") for place in places]
    code.do(f"call void {core}({', '.join(f'ptr {x}' for x in given)})")
    return f"define void @{name}() #0 {{\nentry:\n{code}\n  ret void\n}}"


def over_examples(lanes: int) -> str:
    """``many(v, code, formulas, shape, batch, columns, wanted, result)``: lane by lane, block by block.

    shape: how many examples, columns and wanted numbers.  The lanes that the last block has too many compute
    the last example again.
    """
    code = Writer(CodeModule(), lanes)
    sizes = [
        code.emit(f"load i64, ptr {code.emit(f'getelementptr i64, ptr %shape, i64 {k}')}") for k in range(3)
    ]
    count, columns, wanted = sizes
    last = code.emit(f"sub i64 {count}, 1")
    blocks = code.emit(f"udiv i64 {code.emit(f'add i64 {count}, {lanes - 1}')}, {lanes}")

    def block(i: str, _: list[str]) -> list[str]:
        first = code.emit(f"mul i64 {i}, {lanes}")
        rows = [code.emit(f"add i64 {first}, {lane}") for lane in range(lanes)]
        rows = [code.emit(f"call i64 @llvm.umin.i64(i64 {row}, i64 {last})") for row in rows]
        here = [code.emit(f"mul i64 {row}, {columns}") for row in rows]
        there = [code.emit(f"mul i64 {row}, {wanted}") for row in rows]

        def put(c: str, _: list[str]) -> list[str]:
            whole = "poison"
            for lane, at in enumerate(here):
                place = code.emit(f"getelementptr double, ptr %batch, i64 {code.emit(f'add i64 {at}, {c}')}")
                x = code.emit(f"load double, ptr {place}")
                whole = code.emit(f"insertelement {code.type()} {whole}, double {x}, i32 {lane}")
            slot = code.word(code.moved("%columns", c))
            code.write("%v", slot, Lanes(code, whole))
            return []

        def take(c: str, _: list[str]) -> list[str]:
            whole = code.read(code.moved("%wanted", c)).text
            for lane, at in enumerate(there):
                x = code.emit(f"extractelement {code.type()} {whole}, i32 {lane}")
                place = code.emit(f"getelementptr double, ptr %result, i64 {code.emit(f'add i64 {at}, {c}')}")
                code.do(f"store double {x}, ptr {place}")
            return []

        code.repeat(columns, [], put)
        code.do("call void @interpret(ptr %v, ptr null, ptr %code, ptr %formulas)")
        code.repeat(wanted, [], take)
        return []

    code.repeat(blocks, [], block)
    code.do("ret void")
    arguments = "ptr %v, ptr %code, ptr %formulas, ptr %shape, ptr %batch, ptr %columns"
    return f"define void @many({arguments}, ptr %wanted, ptr %result) #0 {{\nentry:\n{code}\n}}"
