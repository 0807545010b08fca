"""A batch in one call: the numbers of an example in, a replay, its results out, for all examples.

With lanes a replay computes as many examples as there are lanes; with one lane the next example follows.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .interpreter_writer import Writer
from .llvm_words import CodeModule


def over_examples(lanes: int, given: Sequence[str], replay: str) -> str:
    """``many(v, ..., shape, batch, columns, wanted, result)``: block by block, a block as many as lanes.

    given: names of pointers that the replay needs.  replay: what calls it.  shape: how many examples, columns
    and wanted numbers.  The lanes that the last block has too many compute the last example again.
    """
    code = Writer(CodeModule(), lanes)
    count, columns, wanted = (
        code.emit(f"load i64, ptr {code.emit(f'getelementptr i64, ptr %shape, i64 {k}')}") for k in range(3)
    )
    last = code.emit(f"sub i64 {count}, 1")
    blocks = code.emit(f"udiv i64 {code.emit(f'add i64 {count}, {lanes - 1}')}, {lanes}")

    def places(base: str, rows: Sequence[str], width: str, column: str) -> list[str]:
        cells = [code.emit(f"add i64 {code.emit(f'mul i64 {row}, {width}')}, {column}") for row in rows]
        return [code.emit(f"getelementptr double, ptr {base}, i64 {cell}") for cell in cells]

    def block(i: str, _: list[str]) -> list[str]:
        first = code.emit(f"mul i64 {i}, {lanes}")
        rows = [code.emit(f"add i64 {first}, {lane}") for lane in range(lanes)]
        rows = [code.emit(f"call i64 @llvm.umin.i64(i64 {row}, i64 {last})") for row in rows]

        def put(c: str, _: list[str]) -> list[str]:
            x = code.gathered(places("%batch", rows, columns, c))
            code.write("%v", code.word(code.moved("%columns", c)), x)
            return []

        def take(c: str, _: list[str]) -> list[str]:
            x = code.read(code.moved("%wanted", c))
            code.scattered(x, places("%result", rows, wanted, c))
            return []

        code.repeat(columns, [], put)
        code.do(f"call void {replay}")
        code.repeat(wanted, [], take)
        return []

    code.repeat(blocks, [], block)
    names = ("%v", *given, "%shape", "%batch", "%columns", "%wanted", "%result")
    head = f"define void @many({', '.join(f'ptr {name}' for name in names)}) #0"
    return f"{head} {{\nentry:\n{code}\n  ret void\n}}"


def called(address: int, given: Sequence[int], columns: Any, batch: Any, wanted: Any) -> Any:
    """What many() at this address gives: a row for each example.

    given: addresses, the slots' first.  columns, wanted: where the numbers of an example are put, and where
    its results are found, as whole numbers.
    """
    batch = np.ascontiguousarray(batch, float)
    found, shape = np.empty((len(batch), len(wanted))), np.array([*batch.shape, len(wanted)], np.int64)
    arrays = (shape, batch, np.array(columns, np.uint32), np.array(wanted, np.uint32), found)
    kind: Callable = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * (len(given) + len(arrays)))
    kind(address)(*given, *(x.ctypes.data for x in arrays))
    return found
