"""Reverse mode: one sweep from the output back to all inputs; the gradient may itself be a graph, to differentiate again.

``grad(f)`` is a function like f.  Numbers in, numbers out: plain numbers give plain numbers, read from the partials that the
nodes recorded.  Where somebody may differentiate once more (the arguments are Values, or another derivative is being taken
around this one), the partials are evaluated on Values by the same rows of the table, and the gradient is a graph.

>>> f = lambda x, y: x**2 * y
>>> grad(f)(3.0, 2.0), grad(f, (0, 1))(3.0, 2.0)
(12.0, (12.0, 9.0))
>>> grad(grad(lambda x: x**3))(2.0)
12.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from ..engine import Value, topological_order
from ..record import modes, no_grad
from ..rules import table
from . import trees
from .forward import Dual, choose, dual, jvp, times

depth: ContextVar[int] = ContextVar("depth", default=0)  # how many reverse derivatives are being taken around this one


def grad(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives f's gradient, in the shape of the argument.

    f: gives one number.  argnums: which argument to differentiate by, or a tuple of several.  An argument is a number, or
    lists, tuples and dicts of numbers, or a module (its gradient is a dict by parameter name; f must use the module that it
    is handed).  Raises ValueError if f gives several numbers.

    >>> grad(lambda p: p["w"][0] * p["w"][1] + p["b"])({"w": [2.0, 3.0], "b": 1.0})
    {'w': [3.0, 2.0], 'b': 1.0}
    """
    both = value_and_grad(f, argnums)
    return wraps(f, updated=())(lambda *args, **named: both(*args, **named)[1])


