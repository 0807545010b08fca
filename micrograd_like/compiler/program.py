"""compile(): a function of Values, traced once and replayed as kernels.

>>> from micrograd_like import Value, compile, where
>>> program = compile(lambda x: where(x > 0, x * x, -x))
>>> program(2.0), program(-3.0), program.value_and_grad(2.0), program.hessian(2.0)
(4.0, 3.0, (4.0, 4.0), 2.0)
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from ..engine import Value
from ..modes import trees
from . import over_examples
from .conditions import frozen
from .optimizing import TrainingStep
from .plan_in_words import explain, names_used
from .random_inputs import Draws, generators, pairs_of, set_states, states
from .shapes import Given, filler, names_of, surroundings
from .tape import Tape
from .tracing import Trace, Traced, captured_leaves, trace
from .versions import Version, check_backend, collector_off


class Program:
    """What compile() gives.  Called like the function it was made of, it gives the same value, as a float.

    A call with arguments of a new shape traces the function anew; a known shape is found again.  So it is
    where the function's own variables from outside are others than before, as with another number there.  A
    Value that the function uses without being handed it, such as a parameter of a model outside, is read at
    each call.

    f: the function.  argnums: which argument to differentiate by, counted from 0, or a tuple of several; a
    function without arguments is differentiated by the Values that it uses.  static: places of arguments that
    are no numbers to compute with, such as a list of class numbers: for each other one there is a trace.
    Text, None, bools and functions are static anyway.
    """

    def __init__(self, f: Callable, argnums: int | tuple[int, ...] = 0, static: Iterable[int] = (),
                 backend: str = "auto", fast_math: bool = False):  # fmt: skip
        if not callable(f):
            raise TypeError(f"compile takes a function, or a Value with inputs=..., but got {f!r}")
        functools.update_wrapper(self, f, updated=())
        self.f, self.argnums, self.static = f, argnums, frozenset(static)
        self.backend, self.fast_math = check_backend(backend, fast_math), fast_math
        self._versions: dict[Any, tuple[Version, Trace]] = {}
        self._last: tuple[Version, Trace] | None = None

    def __call__(self, *args: Any) -> Any:
        """The value: a float, or floats in the shape of what the function gives."""
        version, run, numbers, _ = self._at(args)
        return trees.fill(run.out, version.value(numbers))

    def value_and_grad(self, *args: Any) -> tuple[float, Any]:
        """The value and the gradient, in the shape of the argument (or of the tuple of arguments)."""
        version, run, numbers, given = self._at(args)
        self._one_number(run)
        wrt, fill = self._wrt(given, run)
        value, grads = version.gradient(numbers, wrt)
        return value, fill(grads)

    def grad(self, *args: Any) -> Any:
        """The gradient alone."""
        return self.value_and_grad(*args)[1]

    def backward(self, *args: Any) -> float:
        """The value; the gradient is added to the ``grad`` of all Values that the call depends on.

        As ``f(*args).backward()`` does, for the Values in the arguments and for those used from outside.
        """
        version, run, numbers, given = self._at(args)
        self._one_number(run)
        value, grads = version.gradient(numbers, range(len(given.values) + len(run.captured)))
        for x, g in zip([*given.values, *run.captured], grads, strict=True):
            if isinstance(x, Value):
                x.grad += g
        return value

    def hvp(self, primals: Sequence[Any], tangents: Sequence[Any]) -> tuple[Any, ...]:
        """The Hessian times a vector; both are tuples, with a number for each number in the arguments."""
        version, run, numbers, given = self._at(tuple(primals))
        self._one_number(run)
        direction = [float(v) for v in trees.flatten_like(tuple(primals), tuple(tangents))]
        if len(direction) != len(given.numbers):
            raise ValueError(
                f"{len(given.numbers)} numbers came with {len(direction)} tangents; give one for each number"
            )
        return trees.fill(tuple(primals), version.along(numbers, direction))

    def hessian(self, *args: Any) -> Any:
        """All second derivatives: the shape of the argument, with the shape again for each number."""
        version, run, numbers, given = self._at(args)
        self._one_number(run)
        wrt, fill = self._wrt(given, run)
        rows = version.hessian(numbers, wrt)
        return rows if fill is list else fill([fill(row) for row in rows])

    def map(self, *batches: Any, axes: Any = None) -> list[Any]:
        """The value for each example, in a list.

        batches: for each argument a list or array with an item for each example, or what all examples share.
        axes: which is which, like ``in_axes`` of jax.vmap: 0 or None for each argument; unless said
        otherwise modules, text and functions are shared and nothing else is.
        """
        return over_examples.values(self, batches, axes)

    def map_value_and_grad(self, *batches: Any, axes: Any = None) -> tuple[Any, Any]:
        """The values and the gradients for all examples: two lists, or two arrays where all batches are."""
        return over_examples.values_and_grads(self, batches, axes)

    def mean_value_and_grad(self, *batches: Any, axes: Any = None) -> tuple[float, Any]:
        """The mean of the value over the examples, and its gradient by the argument that they share.

        With ``backend="jax"`` the examples are shared out over all devices that jax has.
        """
        return over_examples.mean_value_and_grad(self, batches, axes)

    def training_step(self, optimizer: Any) -> TrainingStep:
        """Value, gradient and the optimiser's update in one replay; see TrainingStep.

        optimizer: one of ``optim``, or one of your own that derives from ``optim.Optimizer``.
        """
        if isinstance(optimizer, type) or not callable(getattr(optimizer, "update", None)):
            raise TypeError(
                f"training_step takes an optimiser, but got {optimizer!r}; give one such as "
                "optim.SGD(model, lr=0.1)"
            )
        return TrainingStep(self, optimizer)

    def trace(self, *args: Any) -> Tape:
        """The tape for arguments of this shape."""
        return self._at(args, draw=False)[0].tape

    def explain(self, *args: Any) -> str:
        """The plan in words: of the gradient, with names from the model; of these arguments or the last."""
        return explain(*self._ready(args))

    def kernel_of(self, *args: Any) -> list[int | None]:
        """For each step of the tape the number of the kernel that computes it, counted from 0.

        None for inputs and constants, and for steps that became part of a sum.
        """
        _, ready, _ = self._ready(args)
        found = {node: k for k, kernel in enumerate(ready.plan.kernels) for node in kernel.nodes}
        return [found.get(node) for node in ready.built.slots]

    def source(self, language: str = "", *args: Any) -> str:
        """Value and gradient as text: "python", "numpy", "llvm", "c", "javascript" or "stablehlo"."""
        from .export import source

        version, ready, wrt = self._ready(args)
        return source(version, ready, wrt, language)

    def stats(self) -> dict[str, Any]:
        """Numbers about the last call's program: nodes, kernels, products, backend, and why that backend."""
        version, _ = self._last or self._missing()
        made = {str(key): ready for key, ready in version.made.items() if ready is not None}
        plans = {
            key: {"kernels": len(r.plan.kernels), "products": r.plan.products, "backend": r.machine.name,
                  "numbers": r.plan.size} for key, r in made.items()
        }  # fmt: skip
        return {"shapes": len(self._versions), "nodes": len(version.tape.data),
                "operands": sum(map(len, version.tape.operands)), "inputs": version.inputs,
                "plans": plans, "notes": list(version.notes)}  # fmt: skip

    @property
    def captured(self) -> tuple[Value, ...]:
        """The Values that the function uses without being handed them, as the last call met them."""
        _, run = self._last or self._missing()
        return run.captured

    def __repr__(self) -> str:
        fast = ", fast_math=True" if self.fast_math else ""
        return f"Program({getattr(self.f, '__name__', self.f)}, backend={self.backend!r}{fast})"

    def _ready(self, args: tuple) -> tuple[Version, Any, range]:
        """The version for these arguments, or the last one, with its program for value and gradient."""
        if args:
            version, run, _, given = self._at(args, draw=False)
        else:
            version, run = self._last or self._at(args, draw=False)[:2]
            given = run.given  # type: ignore[attr-defined]
        wrt, _ = self._wrt(given, run)
        version.gradient(version.tape.data[: version.inputs], wrt)
        ready = version.made[("gradient", wrt)]
        if ready is None:
            raise ValueError(f"there is no plan: {version.notes[-1]}")
        return version, ready, wrt

    def _at(self, args: tuple, draw: bool = True) -> tuple[Version, Any, list[float], Given]:
        """The version for these arguments, and the numbers to run it with.

        draw: whether random numbers are used up as the function itself would have done.
        """
        given = Given(args, self.static)
        around, things = surroundings(self.f)
        key = (given.shape, around)
        found = self._versions.get(key)
        fresh = found is None
        if found is None:
            found = self._versions[key] = self._traced(given, things, draw)
            found[1].kept = things  # so that no other object gets the id of one of these
        self._last = found
        version, run = found
        numbers = given.numbers + [v.data for v in run.captured]
        if run.draws and run.draws.calls:  # those of a new trace were drawn there
            known = version.tape.data[len(numbers) : version.inputs]
            numbers += known if fresh or not draw else run.draws.anew()
        version.check(numbers)
        return version, run, numbers, given

    def _traced(self, given: Given, things: Sequence = (), draw: bool = True) -> tuple[Version, Any]:
        inputs: list[Value] = [Traced(x, label=name)
                               for x, name in zip(given.numbers, given.names, strict=True)]  # fmt: skip
        put = given.put(inputs)
        outside = ((x, x) for x in things if trees.is_module(x))
        own = ((new, x) for new, x in zip(put, given.args, strict=True) if trees.is_module(x))
        modules, draws = pairs_of((*own, *outside)), Draws()
        rngs = generators(modules, things)
        before = states(rngs)
        with collector_off(), draws.recorded(modules, things):
            run = trace(self.f, inputs, put, trees.results, draws)
        if draws.calls or states(rngs) != before:
            self._look_for_others(draws, rngs, before, draw)
        run.given = given
        known = names_used(self.f)
        extra = {len(inputs) + j: known[id(v)] for j, v in enumerate(run.captured) if id(v) in known}
        run.tape = replace(run.tape, names={**run.tape.names, **extra})
        count = len(inputs) + len(run.captured) + len(draws.leaves)
        return Version(run.tape, count, self.backend, self.fast_math), run

    def _look_for_others(self, draws: Draws, rngs: Sequence, before: Sequence, draw: bool) -> None:
        """Warn of random numbers that are no inputs: those recorded, drawn again, end at another state."""
        after, own = (
            states(rngs),
            len(rngs) + 1,
        )  # NumPy's state stands last, and no draw that is recorded moves it
        by_numpy = len(before) == len(after) and before[own:] != after[own:]
        set_states(rngs, before)
        draws.anew()
        if by_numpy or states(rngs) != after:
            frozen(
                "random numbers were drawn in a way that is not recorded, and each replay repeats them; draw "
                "them by random.random() or another function of random that gives a float"
            )
        set_states(rngs, after if draw else before)

    def _wrt(self, given: Given, run: Any) -> tuple[range, Callable[[list], Any]]:
        """The inputs to differentiate by, and how to give back a number for each of them."""
        if not given.args:
            return range(len(run.captured)), list
        if isinstance(self.argnums, tuple):
            start, end = given.spans[self.argnums[0]][0], given.spans[self.argnums[-1]][1]
            if list(self.argnums) != list(range(self.argnums[0], self.argnums[-1] + 1)):
                raise ValueError(f"argnums={self.argnums} are no neighbours; give them in order, one by one")
            chosen: Any = tuple(given.args[i] for i in self.argnums)
        else:
            if not -len(given.args) <= self.argnums < len(given.args):
                raise ValueError(f"argnums={self.argnums} needs an argument of that place; "
                                 f"the function was called with {len(given.args)}")  # fmt: skip
            (start, end), chosen = given.spans[self.argnums], given.args[self.argnums]
        return range(start, end), filler(chosen)

    def _one_number(self, run: Trace) -> None:
        if len(run.tape.outputs) != 1:
            raise TypeError(f"a gradient is of one number, but {self!r} gives {len(run.tape.outputs)}; "
                            "give their sum, or compile a function of one of them")  # fmt: skip

    def _missing(self) -> NoReturn:
        raise ValueError(
            f"{self!r} has not run yet, so that it has no shapes; call it, or compile with an example"
        )


class GraphProgram(Program):
    """The program of a graph that is there already; its arguments are new numbers for some of its leaves."""

    def __init__(self, out: Value, inputs: Any, backend: str, fast_math: bool):
        self._out, self._inputs = out, tuple(inputs)
        super().__init__(lambda *_: None, 0, (), backend, fast_math)
        self.__name__ = "graph"
        self._at(self._inputs)

    def _traced(self, given: Given, things: Sequence = (), draw: bool = True) -> tuple[Version, Any]:
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
        run = Trace(tape, self._out, tuple(captured), given=leaves)
        return Version(tape, len(leaves.values) + len(captured), self.backend, self.fast_math), run


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


def compile(f: Any = None, *example: Any, inputs: Any = None, argnums: int | tuple[int, ...] = 0,
            static: Iterable[int] = (), backend: str = "auto", fast_math: bool = False) -> Any:  # fmt: skip
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
