"""A fused tape on a small interpreter in machine code: for graphs of any shape, at once.

Nothing is compiled for a graph: the interpreter and the functions of formulas are made when they are first
needed, and kept on the disk (interpreter_code.py).  A batch of examples is run in lanes: each slot is a row
of numbers, one for each example, and an instruction of the processor works on several.

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

import ctypes
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, partial
from typing import Any

import numpy as np

from ...rules.row import cache_of_texts
from ..fused import FusedTape
from . import interpreter_code as words
from . import interpreter_links as links
from .machine_code import Linked, host, linked


class InterpreterMachine:
    """A replay by the interpreter.

    numbers: one array, inputs first.  run: computes everything from the inputs.  text: the tape.
    """

    name = "interpreter"

    def __init__(self, tape: FusedTape):
        self.plan = tape
        self.formulas: dict[tuple[str, int], int] = {}
        self.code = np.array(list(self._encoded(tape.reads, alone=True)), np.int32)
        self.numbers = self._slots(tape.size, 1)
        run, self._given, self._kept = self._bound(self.numbers, self.code, 1, "run")
        self.run: Callable[[], None] = partial(run, self._given.ctypes.data)  # no frame of Python's own

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
        run, slots, given, wanted, _ = self._in_lanes
        slots[: len(inputs)] = np.asarray(inputs)[:, None]
        batch, found = np.ascontiguousarray(batch, float), np.empty((len(batch), len(wanted)))
        shape, places = np.array([*batch.shape, len(wanted)], np.int64), np.array(columns, np.int32)
        run(*given, *(x.ctypes.data for x in (shape, batch, places, wanted, found)))
        return found

    @cached_property
    def _in_lanes(self) -> tuple[Any, ...]:
        """What many() calls; the slots, a row each; what it is given; the slots that are wanted."""
        tape, lanes = self.plan, REGISTERS * host().width
        slot, size = tape.shared_slots()
        words = self._encoded(lambda i: [slot[k] for k in (tape.slot[i], *tape.reads(i))])
        code, slots = np.array(list(words), np.int32), self._slots(size, lanes)
        run, given, kept = self._bound(slots, code, lanes, "many")
        wanted = np.array([slot[k] for k in (*tape.outputs, *tape.copied)], np.int32)
        return run, slots.reshape(-1, lanes), given.tolist(), wanted, kept

    def _slots(self, size: int, lanes: int) -> Any:
        """Memory for the slots, at an address that a register's worth divides; constants are in it."""
        whole = np.zeros(size * lanes + 16)
        start = -(whole.ctypes.data // 8) % 16
        found = whole[start : start + size * lanes]
        rows = found.reshape(-1, lanes)
        for slot, x in self.plan.constants.items():
            rows[slot] = x
        return found

    def _bound(self, slots: Any, code: Any, lanes: int, name: str) -> tuple[Any, Any, Any]:
        """The function of that name, what it is given first, and what must be kept alive meanwhile."""
        core = interpreter(lanes)
        own = [formula(text, reads, lanes, host().width) for text, reads in self.formulas]
        table = np.array([x.address["formula"] for x in own] or [0], np.uint64)
        first = self.plan.runs[0][2] if self.plan.runs else self.plan.gradients
        out = slots.ctypes.data + 8 * lanes * first
        given = np.array([slots.ctypes.data, out, code.ctypes.data, table.ctypes.data], np.uint64)
        brief = name == "run" and len(code) < BRIEF
        function = ctypes.PYFUNCTYPE if brief else ctypes.CFUNCTYPE
        kind = function(None, *[ctypes.c_void_p] * (1 if name == "run" else 9))
        return kind(core.address[name]), given, (core, own, table, slots, code)

    def _encoded(self, step: Callable[[int], list[int]], alone: bool = False) -> Iterator[int]:
        """The tape as whole numbers; step: what each step is written as.

        alone: whether there is one lane: then steps that stand alone have operations of their own, and the
        gradients are copied to their places.
        """
        last = links.NOWHERE  # the slot of the last result, if it is in a register
        for form, batch, out in self.plan.runs:
            if alone and len(batch) == 1:
                slots = step(batch[0])
                op = links.link_for(form, slots, last)
                if op is not None:
                    yield op
                    yield from links.BY_NUMBER[op].reads(slots, last)
                    last = out
                    continue
            last = links.NOWHERE
            yield from self._head(form, len(batch))
            for i in batch:
                yield from step(i)
        if self.plan.wrt and alone:
            yield from self._head(("sum", 0, 1), self.plan.wrt)
            yield from self.plan.copied
        yield words.END

    def _head(self, form: tuple, steps: int) -> tuple[int, ...]:
        """How a run begins."""
        (kind, word, count), n = form, steps << 8
        if kind == "map":
            return words.MAP | n, self.formulas.setdefault((word, count), len(self.formulas)), count
        if kind == "fold":
            return words.FOLDS[word] | n, count
        op = words.SHORT.get((word, count))
        return (words.SUM | n, word, count) if op is None else (op | n,)


BRIEF = 50_000  # whole numbers of a tape up to which a replay keeps the interpreter lock: it takes 0.1 ms
REGISTERS = 4  # of a processor, for the lanes of one slot: the work of each step is then worth its reading
ATTRIBUTES = "attributes #0 = { nounwind }\nattributes #1 = { nounwind }"


@cache
def interpreter(lanes: int) -> Linked:
    """The interpreter with so many numbers to a slot."""
    module, text = words.interpreter(lanes, links.BY_NUMBER if lanes == 1 else {})
    entry = words.once(lanes) if lanes == 1 else words.over_examples(lanes)
    whole = "\n".join([str(module), text, entry, ATTRIBUTES])
    return linked(whole, ["run" if lanes == 1 else "many"], module.outside)


@cache_of_texts
def formula(text: str, reads: int, lanes: int, vector: int) -> Linked:
    """The function of a formula; vector: how many numbers it computes at once where a slot has one lane."""
    module, own = words.formula_function(text, reads, lanes, vector)
    return linked("\n".join([str(module), own, ATTRIBUTES]), ["formula"], module.outside)
