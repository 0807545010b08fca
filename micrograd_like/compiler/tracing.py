"""From a function and an example to a tape: the function runs once, on Values that watch what it does.

The inputs are Traced Values.  What is computed is recorded in the order of creation, so that the weights of a
layer, say, are met as they were written.  A Value from outside that the function uses, such as a model's
parameter, is an input too: a replay reads its number anew.

>>> from micrograd_like import Value, where
>>> tape = trace(lambda x: where(x > 0, x * x, -x), [Traced(2.0, label="x")]).tape
>>> print(tape)
x = 2.0
v1 = 0.0
v2 = less(v1, x)
v3 = mul(x, x)
v4 = neg(x)
v5 = choose(v2, v3, v4)
>>> tape.forward({0: -3.0})[-1]
3.0
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .. import operations
from ..engine import Value, operate, topological_order
from ..modes import trees
from ..modes.chain_rule import keeping
from ..modes.nesting import depth, number_under
from ..native import core
from ..recording import Recorder, tell
from ..recording import _blocks as _open
from ..rules import BUILT_IN, table
from ..rules.methods import OPERATORS
from .conditions import HOME, Condition, frozen
from .tape import NoFormulaError, Tape

open_blocks = _open.get
number_of = Value.data.__get__  # type: ignore[attr-defined]  without the look at who asks
set_number = Value.data.__set__  # type: ignore[attr-defined]


class Traced(Value):
    """A Value whose comparisons are recorded, and which says when its number leaves the graph."""

    __slots__ = ()

    @staticmethod
    def operate(rule: Any, operands: Sequence, params: tuple = ()) -> Any:
        """One operation; ``where`` with a Condition is ``choose``, with the condition as an operand."""
        if params and isinstance(params[0], Condition) and rule is table.where:
            return operate(table.choose, [params[0].node, *operands])
        if params or rule.each or rule.constant or rule.params:
            return operate(rule, operands, params)
        node = _quickly(rule, operands)
        return operate(rule, operands) if node is None else node

    @property
    def data(self) -> float:  # type: ignore[override]
        """The number.  Whoever reads it outside this package computes with what it was in the trace."""
        if not sys._getframe(1).f_code.co_filename.startswith(HOME):
            frozen("the .data of a traced number was read; use the Value itself where it should change")
        return number_of(self)

    @data.setter
    def data(self, number: float) -> None:
        set_number(self, number)

    def __lt__(self, other: Any) -> Any:
        return _compared(table.less, self, other)

    def __le__(self, other: Any) -> Any:
        return _compared(table.less_equal, self, other)

    def __gt__(self, other: Any) -> Any:
        return _compared(table.less, other, self)

    def __ge__(self, other: Any) -> Any:
        return _compared(table.less_equal, other, self)

    def __int__(self) -> int:
        frozen("int() took the number out of a traced Value; write pick(xs, k), or make it static")
        return int(number_of(self))

    def __index__(self) -> int:
        raise TypeError("xs[k] with a traced k would freeze k; write pick(xs, k), or say static=...")

    def __float__(self) -> float:
        frozen("float() took the number out of a traced Value; use the Value itself where it should change")
        return number_of(self)


def _quickly(row: Any, operands: Sequence) -> Traced | None:
    """What the engine's operate does, for a row of plain numbers and Values; None for anything else."""
    flat = operands
    if row.lists:
        flat = list(chain.from_iterable([x if type(x) is list else (x,) for x in operands]))
    kinds = set(map(type, flat))
    if not kinds <= KNOWN:
        return None
    parents = tuple(flat if kinds <= VALUES else [x if type(x) in VALUES else Value(x) for x in flat])
    numbers = list(map(number_of, parents))
    z, partials = row.linearize(*(row.split(numbers) if row.lists else numbers))
    return _node(z, parents, partials, row)


def _node(z: float, parents: tuple, partials: tuple, row: Any) -> Traced:
    """A node, of which the recording is told."""
    node = operations.new(Traced)
    set_number(node, z)
    if core is None:
        node.grad, node.label = 0.0, ""
    node.parents, node.partials, node.rule = parents, partials, row
    blocks = open_blocks()
    if len(blocks) == 1 and type(blocks[0].recorder) is Recording:
        blocks[0].recorder.nodes.append(node)
        return node
    return tell(node)


