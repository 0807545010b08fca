"""The machinery of reverse mode: one run of a function on fresh inputs, and sweeps back over what it
recorded.

A function is not run on the caller's own numbers.  For each of them there is an input, a new leaf with the
same number (where the caller's is a Dual, with the same tangent on top).  So a sweep stops at the inputs and
never walks the caller's graph, no grad of his is touched, one Value handed over twice is two inputs, and a
nested derivative cannot take another's variable for its own.  After the run, each input that stands for a
Value becomes its identity, a node with that Value as only parent: a derivative around this one then finds its
way through to it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..anomaly import detect_anomaly, watching
from ..engine import Value, topological_order
from ..recording import active
from ..rules import table
from ..rules.operands import rank_of
from . import trees
from .branches import branching, remember, with_branches
from .calls import choose
from .chain_rule import keeping, partials_at, plus, times
from .nesting import DUAL, WatchedRun, as_result, number_under, under_no_grad, wants_graph


class Recorded:
    """One run of f on fresh inputs, kept for sweeps back over it.

    shape: what is differentiated by, one argument or a tuple.  out: what f gave.  graph: whether results are
    graphs.
    """

    def __init__(self, f: Callable, args: tuple, argnums: int | tuple[int, ...], named: dict[str, Any]):
        self.shape, put = choose(args, argnums)
        numbers = trees.flatten(self.shape)
        self.under = list(map(number_under, numbers))
        self.inputs = list(map(new_input, self.under))
        self.graph = wants_graph([*args, *named.values()])
        with WatchedRun():  # without results: value() and back() say what the caller sees of it
            given = trees.replace(self.shape, map(on_input, numbers, self.inputs))
            self.out = trees.call(f, *put(given), **named)
            self.outs = trees.results(self.out)
        for new, x in zip(self.inputs, self.under, strict=True):
            if self.graph and isinstance(x, Value):
                identity(new, x)

    def value(self) -> Any:
        """What f gave, as graphs or plain numbers."""
        for watcher in watching():
            if self.graph:
                watcher.shown(self.outs)
            else:
                watcher.judge(self.outs)
        return trees.fill(self.out, [as_result(y, self.graph) for y in self.outs])

    def back(self, seeds: Sequence) -> Any:
        """The gradient of the outputs weighted by seeds, in the shape of the arguments."""
        graph = self.graph or wants_graph(seeds)
        outs, weights = [], []
        for y, w in zip(self.outs, seeds, strict=True):
            if type(w) is not float or w != 0:
                outs.append(y)
                weights.append(w)
        watchers = before_sweep(outs, self.inputs, graph)
        recorded = graph and not under_no_grad()
        found = gradients(outs, weights, self.inputs, recorded)
        if None in found and self._misses_its_module(found):
            raise ValueError(
                "the function uses a module's own parameters, not those of the module it is handed; "
                "use its argument"
            )
        found = [as_result(0.0 if g is None else g, graph) for g in found]
        if recorded and not keeping.get() and all(isinstance(y, (Value, float)) for y in (*outs, *weights)):
            primal = topological_order(*(y for y in outs if isinstance(y, Value)))
            remember(found, primal, functools.partial(self._kept, outs, weights))
        for watcher, mark, message in watchers:
            watcher.since(mark, found)
            watcher.passed_on(message, found, finite=any(map(watcher.hangs, outs)))
            watcher.shown(found)
        return trees.fill(self.shape, found)

    def _kept(self, outs: list, weights: list) -> list[Any]:
        """The gradients once more, with the branches kept."""
        token = keeping.set(True)
        try:
            others = with_branches([y for y in outs if isinstance(y, Value)], self.inputs)
            found = gradients([others.get(y, y) for y in outs], weights, self.inputs, True)
        finally:
            keeping.reset(token)
        return [branching(g)[0] if isinstance(g, Value) else g for g in found]

    def _misses_its_module(self, found: list) -> bool:
        """Whether the outputs depend on a module's parameters in place of the inputs that stand for them."""
        arrived = any(g is not None for g in found)
        if arrived or len(trees.flatten(self.shape, modules=False)) == len(self.inputs):
            return False
        for x in self.inputs:  # what lies behind an input does not count
            x.parents, x.partials = (), ()
        return not set(graph_of(self.outs)).isdisjoint(x for x in self.under if isinstance(x, Value))


def gradients(outs: list, seeds: list, inputs: list[Value], graph: bool) -> list[Any]:
    """The gradients of the outs weighted by seeds; None where nothing arrives.

    Where outs or seeds are Duals (forward mode around this sweep), each of their parts is swept: the gradient
    of a Dual is the Dual of the gradients.
    """
    duals = [x for x in (*outs, *seeds) if type(x) is not float and rank_of(x) == DUAL]
    if not duals:
        return reverse_sweep(outs, seeds, inputs, graph)
    top = max(duals, key=lambda x: x.level)
    plain, rates = [], []
    for y, w in zip(outs, seeds, strict=True):
        (y0, y1), (w0, w1) = _parts(y, top.level), _parts(w, top.level)
        plain.append((y0, w0))
        rates += [pair for pair in ((y1, w0), (y0, w1)) if None not in pair]
    primal = gradients([y for y, _ in plain], [w for _, w in plain], inputs, graph)
    tangent = gradients([y for y, _ in rates], [w for _, w in rates], inputs, graph)
    return [top.with_parts(0.0 if p is None else p, t) for p, t in zip(primal, tangent, strict=True)]