def value_and_grad(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives f's value and its gradient from one run.

    >>> value_and_grad(lambda x: x.tanh())(0.0)
    (0.0, 1.0)
    """

    @wraps(f, updated=())
    def both(*args: Any, **named: Any) -> tuple[Any, Any]:
        run = Run(f, args, argnums, named)
        if isinstance(run.out, (list, tuple, dict)):
            raise ValueError(f"grad needs a function that gives one number, but got {_shown(run.out)}; use jacrev, or vjp")
        return run.value(), run.back([1.0])

    return both


def vjp(f: Callable, *args: Any) -> tuple[Any, Callable[[Any], tuple]]:
    """f(*args) and its pullback: a function from weights on the outputs to the gradient of the weighted sum, one sweep each.

    The pullback takes one number for each output, in the same shape (a plain 0 leaves that output out), and gives a tuple
    with the gradient for each argument.

    >>> value, pullback = vjp(lambda x, y: [x * y, x + y], 2.0, 5.0)
    >>> value, pullback([1.0, 0.0]), pullback([0.0, 1.0])
    ([10.0, 7.0], (5.0, 2.0), (1.0, 1.0))
    """
    run = Run(f, args, tuple(range(len(args))), {})

    def pullback(cotangents: Any) -> tuple:
        seeds = trees.flatten(cotangents)
        if len(seeds) != len(run.outs):
            raise ValueError(f"the pullback takes {len(run.outs)} numbers, one for each output, but got {len(seeds)}")
        return run.back(seeds)

    return run.value(), pullback


def jacrev(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives all partial derivatives of f's outputs, by reverse mode: one run, one sweep for each output.

    The result has the shape of f's output, and in place of each number there the shape of the argument.

    >>> jacrev(lambda v: [v[0] * v[1], v[0] ** 2, v[1]])([3.0, 2.0])
    [[2.0, 3.0], [6.0, 0.0], [0.0, 1.0]]
    """

    @wraps(f, updated=())
    def jacobian(*args: Any, **named: Any) -> Any:
        run = Run(f, args, argnums, named)
        rows = [run.back([1.0 if j == i else 0.0 for j in range(len(run.outs))]) for i in range(len(run.outs))]
        return trees.fill(run.out, rows)

    return jacobian


def hessian(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives all second derivatives: the gradient's shape, and in place of each number the argument's.

    The gradient is built once, as a graph; each row is one sweep over it.

    >>> hessian(lambda v: v[0] ** 2 * v[1])([3.0, 2.0])
    [[4.0, 6.0], [6.0, 0.0]]
    """
    return jacrev(grad(f, argnums), argnums)


def hvp(f: Callable, primals: Sequence, tangents: Sequence) -> tuple:
    """The Hessian times a vector, without the Hessian: the gradient of the directional derivative, one run and one sweep.

    primals, tangents: as for jvp.  The result is a tuple with the shapes of the arguments.

    >>> hvp(lambda v: v[0] ** 2 * v[1], ([3.0, 2.0],), ([1.0, 0.0],))
    ([4.0, 6.0],)
    """
    return grad(lambda *xs: jvp(f, xs, tangents)[1], tuple(range(len(primals))))(*primals)


class Run:
    """One run of f on fresh inputs, kept for sweeps back over it."""

    def __init__(self, f: Callable, args: tuple, argnums: int | tuple[int, ...], named: dict[str, Any]):
        chosen, rest = choose(args, argnums)
        self.shape = chosen if isinstance(argnums, tuple) else chosen[0]
        numbers = trees.flatten(chosen)
        bases = [base(x) for x in numbers]
        self.inputs = [Value(float(x), label=getattr(x, "label", "")) for x in bases]
        loose = trees.flatten(chosen, modules=False)
        self.graph = _wanted(loose)
        self.parameters = {x for x in bases if isinstance(x, Value)} if len(loose) < len(numbers) else set()
        with _recording():
            self.out = f(*rest(trees.replace(chosen, map(_on, numbers, self.inputs))), **named)
        if self.out is None:
            raise TypeError(f"{getattr(f, '__name__', f)} gave None where a number was expected; did you forget to return it?")
        self.outs = trees.flatten(self.out)
        for new, x in zip(self.inputs, bases, strict=True):
            if self.graph and isinstance(x, Value):  # now a derivative around this one sees through to x
                new.parents, new.partials, new.rule = (x,), (1.0,), table.total  # total of one number: the identity

    def value(self) -> Any:
        return trees.fill(self.out, [_settle(y, self.graph) for y in self.outs])

    def back(self, seeds: list) -> Any:
        """The gradient of the outputs weighted by seeds, in the shape of the arguments."""
        graph = self.graph or _wanted(seeds)
        for mode in modes.get():
            mode.sweeping(_everything(self.outs))
        live = [(y, w) for y, w in zip(self.outs, seeds, strict=True) if type(w) is not float or w != 0]
        found = pull([y for y, _ in live], [w for _, w in live], self.inputs, graph and not _under_no_grad())
        if self.parameters and all(g is None for g in found) and self._misses_its_module():
            raise ValueError(
                "the function uses a module's own parameters, not those of the module it is handed; use its argument"
            )
        return trees.fill(self.shape, [_settle(0.0 if g is None else g, graph) for g in found])

    def _misses_its_module(self) -> bool:
        for x in self.inputs:  # what lies behind an input does not count
            x.parents, x.partials = (), ()
        return not self.parameters.isdisjoint(_everything(self.outs))


def pull(outs: list, seeds: list, inputs: list[Value], graph: bool) -> list[Any]:
    """The gradients of the outs weighted by seeds; None where nothing arrives.

    Where outs or seeds are Duals (forward mode around this sweep), each of their parts is swept: the gradient of a Dual is
    the Dual of the gradients.
    """
    levels = [x.level for x in (*outs, *seeds) if isinstance(x, Dual)]
    if not levels:
        return sweep(outs, seeds, inputs, graph)
    level, plain, rates = max(levels), [], []
    for y, w in zip(outs, seeds, strict=True):
        (y0, y1), (w0, w1) = _parts(y, level), _parts(w, level)
        plain.append((y0, w0))
        rates += [pair for pair in ((y1, w0), (y0, w1)) if None not in pair]
    primal = pull([y for y, _ in plain], [w for _, w in plain], inputs, graph)
    tangent = pull([y for y, _ in rates], [w for _, w in rates], inputs, graph)
    return [dual(0.0 if p is None else p, t, level) for p, t in zip(primal, tangent, strict=True)]


def sweep(outs: list, seeds: list, inputs: list[Value], graph: bool) -> list[Any]:
    """backward() as a function: no grad is touched; graph says whether partials are evaluated as graphs."""
    stops = set(inputs)
    order, active = live_nodes([y for y in outs if isinstance(y, Value)], stops)
    adjoints: dict[Value, Any] = {}
    for y, seed in zip(outs, seeds, strict=True):
        if y in active:
            adjoints[y] = adjoints[y] + seed if y in adjoints else seed
    for node in reversed(order):
        if node in stops or node not in adjoints:
            continue
        grad = adjoints.pop(node)
        for parent, partial in zip(node.parents, partials_of(node, graph), strict=True):
            if partial is not None and parent in active:
                share = times(partial, grad)
                old = adjoints.get(parent)
                adjoints[parent] = share if old is None else old + share
    return [adjoints.get(x) for x in inputs]


def partials_of(node: Value, graph: bool) -> Sequence[Any]:
    """A node's partials: as it recorded them, or as graphs, by its row."""
    if not graph and type(node.partials) is tuple:
        return node.partials
    if isinstance(node.rule, str):
        raise TypeError(
            f"the derivative of {node.rule or 'this Value'!r} is a closure, which only backward() can run; write the operation "
            "with rule(), or with custom() if it is no formula"
        )
    operands = node.parents if graph else [Value(p.data) for p in node.parents]
    found = node.rule.partials_of(node, *node.rule.split(operands))
    return found if graph else [None if p is None else float(p) for p in found]


def live_nodes(outs: Iterable[Value], stops: set[Value]) -> tuple[list[Value], set[Value]]:
    """The nodes on live paths from the stops to the outs, parents before children; as a set too.  Any depth."""
    order: list[Value] = []
    active: set[Value] = set()
    seen: set[Value] = set()
    stack: list[Any] = [*outs]
    while stack:
        node = stack.pop()
        if node is None:  # a bookmark, as in topological_order
            node = stack.pop()
            if not active.isdisjoint(live_parents(node)):
                active.add(node)
                order.append(node)
        elif node not in seen:
            seen.add(node)
            if node in stops:
                active.add(node)
                order.append(node)
            elif node.parents:
                stack += (node, None, *live_parents(node))
    return order, active


def live_parents(node: Value) -> Sequence[Value]:
    """The parents to which a node sends something back."""
    partials = node.partials
    if type(partials) is not tuple or None not in partials:
        return node.parents
    return [p for p, partial in zip(node.parents, partials, strict=True) if partial is not None]


def _parts(x: Any, level: int) -> tuple[Any, Any]:
    return (x.primal, x._tangent) if isinstance(x, Dual) and x.level == level else (x, None)


def _on(x: Any, new: Value) -> Any:
    """x with the new input in place of the number it is built on: nothing else for plain numbers and Values."""
    return dual(_on(x.primal, new), x._tangent, x.level) if isinstance(x, Dual) else new


def base(x: Any) -> Any:
    """The Value or plain number that a Dual is built on."""
    while isinstance(x, Dual):
        x = x.primal
    return x


def _everything(outs: list) -> list[Value]:
    return topological_order(*(x for x in map(base, outs) if isinstance(x, Value)))


def _settle(x: Any, graph: bool) -> Any:
    """A result as the caller expects it: a Value where it may be differentiated again, else a plain number."""
    if isinstance(x, Dual):
        return dual(_settle(x.primal, graph), None if x._tangent is None else _settle(x._tangent, graph), x.level)
    if isinstance(x, Value):
        return x if graph else x.data
    return Value(x) if graph else x


def _wanted(numbers: Iterable[Any]) -> bool:
    return depth.get() > 0 or any(isinstance(base(x), Value) for x in numbers)


def _under_no_grad() -> bool:
    return any(isinstance(mode, no_grad) for mode in modes.get())


@contextmanager
def _recording() -> Iterator[None]:
    """One derivative deeper, and recording even inside no_grad()."""
    inner = depth.set(depth.get() + 1)
    kept = modes.set(tuple(mode for mode in modes.get() if not isinstance(mode, no_grad)))
    try:
        yield
    finally:
        modes.reset(kept)
        depth.reset(inner)


def _shown(out: Any) -> str:
    numbers = [float(y) for y in trees.flatten(out)]
    return f"a {type(out).__name__} of {len(numbers)}: {numbers if len(numbers) < 6 else [*numbers[:5], '...']}"
