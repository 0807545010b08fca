"""The body of the interpreter as it is being written: slots and whole numbers of a tape, and loops.

See interpreter_code.py for what a tape is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .llvm_code import Code
from .llvm_lanes import Lanes

ATTRIBUTES = "attributes #0 = { nounwind }\nattributes #1 = { nounwind }"


class Writer(Code):
    """The body of the interpreter; slots are read and written by number."""

    def slot(self, base: str, at: str) -> str:
        """The address of a slot; with lanes a tape has its place in bytes, which need not be multiplied."""
        return self.emit(f"getelementptr {'i8' if self.lead else 'double'}, ptr {base}, i64 {at}")

    def word(self, at: str, k: int = 0) -> str:
        """The k-th whole number from there."""
        place = self.emit(f"getelementptr i32, ptr {at}, i64 {k}") if k else at
        return self.emit(f"zext i32 {self.emit(f'load i32, ptr {place}')} to i64")

    def read(self, at: str, k: int = 0) -> Lanes:
        """The number in the slot that the k-th whole number from there names."""
        return Lanes(self, self.emit(f"load {self.type()}, ptr {self.slot('%v', self.word(at, k))}"))

    @property
    def lead(self) -> int:
        """How many whole numbers of a step stand before the slots that it reads."""
        return int(self.width > 1)

    def write(self, base: str, at: str, x: Lanes) -> None:
        self.do(f"store {self.type()} {x.text}, ptr {self.slot(base, at)}")

    def result(self, step: str, i: str, x: Lanes) -> None:
        """Write what the i-th step of a run gave."""
        if self.lead:
            self.write("%v", self.word(step), x)
        else:
            self.write("%to", i, x)

    def results(self, step: str, i: str, found: Sequence[Lanes]) -> None:
        """Write what a formula of the i-th step gave; a second result comes behind the first ones of all."""
        self.result(step, i, found[0])
        if found[1:] and self.lead:
            self.write("%v", self.word(step, 1), found[1])
        elif found[1:]:
            self.write("%to", self.emit(f"add i64 {i}, %count"), found[1])

    def gathered(self, places: Sequence[str]) -> Lanes:
        """A number from each address, one for each lane."""
        if self.width == 1:
            return Lanes(self, self.emit(f"load double, ptr {places[0]}"))
        found = "poison"
        for lane, place in enumerate(places):
            x = self.emit(f"load double, ptr {place}")
            found = self.emit(f"insertelement {self.type()} {found}, double {x}, i32 {lane}")
        return Lanes(self, found)

    def scattered(self, x: Lanes, places: Sequence[str]) -> None:
        """The number of each lane to an address of its own."""
        for lane, place in enumerate(places):
            kind = f"extractelement {self.type()} {x.text}, i32 {lane}"
            self.do(f"store double {x.text if self.width == 1 else self.emit(kind)}, ptr {place}")

    def moved(self, at: str, words: int | str) -> str:
        """An address so many whole numbers further on."""
        return self.emit(f"getelementptr i32, ptr {at}, i64 {words}")

    def repeat(self, count: str, carried: Sequence[tuple[str, str]], body: Callable) -> list[str]:
        """body(i, values) for i = 0, 1, ... below count, which may be 0; it gives the new values."""
        self.made += 1
        k, before = self.made, self.label
        self.do(f"br label %head{k}")
        self.start(f"head{k}")
        at, i, values = len(self.lines), f"%i{k}", [f"%c{k}.{j}" for j in range(len(carried))]
        self.do(f"br i1 {self.emit(f'icmp ult i64 {i}, {count}')}, label %body{k}, label %after{k}")
        self.start(f"body{k}")
        outer, self._known = self._known, {}
        new = body(i, values)
        following, last = self.emit(f"add nuw nsw i64 {i}, 1"), self.label
        self.do(f"br label %head{k}")
        self._known = outer
        self.lines[at:at] = [
            f"  {i} = phi i64 [0, %{before}], [{following}, %{last}]",
            *(f"  {x} = phi {kind} [{first}, %{before}], [{y}, %{last}]"
              for x, (kind, first), y in zip(values, carried, new, strict=True)),
        ]  # fmt: skip
        self.start(f"after{k}")
        return values


def added(terms: list[Lanes]) -> Lanes | None:
    """The sum of some numbers; None of none."""
    total = None
    for x in terms:
        total = total + x if total else x
    return total
