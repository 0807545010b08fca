"""compile(): a function of Values, traced once and replayed as kernels.

>>> from micrograd_like import Value, compile, where
>>> program = compile(lambda x: where(x > 0, x * x, -x))
>>> program(2.0), program(-3.0), program.value_and_grad(2.0), program.hessian(2.0)
(4.0, 3.0, (4.0, 4.0), 2.0)
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from ..engine import Value
from ..modes import trees
from . import over_examples
from .calls_in_words import pairs, placed, places_of, static_places
from .choosing import check_backend
from .conditions import frozen
from .known_call import Known
from .optimizing import TrainingStep
from .plan_in_words import explain, names_used
from .random_inputs import DrawnSoFar, Draws, generators, pairs_of
from .shapes import Given
from .surroundings import Surroundings, changed_often
from .tape import Tape
from .tracing import Traced, trace
from .versions import Version, collector_off

OFTEN = 8  # traces for one shape, for other surroundings each, after which the user is told
MOST = 64  # that are kept


class Program:
    """What compile() gives.  Called like the function it was made of, it gives the same value, as a float.

    A call with arguments of a new shape traces the function anew; a known shape is found again.  So it is
    where something that the function uses from outside has changed: a variable, an attribute, an element of a
    list or array of up to 10,000.  What changes often is better an argument: each trace takes time.  A Value
    that the function uses without being handed it, such as a parameter of a model outside, is read at each
    call.

    f: the function.  argnums: which argument to differentiate by, counted from 0, or a tuple of several; a
    function without arguments is differentiated by the Values that it uses.  static: places of arguments that
    are no numbers to compute with, such as a list of class numbers: for each other one there is a trace.
    Text, None, bools and functions are static anyway.
    """

    def __init__(self, f: Callable, argnums: int | tuple[int, ...] = 0, static: int | Iterable[int] = (),
                 backend: str = "auto", fast_math: bool = False):  # fmt: skip
        if not callable(f):
            raise TypeError(f"compile takes a function, or a Value with inputs=..., but got {f!r}")
        functools.update_wrapper(self, f, updated=())
        self.f, self.argnums, self.static = f, places_of(argnums), static_places(static)
        self.backend, self.fast_math = check_backend(backend, fast_math), fast_math
        self._known: dict[Any, list[Known]] = {}  # by the shape of the arguments, the last one used first
        self._last: Known | None = None

    def __call__(self, *args: Any, **named: Any) -> Any:
        """The value: a float, or floats in the shape of what the function gives."""
        known, numbers = self._at(args, named)
        return trees.fill(known.run.out, known.version.value(numbers))

    def value_and_grad(self, *args: Any, **named: Any) -> tuple[float, Any]:
        """The value and the gradient, in the shape of the argument (or of the tuple of arguments)."""
        known, numbers = self._at(args, named)
        wrt, fill = self._wrt(known)
        value, grads = known.version.gradient(numbers, wrt)
        return value, fill(grads)

    def grad(self, *args: Any, **named: Any) -> Any:
        """The gradient alone."""
        return self.value_and_grad(*args, **named)[1]

    def backward(self, *args: Any, **named: Any) -> float:
        """The value; the gradient is added to the ``grad`` of all Values that the call depends on.

        As ``f(*args).backward()`` does, for the Values in the arguments and for those used from outside.
        """
        known, numbers = self._at(args, named)
        self._one_number(known)
        values = known.values(self._placed(args, named))
        value, grads = known.version.gradient(numbers, range(len(values)))
        for x, g in zip(values, grads, strict=True):
            if isinstance(x, Value):
                x.grad += g
        return value

    def hvp(self, primals: Sequence[Any], tangents: Sequence[Any]) -> tuple[Any, ...]:
        """The Hessian times a vector; both are tuples, with a number for each number in the arguments."""
        known = self._last
        if known is None or (given := known.with_tangents(primals, tangents)) is None:
            args, direction = pairs(primals, tangents)
            try:
                known, numbers = self._at(args)
            except TypeError as error:
                if isinstance(primals, tuple):
                    raise
                raise TypeError(f"{error}; hvp takes a tuple of arguments: write (x,) for one") from None
        else:
            numbers, direction = given
        self._one_number(known)
        return known.filled(known.version.along(numbers, direction))

    def hessian(self, *args: Any, **named: Any) -> Any:
        """All second derivatives: the shape of the argument, with the shape again for each number."""
        known, numbers = self._at(args, named)
        wrt, fill = self._wrt(known)
        rows = known.version.hessian(numbers, wrt)
        args = self._placed(args, named)
        if not args:
            return rows
        chosen = (
            tuple(args[k] for k in self.argnums) if isinstance(self.argnums, tuple) else args[self.argnums]
        )
        return trees.fill(chosen, [fill(row) for row in rows])

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
        """Value, gradient and the optimizer's update in one replay; see TrainingStep.

        optimizer: one of ``optim``, or one of your own that derives from ``optim.Optimizer``.
        """
        if isinstance(optimizer, type) or not callable(getattr(optimizer, "update", None)):
            raise TypeError(
                f"training_step takes an optimizer, but got {optimizer!r}; give one such as "
                "optim.SGD(model, lr=0.1)"
            )
        return TrainingStep(self, optimizer)

    def trace(self, *args: Any) -> Tape:
        """The tape for arguments of this shape."""
        return self._at(args, draw=False)[0].version.tape

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
        from .export import check_language, source

        check_language(language)
        return source(*self._ready(args), language)

    def stats(self) -> dict[str, Any]:
        """Numbers about the last call's program: nodes, kernels, products, backend, and why that backend."""
        version = (self._last or self._missing()).version
        made = {str(key): ready for key, ready in version.made.items() if ready is not None}
        plans = {
            key: {"kernels": len(r.plan.kernels), "products": r.plan.products, "backend": r.machine.name,
                  "numbers": r.plan.size} for key, r in made.items()
        }  # fmt: skip
        return {"shapes": sum(map(len, self._known.values())), "nodes": len(version.tape.data),
                "operands": sum(map(len, version.tape.operands)), "inputs": version.inputs,
                "plans": plans, "notes": list(dict.fromkeys(version.notes))}  # fmt: skip

    @property
    def captured(self) -> tuple[Value, ...]:
        """The Values that the function uses without being handed them, as the last call met them."""
        return (self._last or self._missing()).run.captured

    def __repr__(self) -> str:
        fast = ", fast_math=True" if self.fast_math else ""
        return f"Program({getattr(self.f, '__name__', self.f)}, backend={self.backend!r}{fast})"

    def _ready(self, args: tuple) -> tuple[Version, Any, range]:
        """The version for these arguments, or the last one, with its program for value and gradient."""
        if not (args or self._last) and inspect.signature(self.f).parameters:
            self._missing()
        known = self._at(args, draw=False)[0] if args or not self._last else self._last
        version, (wrt, _) = known.version, self._wrt(known)
        version.gradient(version.tape.data[: version.inputs], wrt)
        ready = version.made[("gradient", wrt)]
        if ready is None:
            raise ValueError(f"there is no plan: {version.notes[-1]}")
        return version, ready, wrt

    def _placed(self, args: tuple, named: dict[str, Any] | None) -> tuple:
        """The arguments in their places."""
        return placed(self.f, args, named) if named else args

    def _at(self, args: tuple, named: dict[str, Any] | None = None, draw: bool = True) -> tuple[Known, Any]:
        """What is known for these arguments, and the numbers to run it with.

        draw: whether random numbers are used up as the function itself would have done.
        """
        known, parts, fresh = self._fit(self._placed(args, named), draw)
        numbers = known.numbers(parts, draw and not fresh)
        known.version.check(numbers)
        return known, numbers

    def _fit(self, args: tuple, draw: bool = True) -> tuple[Known, list, bool]:
        """What is known for these arguments, the numbers of each, and whether it was traced just now."""
        if self._last is not None and (parts := self._last.parts(args)) is not None:
            return self._last, parts, False
        given = Given(placed(self.f, args, {}), self.static)
        same_shape = self._known.setdefault(given.shape, [])
        found = next((known for known in same_shape if known.around.same()), None)
        if fresh := found is None:
            found = self._traced(given, draw)
            if len(same_shape) + 1 == OFTEN:
                frozen(changed_often(self.f, OFTEN))
        else:
            same_shape.remove(found)
        same_shape.insert(0, found)
        del same_shape[MOST:]
        self._last = found
        return found, [given.numbers[start:end] for start, end in given.spans], fresh

    def _traced(self, given: Given, draw: bool = True) -> Known:
        """The function, traced on these arguments."""
        inputs: list[Value] = [Traced(x, label=name)
                               for x, name in zip(given.numbers, given.names, strict=True)]  # fmt: skip
        put = given.put(inputs)
        own = [(new, x) for new, x in zip(put, given.args, strict=True) if trees.is_module(x)]
        around = Surroundings(self.f, given.parts)
        outside = [x for x in around.things if trees.is_module(x) and all(x is not arg for arg in given.args)]
        modules = pairs_of([*own, *zip(outside, outside, strict=True)])
        draws, rngs = Draws(), generators(around.things, modules)
        before = DrawnSoFar.of(rngs)
        with collector_off(), draws.recorded(modules, rngs):
            run = trace(self.f, inputs, put, trees.results, draws)
        if draws.calls or DrawnSoFar.of(rngs) != before:
            self._look_for_others(draws, rngs, before, draw)
        known = names_used(self.f)
        extra = {len(inputs) + j: known[id(v)] for j, v in enumerate(run.captured) if id(v) in known}
        run.tape = replace(run.tape, names={**run.tape.names, **extra})
        count = len(inputs) + len(run.captured) + len(draws.leaves)
        version = Version(run.tape, count, self.backend, self.fast_math)
        version.notes += around.unseen
        around.settle()
        return Known(version, run, given, around, self.argnums)

    def _look_for_others(self, draws: Draws, rngs: list, before: DrawnSoFar, draw: bool) -> None:
        """Warn of random numbers that are no inputs: those recorded, drawn again, end at another state."""
        after = DrawnSoFar.of(rngs)
        before.restore(rngs)
        draws.anew()
        if after.others != before.others or DrawnSoFar.of(rngs).recorded != after.recorded:
            frozen(
                "random numbers were drawn in a way that is not recorded, and each replay repeats them; draw "
                "them by random.random() or another function of random that gives a float, or hand them over "
                "as an argument"
            )
        (after if draw else before).restore(rngs)

    def _wrt(self, known: Known) -> tuple[range, Callable[[list], Any]]:
        """The inputs to differentiate by, and how to give back a number for each of them."""
        self._one_number(known)
        return known.gradient

    def _one_number(self, known: Known) -> None:
        if len(known.version.tape.outputs) != 1:
            raise TypeError(
                f"a gradient is of one number, but {self!r} gives {len(known.version.tape.outputs)}; "
                "give their sum, or compile a function of one of them"
            )

    def _missing(self) -> NoReturn:
        raise ValueError(
            f"{self!r} has not run yet, so that it has no shapes; call it, or compile with an example"
        )
