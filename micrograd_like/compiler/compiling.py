"""compile(): a function, or a graph that is there already, as a program.

>>> from micrograd_like import Value, compile
>>> x, y = Value(2.0), Value(3.0)
>>> program = compile(x * y + x, inputs=[x, y])
>>> program(2.0, 5.0), program.grad(2.0, 5.0)  # by the first input
(12.0, 6.0)
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from ..engine import Value
from .known_call import Known
from .program import Program
from .shapes import Given, names_of
from .surroundings import Surroundings
from .tape import Tape
from .tracing import Trace, captured_leaves
from .versions import Version


def compile(f: Any = None, *example: Any, inputs: Any = None, argnums: int | tuple[int, ...] = 0,
            static: int | Iterable[int] = (), backend: str = "auto", fast_math: bool = False
            ) -> Any:  # fmt: skip
    """A Program: f traced once, simplified, re-rolled into matrix products and formulas, and replayed.

    f: a function of numbers, lists, dicts, NumPy arrays and modules of them; with an example of its arguments
    it is traced at once, without one at the first call.  Or a Value, whose graph is compiled: then inputs are
    those of its leaves whose numbers may change.  Without f, a decorator.
    argnums, static: see Program.  backend: "python" needs nothing, "numpy" NumPy; "llvm" makes machine code
    and needs the extra ``jit``, as "interpreter" does, which compiles nothing and suits irregular graphs.
    "auto" takes NumPy where it is installed and kernels are large enough for arrays to pay, the interpreter
    for a big irregular graph, and goes on in machine code when the replays so far have taken as long as
    making it will.  "jax" computes with jax, on whatever devices that has.
    fast_math: for "llvm": sums may be added in any order; exp, log, tanh and what is made of them are right
    to 2,048 units in the last place (4.5e-13) instead of 4, and where they would be subnormal they are 0.

    While tracing, a TraceWarning names the line that freezes something: a branch taken by a comparison, a
    ``.data`` that is read, ``float(v)``.  The first replay is compared with the engine's numbers; a
    difference raises CompiledDiffersError.

    >>> program = compile(lambda v: v[0] ** 2 * v[1], [3.0, 2.0])
    >>> program([3.0, 2.0]), program.grad([1.0, 1.0]), program.hessian([3.0, 2.0])
    (18.0, [2.0, 1.0], [[4.0, 6.0], [6.0, 0.0]])
    """
    if f is None:
        return functools.partial(compile, inputs=inputs, argnums=argnums, static=static, backend=backend,
                                 fast_math=fast_math)  # fmt: skip
    if isinstance(f, Value):
        if example or inputs is None:
            raise TypeError(
                "to compile a graph, give its leaves that may change: compile(loss, inputs=[x, y])"
            )
        return GraphProgram(f, inputs, backend, fast_math)
    if inputs is not None:
        raise TypeError("inputs= belongs to a graph; to a function give an example: compile(f, x, y)")
    program = Program(f, argnums, static, backend, fast_math)
    if example:
        program(*example)
    return program


class GraphProgram(Program):
    """The program of a graph that is there already; its arguments are new numbers for some of its leaves."""

    def __init__(self, out: Value, inputs: Any, backend: str, fast_math: bool):
        if isinstance(inputs, Value):
            raise TypeError(
                f"inputs is a list of Values of the graph, but got one alone: {inputs!r}; write [x]"
            )
        self._out, self._inputs = out, tuple(inputs)
        super().__init__(lambda *_: None, 0, (), backend, fast_math)
        self.__name__ = "graph"
        self._at(self._inputs)

    def _traced(self, given: Given, draw: bool = True) -> Known:
        leaves = Given(self._inputs, self.static)
        if given.shape != leaves.shape:
            raise ValueError(
                f"the graph takes numbers in the shape of its inputs, {leaves.shape}, but got {given.shape}; "
                "compile the function that made it to use other shapes"
            )
        if strangers := [x for x in leaves.values if not isinstance(x, Value)]:
            raise TypeError(f"inputs are Values of the graph, but got {strangers[0]!r}")
        nodes = [v for v in in_order(self._out, set(leaves.values)) if v.parents]
        captured = captured_leaves(nodes, set(leaves.values))
        for x, name in zip(leaves.values, names_of(self._inputs, "x"), strict=True):
            x.label = x.label or name
        tape = Tape.in_order([*leaves.values, *captured], nodes, [self._out])
        run = Trace(tape, self._out, tuple(captured))
        version = Version(tape, len(leaves.values) + len(captured), self.backend, self.fast_math)
        return Known(version, run, given, Surroundings(self.f), self.argnums)


def in_order(root: Value, stops: set[Value]) -> list[Value]:
    """What the root depends on, parents first to last: close to the order of creation."""
    order: list[Value] = []
    seen: set[Value] = set()
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            order.append(stack.pop())
        elif node not in seen:
            seen.add(node)
            stack += (node, None)
            if node not in stops:
                stack += reversed(node.parents)
    return order