def _operator(row: Any, name: str, reflected: bool) -> Callable:
    """The method of Traced of that name, for a row of two numbers: one call in the place of four."""
    linearize, slowly = row.linearize, getattr(Value, name)

    def operator(self: Traced, other: Any) -> Any:
        kind = type(other)
        if kind not in VALUES:
            if kind is not float and kind is not int:
                return slowly(self, other)
            other = Value(other)
        pair = (other, self) if reflected else (self, other)
        z, partials = linearize(number_of(pair[0]), number_of(pair[1]))
        return _node(z, pair, partials, row)

    return operator


def _function(row: Any) -> Callable:
    """The method of Traced for a row of one number."""
    linearize = row.linearize

    def function(self: Traced) -> Traced:
        z, partials = linearize(number_of(self))
        return _node(z, (self,), partials, row)

    return function


def _compared(row: Any, x: Any, y: Any) -> Condition:
    return Condition(operate(row, (number_under(x), number_under(y))))


class Recording(Recorder):
    """Every node that is made, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[Value] = []

    def made(self, new: Any) -> None:
        self.nodes.append(new)


VALUES = {Traced, Value}
KNOWN = VALUES | {float, int}
for _row in (table.add, table.sub, table.mul):
    for _name, _reflected in zip(OPERATORS[_row.name], (False, True), strict=True):
        setattr(Traced, _name, _operator(_row, _name, _reflected))
for _row in BUILT_IN.values():
    if len(_row.order) == 1 and not (_row.lists or _row.internal or _row.constant):
        setattr(Traced, OPERATORS.get(_row.name, (_row.name,))[0], _function(_row))


@dataclass
class Trace:
    """What one run left.  tape: inputs first, then the captured.  out: what the function gave.

    captured: Values from outside that it used, in the order of their slots.  draws: the random numbers, whose
    slots come next.  given: the arguments.  kept: what must stay alive as long as this.
    """

    tape: Tape
    out: Any
    captured: tuple[Value, ...]
    draws: Any = None
    given: Any = None
    kept: Any = None


def trace(f: Callable, inputs: Sequence[Value], given: Sequence | None = None,
          results: Callable[[Any], list] | None = None, draws: Any = None) -> Trace:  # fmt: skip
    """Run f once on the inputs, or on what is given, which is built of them.

    results: the numbers in what f gave; unless said otherwise it gave one.  draws: records random numbers.
    """
    with Recording() as recording, _derivatives_as_graphs():
        out = trees.call(f, *(inputs if given is None else given))
    outs = [y if isinstance(y, Value) else Value(y) for y in (results(out) if results else [out])]
    drawn = draws.leaves if draws else []
    captured = captured_leaves(recording.nodes, {*inputs, *drawn})
    first = [*inputs, *captured, *drawn]
    return Trace(Tape.in_order(first, recording.nodes, outs), out, tuple(captured), draws)


@contextmanager
def _derivatives_as_graphs() -> Iterator[None]:
    """Derivatives taken inside a traced function are graphs, which keep every where()."""
    kept, deeper = keeping.set(True), depth.set(depth.get() + 1)
    try:
        yield
    finally:
        keeping.reset(kept)
        depth.reset(deeper)


def captured_leaves(nodes: Sequence[Value], known: set[Value]) -> list[Value]:
    """The operands that were there before the run, in the order in which they are met.

    A constant of the function, such as the 2 in ``2 * x``, is held by nothing but the node it went into;
    somebody else holds a Value from outside.  So references are counted.
    """
    made = set(nodes)
    uses = Counter([p for node in nodes for p in node.parents if p not in made])
    candidates = [p for p in uses if p not in known]
    held = _references([*candidates, object()])
    ours = (
        held.pop()
    )  # a new object has none but those of the counting itself; `candidates` and `uses` are two
    found = [p for p, n in zip(candidates, held, strict=True) if p.parents or n > ours + 2 + uses[p]]
    traced = made | known
    for node in topological_order(*(p for p in found if p.parents)):
        if node not in traced and not traced.isdisjoint(node.parents):
            if not hasattr(node.rule, "linearize"):
                raise NoFormulaError(
                    f"{node!r} was made by hand from what is traced, and has no formula to compute it anew "
                    "with other numbers; write the operation with rule(), or with custom()"
                )
            traced.add(node)  # a step that nobody was told of: a derivative is taken inside
    return [p for p in found if p not in traced]


def _references(things: list) -> list[int]:
    return [sys.getrefcount(things[i]) for i in range(len(things))]
