"""The machinery of reverse mode: one run of a function on fresh inputs, and sweeps back over what it recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..engine import Value, topological_order
from ..recording import active
from ..rules import table
from . import trees
from .dual import Dual, dual, times
from .forward import choose
from .nesting import base, recording, settle, under_no_grad, wanted


class Run:
    """One run of f on fresh inputs, kept for sweeps back over it."""

    def __init__(self, f: Callable, args: tuple, argnums: int | tuple[int, ...], named: dict[str, Any]):
        chosen, rest = choose(args, argnums)
        self.shape = chosen if isinstance(argnums, tuple) else chosen[0]
        numbers = trees.flatten(chosen)
        bases = [base(x) for x in numbers]
        self.inputs = [Value(x.data, label=x.label) if isinstance(x, Value) else Value(x) for x in bases]
        self.graph = wanted(args, named)
        self.parameters = (
            {x for x in bases if isinstance(x, Value)}
            if len(trees.flatten(chosen, modules=False)) < len(numbers)
            else set()
        )
        with recording():
            self.out = trees.call(
                f, *rest(trees.replace(chosen, map(standing_on, numbers, self.inputs))), **named
            )
        self.outs = trees.flatten(self.out)
        for new, x in zip(self.inputs, bases, strict=True):
            if self.graph and isinstance(x, Value):  # now a derivative around this one sees through to x
                new.parents, new.partials, new.rule = (
                    (x,),
                    (1.0,),
                    table.total,
                )  # total of one number: the identity

    def value(self) -> Any:
        return trees.fill(self.out, [settle(y, self.graph) for y in self.outs])

    def back(self, seeds: list) -> Any:
        """The gradient of the outputs weighted by seeds, in the shape of the arguments."""
        graph = self.graph or wanted(seeds)
        for mode in active():
            mode.sweeping(everything(self.outs))
        live = [(y, w) for y, w in zip(self.outs, seeds, strict=True) if type(w) is not float or w != 0]
        found = pull([y for y, _ in live], [w for _, w in live], self.inputs, graph and not under_no_grad())
        if self.parameters and all(g is None for g in found) and self._misses_its_module():
            raise ValueError(
                "the function uses a module's own parameters, not those of the module it is handed; use its argument"
            )
        return trees.fill(self.shape, [settle(0.0 if g is None else g, graph) for g in found])

    def _misses_its_module(self) -> bool:
        for x in self.inputs:  # what lies behind an input does not count
            x.parents, x.partials = (), ()
        return not self.parameters.isdisjoint(everything(self.outs))


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
        for parent, partial in zip(node.parents, partials_of(node, graph)):  # noqa: B905  equal by construction
            if partial is not None and parent in active:
                share = times(partial, grad) if graph else partial * grad
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
            node, parents = stack.pop(), stack.pop()
            if not active.isdisjoint(parents):
                active.add(node)
                order.append(node)
        elif node not in seen:
            seen.add(node)
            if node in stops:
                active.add(node)
                order.append(node)
            elif node.parents:
                parents = live_parents(node)
                stack += (parents, node, None, *parents)
    return order, active


def live_parents(node: Value) -> Sequence[Value]:
    """The parents to which a node sends something back."""
    partials = node.partials
    if type(partials) is not tuple or None not in partials:
        return node.parents
    return [p for p, partial in zip(node.parents, partials, strict=True) if partial is not None]


def _parts(x: Any, level: float) -> tuple[Any, Any]:
    return (x.primal, x._tangent) if isinstance(x, Dual) and x.level == level else (x, None)


def standing_on(x: Any, new: Value) -> Any:
    """x with the new input in place of the number it is built on: nothing else for plain numbers and Values."""
    return dual(standing_on(x.primal, new), x._tangent, x.level) if isinstance(x, Dual) else new


def everything(outs: list) -> list[Value]:
    return topological_order(*(x for x in map(base, outs) if isinstance(x, Value)))
