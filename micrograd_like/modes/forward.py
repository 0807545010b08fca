"""Forward mode: every number carries its rate of change along, and each operation updates both.

A Dual is a primal (the number) and a tangent (its rate).  One run gives the rates of all outputs with respect
to one direction of the inputs: the whole Jacobian takes as many runs as there are inputs.

>>> x = Dual(3.0, 1.0)
>>> x * x + 1 / x
Dual(primal=9.333333333333334, tangent=5.888888888888889)
>>> jvp(lambda x, y: x * y, (2.0, 5.0), (1.0, 0.0))
(10.0, 5.0)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from ..anomaly import watching
from . import trees
from .calls import a_function, both_tuples, choose
from .dual import Dual, around, current, dual, levels, no_grads
from .nesting import WatchedRun, as_result, wants_graph


def jvp(
    f: Callable[..., Any], primals: Sequence[Any], tangents: Sequence[Any], **named: Any
) -> tuple[Any, Any]:
    """f(*primals) and its rate of change when the arguments change at the rates tangents: one run of f.

    primals: the arguments, a tuple of numbers or of nested lists, tuples, dicts, arrays and modules.
    tangents: as many numbers in the same shapes; a plain 0 leaves its input a constant.  The results have the
    shape of what f returns.  Arguments given by keyword are constants.  Raises TypeError where f turns what
    it is handed into a plain float.

    >>> jvp(lambda v: [v[0] * v[1], v[0] ** 2], ([3.0, 2.0],), ([1.0, 0.0],))
    ([6.0, 9.0], [2.0, 6.0])
    >>> jvp(lambda x, power: x**power, (3.0,), (1.0,), power=2)
    (9.0, 6.0)
    """
    both_tuples("jvp", primals, tangents)
    xs, rates = trees.flatten(tuple(primals)), trees.flatten_like(tuple(primals), tuple(tangents))
    if len(xs) != len(rates):
        raise ValueError(
            f"{len(xs)} numbers came with {len(rates)} tangents; give one tangent for each number"
        )
    rates = [None if type(v) is float and v == 0 else v for v in rates]
    graph = wants_graph([*primals, *tangents, *named.values()])
    g = (lambda *args: f(*args, **named)) if named else a_function(f, "jvp")
    value, rate = push(g, tuple(primals), xs, rates, graph)
    for watcher in watching() if graph else ():
        watcher.shown(trees.flatten(value))
    return value, rate


def push(f: Callable, shape: tuple, xs: list, rates: list, graph: bool) -> tuple[Any, Any]:
    """f's value and tangent at the numbers xs, arranged as shape, with rates that may be None.

    As plain numbers unless graph.
    """
    outer, blocks = current.set(level := next(levels)), around.set(no_grads())
    try:
        with WatchedRun(graph, recording=False) as results:
            given = [dual(x, v, level) for x, v in zip(xs, rates, strict=True)]
            out = trees.call(f, *trees.replace(shape, given))
            outs = trees.results(out)
            pairs = [apart(y, level) for y in outs]
            results.extend(rate for _, rate in pairs)
    finally:
        around.reset(blocks)
        current.reset(outer)
    values = [as_result(value, graph) for value, _ in pairs]
    found = [as_result(rate, graph) for _, rate in pairs]
    for watcher in watching():
        if not graph:
            watcher.judge([*outs, *(part for pair in pairs for part in pair)])
        for y, value, rate in zip(outs, values, found, strict=True):
            watcher.passed_on(watcher.hangs(y), [value, rate], finite=False)
        watcher.shown(found)
    return trees.fill(out, values), trees.fill(out, found)


def apart(y: Any, level: float) -> tuple[Any, Any]:
    """A number's value and its rate of this level.

    A Dual of a higher level, made by hand inside f, keeps its own two parts.
    """
    if not isinstance(y, Dual) or y.level < level:
        return y, 0.0
    if y.level == level:
        return y.primal, y.tangent
    (value, rate), (slope, bend) = apart(y.primal, level), apart(y.tangent, level)
    return dual(value, slope, y.level), dual(rate, bend, y.level)


def jacfwd(f: Callable[..., Any], argnums: int | tuple[int, ...] = 0) -> Callable[..., Any]:
    """The function that gives all partial derivatives of f's outputs, by forward mode: one run for each
    input.

    The result has the shape of f's output, and in place of each number there the shape of the argument: for a
    list of n numbers and an f that gives m, m rows of n; for NumPy arrays one array with the axes of both.
    argnums: which argument, or which several.

    >>> jacfwd(lambda v: [v[0] * v[1], v[0] ** 2, v[1]])([3.0, 2.0])
    [[2.0, 3.0], [6.0, 0.0], [0.0, 1.0]]
    """

    @wraps(a_function(f, "jacfwd", argnums), updated=())
    def jacobian(*args: Any, **named: Any) -> Any:
        shape, put = choose(args, argnums)
        xs = trees.flatten(shape)
        graph = wants_graph([*args, *named.values()])
        columns, out = [], None if xs else trees.call(f, *args, **named)
        for i in range(len(xs)):
            rates = [1.0 if j == i else None for j in range(len(xs))]
            out, column = push(lambda part: f(*put(part), **named), (shape,), xs, rates, graph)
            columns.append(trees.flatten(column))
        rows = zip(*columns, strict=True) if xs else [()] * len(trees.flatten(out))
        return trees.fill(out, [trees.fill(shape, row) for row in rows])

    return jacobian
