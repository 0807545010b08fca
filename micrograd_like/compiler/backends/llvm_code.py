"""The body of a function in LLVM's language, as it is being written.

The language has one instruction a line, each with a register for its result.  A register holds a double, or
as many as there are lanes.

>>> code = Code(None, 4)
>>> x = code.own("fabs", "%x")
>>> y = code.pure(f"fmul {code.type()} {x}, {code.number(2.0)}")
>>> print(code)
  %r1 = call <4 x double> @llvm.fabs.v4f64(<4 x double> %x)
  %r2 = fmul <4 x double> %r1, splat (double 0x4000000000000000)
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any


def hexadecimal(x: float) -> str:
    """A double as LLVM writes it, by its bits."""
    return f"0x{struct.unpack('>Q', struct.pack('>d', x))[0]:016X}"


class Code:
    """The body of one function: lines, and the label of the block that is being written.

    width: how many lanes a register has; with 1 it is a plain double.
    module: where the functions that it calls are written, see llvm_words.py.
    """

    def __init__(self, module: Any, width: int):
        self.module, self.width = module, width
        self.fast_math = module is not None and module.fast_math
        self.any_order = " reassoc nsz contract" if self.fast_math else ""  # before the terms of a sum
        self.lines: list[str] = []
        self.label, self.made = "entry", 0
        self._known: dict[str, str] = {}

    def type(self, kind: str = "double") -> str:
        """The type of a register whose lanes are of this kind."""
        return kind if self.width == 1 else f"<{self.width} x {kind}>"

    def suffix(self) -> str:
        """How the names of LLVM's own functions end for this type."""
        return "f64" if self.width == 1 else f"v{self.width}f64"

    def do(self, text: str) -> None:
        """An instruction without a result."""
        self.lines.append(f"  {text}")

    def emit(self, text: str) -> str:
        """An instruction, and the register of its result."""
        self.made += 1
        self.do(f"%r{self.made} = {text}")
        return f"%r{self.made}"

    def pure(self, text: str) -> str:
        """An instruction that reads no memory: written once, however often it is asked for."""
        if text not in self._known:
            self._known[text] = self.emit(text)
        return self._known[text]

    def number(self, x: float) -> str:
        """The same number in all lanes."""
        literal = hexadecimal(x)
        return literal if self.width == 1 else f"splat (double {literal})"

    def own(self, f: str, *args: str, flags: str = "") -> str:
        """A function that LLVM has an instruction for, such as sqrt."""
        typed = ", ".join(f"{self.type()} {x}" for x in args)
        return self.pure(f"call{flags} {self.type()} @llvm.{f}.{self.suffix()}({typed})")

    def call(self, f: str, *args: str) -> str:
        """A function of the module."""
        return self._called(self.module.call(f, self.width, len(args)), args)

    def lane_by_lane(self, f: str, *args: str) -> str:
        """C's own function, also where the module has one of vectors."""
        return self._called(self.module.lane_by_lane(f, self.width, len(args)), args)

    def _called(self, name: str, args: Sequence[str]) -> str:
        return self.pure(f"call {self.type()} {name}({', '.join(f'{self.type()} {x}' for x in args)})")

    def select(self, test: str, x: str, y: str) -> str:
        """x in the lanes where the test holds, y in the others."""
        if x == y:
            return x
        return self.pure(f"select {self.type('i1')} {test}, {self.type()} {x}, {self.type()} {y}")

    def opposite(self, test: str) -> str:
        """Where a test does not hold."""
        every = "true" if self.width == 1 else "splat (i1 true)"
        return self.pure(f"xor {self.type('i1')} {test}, {every}")

    def any(self, test: str) -> str:
        """Whether a test holds in one lane at least."""
        if self.width == 1:
            return test
        return self.pure(f"call i1 @llvm.vector.reduce.or.v{self.width}i1(<{self.width} x i1> {test})")

    def when(self, condition: str, body: Callable[[], str]) -> str:
        """What the body gives, computed only if the condition holds; else 0."""
        self.made += 1
        yes, after, before = f"yes{self.made}", f"after{self.made}", self.label
        self.do(f"br i1 {condition}, label %{yes}, label %{after}")
        outer, self._known = self._known, dict(self._known)
        self.start(yes)
        found, last = body(), self.label
        self.do(f"br label %{after}")
        self._known = outer
        self.start(after)
        return self.emit(f"phi {self.type()} [{found}, %{last}], [zeroinitializer, %{before}]")

    def start(self, label: str) -> None:
        """A new block."""
        self.lines.append(f"{label}:")
        self.label = label

    def loop(self, count: int | str, body: Callable, step: int = 1, carried: Sequence[tuple[str, str]] = ()
             ) -> list[str]:  # fmt: skip
        """body(i) for i = 0, step, ... below count, a number or a register; count is above 0.

        carried: type and first value of what each turn hands to the next; then it is body(i, values), which
        gives the new values.  The last ones are given back.
        """
        self.made += 1
        k, before = self.made, self.label
        self.do(f"br label %turn{k}")
        outer, self._known = self._known, {}
        self.start(f"turn{k}")
        at, i = len(self.lines), f"%i{k}"
        values = [f"%c{k}.{j}" for j in range(len(carried))]
        new = body(i, values) if carried else body(i) or []
        following, last = self.emit(f"add nuw nsw i64 {i}, {step}"), self.label
        self.lines[at:at] = [
            f"  {i} = phi i64 [0, %{before}], [{following}, %{last}]",
            *(f"  {x} = phi {type_} [{first}, %{before}], [{y}, %{last}]"
              for x, (type_, first), y in zip(values, carried, new, strict=True)),
        ]  # fmt: skip
        more = self.emit(f"icmp ult i64 {following}, {count}")
        self.do(f"br i1 {more}, label %turn{k}, label %done{k}")
        self._known = outer
        self.start(f"done{k}")
        return list(new)

    def __str__(self) -> str:
        return "\n".join(self.lines)
