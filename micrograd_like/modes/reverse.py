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

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from . import trees
from .adjoint import Run
from .forward import a_function, both_tuples, forgot, jvp


def grad(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives f's gradient, in the shape of the argument.

    f: gives one number.  argnums: which argument to differentiate by, or a tuple of several.  An argument is a number, or
    lists, tuples and dicts of numbers, or a module (its gradient is a dict by parameter name; f must use the module that it
    is handed).  Raises ValueError if f gives several numbers.

    >>> grad(lambda p: p["w"][0] * p["w"][1] + p["b"])({"w": [2.0, 3.0], "b": 1.0})
    {'w': [3.0, 2.0], 'b': 1.0}
    """
    return wraps(a_function(f, "grad"), updated=())(lambda *args, **named: _both(f, argnums, args, named)[1])


def value_and_grad(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives f's value and its gradient from one run.

    >>> value_and_grad(lambda x: x.tanh())(0.0)
    (0.0, 1.0)
    """

    return wraps(a_function(f, "value_and_grad"), updated=())(
        lambda *args, **named: _both(f, argnums, args, named)
    )


def _both(f: Callable, argnums: int | tuple[int, ...], args: tuple, named: dict[str, Any]) -> tuple[Any, Any]:
    run = Run(f, args, argnums, named)
    if isinstance(run.out, (list, tuple, dict)):
        raise ValueError(
            f"grad needs a function that gives one number, but got {_shown(run.out)}; use jacrev, or vjp"
        )
    if type(run.out) is float and not run.graph:
        forgot(f, run.out, 4)
    return run.value(), run.back([1.0])


def vjp(f: Callable, *args: Any) -> tuple[Any, Callable[[Any], tuple]]:
    """f(*args) and its pullback: a function from weights on the outputs to the gradient of the weighted sum, one sweep each.

    The pullback takes one number for each output, in the same shape (a plain 0 leaves that output out), and gives a tuple
    with the gradient for each argument.

    >>> value, pullback = vjp(lambda x, y: [x * y, x + y], 2.0, 5.0)
    >>> value, pullback([1.0, 0.0]), pullback([0.0, 1.0])
    ([10.0, 7.0], (5.0, 2.0), (1.0, 1.0))
    """
    run = Run(a_function(f, "vjp"), args, tuple(range(len(args))), {})

    def pullback(cotangents: Any) -> tuple:
        seeds = trees.flatten_like(run.out, cotangents)
        if len(seeds) != len(run.outs):
            raise ValueError(
                f"the pullback takes {len(run.outs)} numbers, one for each output, but got {len(seeds)}"
            )
        return run.back(seeds)

    return run.value(), pullback


def jacrev(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives all partial derivatives of f's outputs, by reverse mode: one run, one sweep for each output.

    The result has the shape of f's output, and in place of each number there the shape of the argument.

    >>> jacrev(lambda v: [v[0] * v[1], v[0] ** 2, v[1]])([3.0, 2.0])
    [[2.0, 3.0], [6.0, 0.0], [0.0, 1.0]]
    """

    @wraps(a_function(f, "jacrev"), updated=())
    def jacobian(*args: Any, **named: Any) -> Any:
        run = Run(f, args, argnums, named)
        rows = [
            run.back([1.0 if j == i else 0.0 for j in range(len(run.outs))]) for i in range(len(run.outs))
        ]
        return trees.fill(run.out, rows)

    return jacobian


def hessian(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives all second derivatives: the gradient's shape, and in place of each number the argument's.

    The gradient is built once, as a graph; each row is one sweep over it.

    >>> hessian(lambda v: v[0] ** 2 * v[1])([3.0, 2.0])
    [[4.0, 6.0], [6.0, 0.0]]
    """
    return jacrev(grad(a_function(f, "hessian"), argnums), argnums)


def hvp(f: Callable, primals: Sequence, tangents: Sequence) -> tuple:
    """The Hessian times a vector, without the Hessian: the gradient of the directional derivative, one run and one sweep.

    primals, tangents: as for jvp.  The result is a tuple with the shapes of the arguments.

    >>> hvp(lambda v: v[0] ** 2 * v[1], ([3.0, 2.0],), ([1.0, 0.0],))
    ([4.0, 6.0],)
    """
    both_tuples("hvp", primals, tangents)
    return grad(lambda *xs: jvp(f, xs, tangents)[1], tuple(range(len(primals))))(*primals)


def _shown(out: Any) -> str:
    numbers = [float(y) for y in trees.flatten(out)]
    return (
        f"a {type(out).__name__} of {len(numbers)}: {numbers if len(numbers) < 6 else [*numbers[:5], '...']}"
    )
