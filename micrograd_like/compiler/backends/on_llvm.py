"""The plan as machine code: a function for each group of kernels, over vectors as wide as the processor's.

>>> from ..shared_graph import Graph
>>> from ..plan import planned
>>> g = Graph()
>>> x = [g.leaf(k) for k in range(3)]
>>> machine = LLVMMachine(planned(g, x, [g.sum([(x[0], x[1]), (g.map("tanh(a)", (x[2],)), -1)])]))
>>> machine.numbers[:3] = 2.0, 3.0, 0.0
>>> machine.run()
>>> float(machine.numbers[16])
6.0
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from ..plan import Plan
from .examples_code import called, over_examples
from .fusion import groups
from .llvm_code import Code
from .llvm_kernels import GroupWriter
from .llvm_operands import At, SlotOperand, store, turns
from .llvm_words import CodeModule
from .machine_code import Linked, Target, host, linked

ATTRIBUTES = """attributes #0 = { nounwind "no-trapping-math"="true" }
attributes #1 = { nounwind willreturn memory(none) }
attributes #2 = { noinline nounwind "no-trapping-math"="true" "prefer-vector-width"="512" }
"""


class LLVMMachine:
    """A replay in machine code.  numbers: one array, inputs first.  text: what was compiled.

    target: what it is compiled for; this processor unless it is given.  fast_math: see CodeModule.
    """

    name = "llvm"

    def __init__(self, plan: Plan, target: Target | None = None, fast_math: bool = False):
        self.plan, self.target = plan, target or host()
        self.text, self.module, size = written(plan, self.target.width, fast_math)
        self.numbers = aligned(size)
        for slot, x in plan.constants.items():
            self.numbers[slot] = x
        self.code: Linked = linked(self.text, self.exports(), self.module.outside, self.target)
        kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
        self._replay, self._at = kind(self.code.address["replay"]), self.numbers.ctypes.data

    def exports(self) -> list[str]:
        """The functions that are called from outside."""
        return ["replay"]

    def run(self) -> None:
        """Compute everything from the inputs."""
        self._replay(self._at)

    def many(self, inputs: Any, columns: Sequence[int], batch: Any) -> Any:
        """A row of outputs and gradients for each example, one replay after the other.

        inputs: the numbers that all examples have.  columns: the inputs that each has of its own, which are
        the columns of batch.
        """
        plan = self.plan
        self.numbers[: len(inputs)] = inputs
        wanted = [*plan.outputs, *range(plan.gradients, plan.gradients + plan.wrt)]
        given = self._at, self.code.address["replay"]
        return called(_one_by_one().address["many"], given, columns, batch, wanted)


@cache
def _one_by_one() -> Linked:
    """The loop over examples, for all programs."""
    return linked("\n".join([over_examples(1, ("%replay",), "%replay(ptr %v)"), ATTRIBUTES]), ["many"])


def aligned(size: int) -> Any:
    """An array of zeros that begins where a line of the cache does."""
    whole = np.zeros(size + 16)
    skip = -whole.ctypes.data % 64 // 8
    return whole[skip : skip + size]


def written(plan: Plan, width: int, fast_math: bool = False) -> tuple[str, CodeModule, int]:
    """The text, the module that it was written with, and how many numbers it needs."""
    module, names, used = CodeModule(fast_math), [], 0
    functions = []
    for group in groups(plan.kernels, plan.size):
        writer = GroupWriter(module, group, width, plan)
        functions.append(function(f"kernels{len(names)}", writer.written()))
        names.append(f"kernels{len(names)}")
        used = max(used, writer.used)
    if plan.moves:
        functions.append(function("moves", copies(module, width, plan.moves)))
        names.append("moves")
    calls = "\n".join(f"  call void @{name}(ptr %v)" for name in names)
    replay = f"define void @replay(ptr %v) #2 {{\nentry:\n{calls}\n  ret void\n}}"
    text = "\n".join([str(module), *functions, replay, ATTRIBUTES])
    return text, module, -(-plan.size // 8) * 8 + used


def function(name: str, body: str) -> str:
    return f"define internal void @{name}(ptr noalias %v) #2 {{\nentry:\n{body}\n  ret void\n}}"


class Copy(NamedTuple):
    """Rectangles of slots that are copied: rows x count, evenly spaced at both ends."""

    at: int
    to: int
    count: int
    rows: int = 1
    step_at: int = 0
    step_to: int = 0


def copies(module: CodeModule, width: int, moves: Sequence[tuple[int, int]]) -> str:
    """Slots copied to others: rows of neighbours by registers, single ones by a table."""
    code, single = Code(module, width), []
    for copy in rectangles(moves):
        if copy.count * copy.rows < 4:
            single += [(copy.at + r * copy.step_at + k, copy.to + r * copy.step_to + k)
                       for r in range(copy.rows) for k in range(copy.count)]  # fmt: skip
            continue
        code.width = min(width, copy.count)
        x = SlotOperand(copy.at, (copy.step_at, 1, 0))

        def row(i: At, j: At, x: SlotOperand = x, copy: Copy = copy) -> None:
            store(code, x.lanes(code, (i, j, At()), "j", {}), copy.to, (copy.step_to, 1), (i, j))

        turns(code, copy.rows, 1, lambda i, copy=copy, row=row: turns(
            code, copy.count, code.width, lambda j: row(i, j)))  # fmt: skip
    if single:
        code.width = 1
        one = [
            SlotOperand.of([(slot,) for slot in row], "j", (1, len(single)))
            for row in zip(*single, strict=True)
        ]

        def move(j: At) -> None:
            place = (At(), j, At())
            x = one[0].lanes(code, place, "j", {})
            code.do(f"store double {x}, ptr {one[1].address(code, place)}, align 8")

        turns(code, len(single), 1, move)
    return str(code)


def rectangles(moves: Sequence[tuple[int, int]]) -> list[Copy]:
    """Moves of neighbours to neighbours as one, and rows of them that are evenly spaced as one."""
    rows: list[Copy] = []
    for at, to in sorted(moves, key=lambda move: move[1]):
        if rows and (at, to) == (rows[-1].at + rows[-1].count, rows[-1].to + rows[-1].count):
            rows[-1] = rows[-1]._replace(count=rows[-1].count + 1)
        else:
            rows.append(Copy(at, to, 1))
    found: list[Copy] = []
    for row in sorted(rows, key=lambda row: (row.count, row.to)):
        last = found[-1] if found else row._replace(count=0)
        if last.count == row.count:
            steps = (
                row.at - last.at - (last.rows - 1) * last.step_at,
                row.to - last.to - (last.rows - 1) * last.step_to,
            )
            if last.rows == 1 or steps == last[4:]:
                found[-1] = Copy(last.at, last.to, row.count, last.rows + 1, *steps)
                continue
        found.append(row)
    return found
