"""A fused tape on a small interpreter in machine code: for graphs of any shape, at once.

Nothing is compiled for a graph: the interpreter and the functions of formulas are made when they are first
needed, and kept on the disk (interpreter_code.py).  So is the function of a phrase: steps in a row that come
again and again, a thousand in all, as in a long loop.  A batch of examples is run in lanes: each slot is a
row of numbers, one for each example, and an instruction of the processor works on several.

>>> from ..shared_graph import Graph
>>> g = Graph()
>>> x, y = g.leaf(0), g.leaf(1)
>>> machine = InterpreterMachine(FusedTape(g, [x, y], [g.sum([(x, y), (g.map("exp(a)", (x,)), -1)])]))
>>> machine.numbers[:2] = 0.0, 5.0
>>> machine.run()
>>> machine.numbers[machine.plan.outputs].tolist()
[1.0]
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np

from ...rules.row import cache_of_texts
from ..fused import FusedTape
from . import interpreter_code as words
from . import interpreter_links as links
from .examples_code import called, over_examples
from .interpreter_entries import own_entry
from .interpreter_formulas import formula_function, phrase_function
from .interpreter_writer import ATTRIBUTES
from .machine_code import Linked, host, linked


class InterpreterMachine:
    """A replay by the interpreter.

    numbers: one array, inputs first.  run: computes everything from the inputs.  text: the tape.
    """

    name = "interpreter"

    def __init__(self, tape: FusedTape):
        self.plan = tape
        self.formulas: dict[tuple[str, int], int] = {}
        self.phrases: dict[bytes, int] = {}  # their numbers go on where those of the formulas stand
        self.code = self._encoded(tape.reads, alone=True)
        self.numbers = self._slots(tape.size, 1)
        core, table, keeps = self._made(1)
        out = self.numbers.ctypes.data + 8 * self._first
        given = core.address["interpret"], self.numbers.ctypes.data, out, self.code.ctypes.data, table
        kept, brief = (keeps, self.numbers, self.code), len(self.code) < BRIEF
        self.run: Callable[[], None] = own_entry(given, kept, brief)

    @property
    def _first(self) -> int:
        """The slot of the first result."""
        return self.plan.runs[0][2] if self.plan.runs else self.plan.gradients

    @property
    def text(self) -> str:
        return str(self.plan)

    @property
    def bytes(self) -> int:
        """How much memory a replay reads and writes."""
        return self.numbers.nbytes + self.code.nbytes

    def many(self, inputs: Any, columns: Sequence[int], batch: Any) -> Any:
        """A row of outputs and gradients for each example.

        inputs: the numbers that all examples have.  columns: the inputs that each has of its own, which are
        the columns of batch.
        """
        many, slots, given, wanted, _ = self._in_lanes
        slots[: len(inputs)] = np.asarray(inputs)[:, None]
        return called(many, given, [slots.strides[0] * k for k in columns], batch, wanted)

    @cached_property
    def _in_lanes(self) -> tuple[int, Any, tuple, list[int], Any]:
        """Address of many(); the slots, a row each; what it is given; the slots that are wanted, in bytes."""
        tape, lanes = self.plan, REGISTERS * host().width
        places, size = tape.shared_slots()
        slot = [8 * lanes * k for k in places]
        code = self._encoded(lambda i: [slot[k] for k in (*tape.writes(i), *tape.reads(i))])
        slots = self._slots(size, lanes)
        core, table, keeps = self._made(lanes)
        given = slots.ctypes.data, code.ctypes.data, table
        wanted = [slot[k] for k in (*tape.outputs, *tape.copied)]
        return core.address["many"], slots.reshape(-1, lanes), given, wanted, (keeps, code)

    def _slots(self, size: int, lanes: int) -> Any:
        """Memory for the slots, at an address that a register's worth divides; constants are in it."""
        whole = np.zeros(size * lanes + 16)
        start = -(whole.ctypes.data // 8) % 16
        found = whole[start : start + size * lanes]
        rows = found.reshape(-1, lanes)
        for slot, x in self.plan.constants.items():
            rows[slot] = x
        return found

    def _made(self, lanes: int) -> tuple[Linked, int, Any]:
        """The interpreter, the address of its table of formulas, and what must be kept alive meanwhile."""
        core = interpreter(lanes)
        called = {key: k for key, k in self.formulas.items() if lanes == 1 or key[0] not in links.NUMBERS}
        own = {k: formula(*key, lanes, host().width) for key, k in called.items()}
        own |= {k: phrase(steps) for steps, k in self.phrases.items()} if lanes == 1 else {}
        table = np.zeros(max(own, default=0) + 1, np.uint64)
        for k, code in own.items():
            table[k] = code.address["function"]
        return core, table.ctypes.data, (core, own, table)

    def _encoded(self, step: Callable[[int], list[int]], alone: bool = False) -> Any:
        """The tape as whole numbers; step: what each step is written as.

        alone: whether there is one lane: then steps that stand alone have operations of their own, and the
        gradients are copied to their places.
        """
        code: list[int] = []
        chain: list[list[int]] = []  # the steps that stand alone since the last run
        last = links.NOWHERE  # the slot of the last result, if it is in a register
        for form, batch, out in self.plan.runs:
            if alone and len(batch) == 1 and (ways := links.WAYS.get(form)):
                slots = step(batch[0])
                op, places = ways[slots.index(last) if last in slots else links.NOWHERE]
                chain.append([op, *map(slots.__getitem__, places)])
                last = out
                continue
            last = links.NOWHERE
            self._chained(code, chain)
            first = step(batch[0])
            code += self._head(form, len(batch), len(first), alone)
            code += first
            for i in batch[1:]:
                code += step(i)
        self._chained(code, chain)
        if self.plan.wrt and alone:
            code += self._head(("sum", 0, 1), self.plan.wrt, 1, alone)
            code += self.plan.copied
        code.append(words.END)
        return np.array(code, np.uint32)

    def _chained(self, code: list[int], chain: list[list[int]]) -> None:
        """Put steps that stand alone, one after the other, behind the code; what comes again is a phrase."""
        at, flat = 0, itertools.chain.from_iterable
        for start, length, count in repeated([step[0] for step in chain]) if len(chain) >= LONG else ():
            code.extend(flat(chain[at:start]))
            at = start + length * count
            said = bytes(step[0] for step in chain[start : start + length])
            number = self.phrases.setdefault(said, len(self.formulas) + len(self.phrases))
            steps = [step[1:] for step in chain[start:at]]
            code += (words.PHRASE | count << 8, number, sum(map(len, steps[:length])), length)
            code.extend(flat(steps))
        code.extend(flat(chain[at:]))
        chain.clear()

    def _head(self, form: tuple, steps: int, width: int, alone: bool) -> tuple[int, ...]:
        """How a run begins; width: how many whole numbers a step of it is."""
        (kind, word, count), n = form, steps << 8
        if kind == "map" and not alone and word in links.NUMBERS:
            return (links.NUMBERS[word] | n,)
        if kind in ("map", "pair"):
            function = self.formulas.setdefault((word, count), len(self.formulas) + len(self.phrases))
            return (words.MAP if kind == "map" else words.PAIR) | n, function, width
        if kind == "fold":
            return words.FOLDS[word] | n, count
        op = words.SHORT.get((word, count))
        return (words.SUM | n, word, count) if op is None else (op | n,)


BRIEF = 50_000  # whole numbers of a tape up to which a replay keeps the interpreter lock: it takes 0.1 ms
LONG = 1000  # steps that a phrase must do to be worth a function of its own, which takes 10 ms to make
LONGEST = 24  # operations of a phrase
# Registers of a processor for the lanes of one slot: the work of each step is then worth its reading.  With 2
# the slots of 10,000 operations would stay in the second cache, but measured that is no quicker.
REGISTERS = 4


def repeated(operations: Sequence[int]) -> list[tuple[int, int, int]]:
    """Where the same operations come again and again: the first one, how many there are, and how often.

    >>> repeated([7, 8, 9] + [1, 2] * 600 + [7])
    [(3, 2, 600)]
    """
    found: list[tuple[int, int, int]] = []
    said = np.array(operations, np.uint8)
    taken = np.zeros(len(said), bool)
    for length in range(1, min(LONGEST, len(said)) + 1):
        alike = np.zeros(len(said) - length + 2, bool)
        alike[1:-1] = said[length:] == said[:-length]
        edges = np.flatnonzero(alike[1:] != alike[:-1]).reshape(-1, 2)
        for start, end in edges[edges[:, 1] - edges[:, 0] >= LONG - length].tolist():
            count = (end - start) // length + 1
            whole = slice(start, start + length * count)
            if length * count >= LONG and not taken[whole].any():
                taken[whole] = True
                found.append((start, length, count))
    return sorted(found)


@cache
def interpreter(lanes: int) -> Linked:
    """The interpreter with so many numbers to a slot."""
    alone, short = (links.BY_NUMBER, {}) if lanes == 1 else ({}, links.SHORT)
    module, text = words.interpreter(lanes, alone, short)
    name, parts = "interpret", [str(module), text]
    if lanes > 1:
        replay = "@interpret(ptr %v, ptr null, ptr %code, ptr %formulas)"
        name, parts = "many", [*parts, over_examples(lanes, ("%code", "%formulas"), replay)]
    return linked("\n".join([*parts, ATTRIBUTES]), [name], module.outside)


@cache_of_texts
def formula(text: str, reads: int, lanes: int, vector: int) -> Linked:
    """The function of a formula; vector: how many numbers it computes at once where a slot has one lane."""
    module, own = formula_function(text, reads, lanes, vector)
    return linked("\n".join([str(module), own, ATTRIBUTES]), ["function"], module.outside)


@cache
def phrase(steps: bytes) -> Linked:
    """The function of a phrase: the numbers of its links."""
    module, own = phrase_function([links.BY_NUMBER[op] for op in steps])
    return linked("\n".join([str(module), own, ATTRIBUTES]), ["function"], module.outside)
