"""Many training steps in one call: numbers of the batch in, a replay, new parameters in the place of the old.

The loop is a small program of its own, which calls the replay of a machine.  It stops before it would move
anything to where it is not finite, and says how many steps it has done.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .llvm_code import Code
from .llvm_operands import ORIGIN, At, SlotOperand, address, turns
from .llvm_words import CodeModule
from .machine_code import linked
from .on_llvm import ATTRIBUTES, LLVMMachine, copies, function, rectangles


class Layout(NamedTuple):
    """Which slots of a machine are what.

    given: where the numbers of a batch are put.  count: the number of the step.  loss: the value.
    new, old: where new parameters and states are computed, and where they belong.
    """

    given: Sequence[int]
    count: int
    loss: int
    new: Sequence[int]
    old: Sequence[int]


class NativeSteps:
    """The loop for one machine.  run() takes the steps."""

    def __init__(self, machine: LLVMMachine, layout: Layout):
        self.machine = machine
        self.text = _text(machine.target.width, layout)
        self.code = linked(self.text, ["steps"], (), machine.target)
        pointer, whole = ctypes.c_void_p, ctypes.c_int64
        kind = ctypes.CFUNCTYPE(whole, pointer, pointer, pointer, whole, pointer, whole)
        self._steps = kind(self.code.address["steps"])

    def run(self, batches: Any, losses: Any) -> int:
        """A step for each number in losses, which get the values; how many could be done.

        batches: an array with a row of numbers for each step, or with one row for all of them.
        """
        batches = np.ascontiguousarray(batches, float)
        stride = batches.shape[1] if len(batches) > 1 else 0
        v, replay = self.machine.numbers.ctypes.data, self.machine.code.address["replay"]
        return self._steps(v, replay, batches.ctypes.data, stride, losses.ctypes.data, len(losses))


def _text(width: int, layout: Layout) -> str:
    """steps(v, replay, batches, stride, losses, n): how many of n steps were done."""
    module, code = CodeModule(), Code(None, 1)
    given, count, loss, *_ = layout
    moves = list(zip(layout.new, layout.old, strict=True))
    parts = [_put(width, given, module), _finite(width, [at for at, _ in moves], module)]
    parts.append(function("move", _moved(module, width, [(at, to) for at, to in moves if at != to])))
    counter = address(code, "%v", "", count)
    start = code.emit(f"load double, ptr {counter}, align 8")

    def step(i: str) -> None:
        row = code.emit(f"mul nuw nsw i64 {i}, %stride")
        code.do(f"call void @put(ptr %v, ptr {address(code, '%batches', row, 0)})")
        passed = code.emit(f"uitofp i64 {i} to double")
        code.do(f"store double {code.emit(f'fadd double {start}, {passed}')}, ptr {counter}, align 8")
        code.do("call void %replay(ptr %v)")
        value = code.emit(f"load double, ptr {address(code, '%v', '', loss)}, align 8")
        nothing = code.emit("call double @times_zero(ptr %v)")
        fine = code.emit(f"fcmp oeq double {code.emit(f'fmul double {value}, {nothing}')}, 0.0")
        code.do(f"br i1 {fine}, label %fine, label %stop")
        code.lines += ["stop:", f"  ret i64 {i}"]
        code.start("fine")
        code.do(f"store double {value}, ptr {address(code, '%losses', i, 0)}, align 8")
        code.do("call void @move(ptr %v)")

    code.loop("%n", step)
    head = "define i64 @steps(ptr %v, ptr %replay, ptr %batches, i64 %stride, ptr %losses, i64 %n)"
    return "\n".join([str(module), *parts, f"{head} #2 {{\nentry:\n{code}\n  ret i64 %n\n}}", ATTRIBUTES])


def _put(width: int, given: Sequence[int], module: CodeModule) -> str:
    """The numbers of a batch, which lie in a row, into their slots."""
    code = Code(module, 1)
    if given:
        to = SlotOperand.of([(slot,) for slot in given], "j", (1, len(given)))
        code.width = min(width, len(given)) if to.step("j") == 1 else 1

        def some(j: At) -> None:
            x = code.emit(f"load {code.type()}, ptr {address(code, '%batch', j.register, j.plus)}, align 8")
            code.do(f"store {code.type()} {x}, ptr {to.address(code, (ORIGIN, j, ORIGIN))}, align 8")

        turns(code, len(given), code.width, some)
    return f"define internal void @put(ptr %v, ptr %batch) #2 {{\nentry:\n{code}\n  ret void\n}}"


def _finite(width: int, slots: Sequence[int], module: CodeModule) -> str:
    """times_zero(v): 0, or nan where one of the slots is not finite."""
    code, parts = Code(module, 1), ["0.0"]
    for run in rectangles([(slot, slot) for slot in sorted(set(slots))]):
        code.width = min(width, run.count)
        x = SlotOperand(run.at, (run.step_at, 1, 0))
        parts.append(_run_times_zero(code, x, run.rows, run.count))
    code.width = 1
    total = parts[0]
    for part in parts[1:]:
        total = code.emit(f"fadd double {total}, {part}")
    return f"define internal double @times_zero(ptr %v) #2 {{\nentry:\n{code}\n  ret double {total}\n}}"


def _run_times_zero(code: Code, x: SlotOperand, rows: int, count: int) -> str:
    """The sum of 0 times each number of a rectangle."""
    type_, zero = code.type(), code.number(0.0)

    def row(i: str, sums: Sequence[str]) -> list[str]:
        def some(j: str, sums: Sequence[str]) -> list[str]:
            if count % code.width:
                j = code.emit(f"call i64 @llvm.umin.i64(i64 {j}, i64 {count - code.width})")
            here = x.lanes(code, (At(i), At(j), ORIGIN), "j", {})
            return [code.own("fmuladd", here, zero, sums[0])]

        return code.loop(count, some, code.width, [(type_, sums[0])])

    (found,) = code.loop(rows, row, 1, [(type_, zero)])
    if code.width == 1:
        return found
    name = f"@llvm.vector.reduce.fadd.v{code.width}f64"
    return code.emit(f"call reassoc double {name}(double 0.0, {type_} {found})")


def _moved(module: CodeModule, width: int, moves: list[tuple[int, int]]) -> str:
    """The new numbers to the old ones' places; first to a copy where one of them is an old one itself."""
    olds = {to for _, to in moves}
    code = Code(module, 1)
    if any(at in olds for at, _ in moves):
        copy = code.emit(f"alloca [{len(moves)} x double], align 64")
        for k, (at, _) in enumerate(moves):
            x = code.emit(f"load double, ptr {address(code, '%v', '', at)}, align 8")
            code.do(f"store double {x}, ptr {address(code, copy, '', k)}, align 8")
        for k, (_, to) in enumerate(moves):
            x = code.emit(f"load double, ptr {address(code, copy, '', k)}, align 8")
            code.do(f"store double {x}, ptr {address(code, '%v', '', to)}, align 8")
        return str(code)
    return copies(module, width, moves)