def _parts(x: Any, level: float) -> tuple[Any, Any]:
    return (x.primal, x._tangent) if rank_of(x) == DUAL and x.level == level else (x, None)


def reverse_sweep(outs: list, seeds: list, inputs: list[Value], graph: bool) -> list[Any]:
    """backward() as a function: no grad is touched; graph says whether partials are evaluated as graphs."""
    stops = set(inputs)
    order, alive = live_nodes([y for y in outs if isinstance(y, Value)], stops)
    adjoints: dict[Value, Any] = {}
    for y, seed in zip(outs, seeds, strict=True):
        if y in alive:
            adjoints[y] = adjoints[y] + seed if y in adjoints else seed
    shared: dict[Any, dict] = {}
    for node in reversed(order):
        if node in stops or node not in adjoints:
            continue
        upstream, partials = adjoints.pop(node), node.partials
        if graph or partials is None:
            partials = partials_of(node, graph, shared)
        for parent, partial in zip(node.parents, partials):  # noqa: B905  equal by construction
            if partial is not None and parent in alive:
                share = times(partial, upstream) if graph else partial * upstream
                old = adjoints.get(parent)
                adjoints[parent] = share if old is None else plus(old, share) if graph else old + share
    return [adjoints.get(x) for x in inputs]


def partials_of(node: Value, graph: bool, shared: dict[Any, dict] | None = None) -> Sequence[Any]:
    """A node's partials: as it recorded them, or as graphs, by its row.

    shared: for a sweep over many nodes, what the results of one softmax have in common, by its row and
    their parents.
    """
    if not graph and type(node.partials) is tuple:
        return node.partials
    if isinstance(node.rule, str):
        known = (
            "is known as numbers"
            if type(node.partials) is tuple
            else "is a closure, which only backward() can run"
        )
        if type(node.partials) is tuple:
            known = "is known as numbers, which have no derivative"
        raise TypeError(
            f"the derivative of {node._op or 'this Value'!r} {known}; write the operation with rule(), or "
            "with custom() if it is no formula"
        )
    own = None if shared is None else shared.setdefault((node.rule.row, node.rule.static, node.parents), {})
    if graph:
        return partials_at(node.rule, node, node.parents, own)
    found = partials_at(node.rule, node, [Value(p.data) for p in node.parents], own)
    return [p.data if isinstance(p, Value) else p for p in found]


def live_nodes(outs: Iterable[Value], stops: set[Value]) -> tuple[list[Value], set[Value]]:
    """The nodes on live paths from the stops to the outs, parents before children; as a set too.  Any
    depth."""
    order: list[Value] = []
    alive: set[Value] = set()
    seen: set[Value] = set()
    stack: list[Any] = [*outs]
    while stack:
        node = stack.pop()
        if node is None:  # a bookmark, as in topological_order
            node, parents = stack.pop(), stack.pop()
            if not alive.isdisjoint(parents):
                alive.add(node)
                order.append(node)
        elif node not in seen:
            seen.add(node)
            if node in stops:
                alive.add(node)
                order.append(node)
            elif node.parents:
                parents = node.parents if keeping.get() else live_parents(node)
                stack += (parents, node, None, *parents)
    return order, alive


def live_parents(node: Value) -> Sequence[Value]:
    """The parents to which a node sends something back."""
    partials = node.partials
    if type(partials) is not tuple or None not in partials:
        return node.parents
    return [p for p, partial in zip(node.parents, partials, strict=True) if partial is not None]


def new_input(x: Any) -> Value:
    """A new leaf with the number of a Value, and its label; or with a plain number."""
    return x.detach() if isinstance(x, Value) else Value(x)


def on_input(x: Any, new: Value) -> Any:
    """x with the new input in place of the number it is built on: for a plain number or a Value, just the
    input."""
    return x.with_parts(on_input(x.primal, new), x._tangent) if rank_of(x) == DUAL else new


def identity(new: Value, x: Value) -> None:
    """Make a leaf the identity of x: what flows back to it flows on to x."""
    new.parents, new.partials, new.rule = (x,), (1.0,), table.total  # the total of one number


def before_sweep(
    outs: Iterable, inputs: Iterable[Value], graph: bool
) -> list[tuple[detect_anomaly, Any, str]]:
    """Tell the recorders of the sweep that comes, as backward() does; for each output, since any may be the
    root.

    Where the gradient is a graph, detect_anomaly does not raise yet: it has a message for the gradient, in
    case it is used.  The result is for its since().
    """
    watchers, recorders = [], active()
    if not recorders:
        return []
    inners = [[node for node in graph_of([y]) if node.parents] for y in outs]
    inputs = set(inputs)
    for recorder in recorders:
        if isinstance(recorder, detect_anomaly):
            pairs = zip(outs, inners, strict=True)
            told = [recorder.hangs(y) or recorder.foreseen(inner, inputs) for y, inner in pairs]
            message = next(filter(None, told), "")
            recorder.tell("" if graph else message)
            watchers.append((recorder, recorder.mark(), message))
        else:
            for inner in inners:
                recorder.sweeping(inner)
    return watchers


def graph_of(outs: Iterable) -> list[Value]:
    """All Values that the outs depend on, parents before children; those under Duals too."""
    return topological_order(*[x for x in map(number_under, outs) if isinstance(x, Value)])
