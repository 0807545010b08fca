"""Reverse mode: one sweep from the output back to all inputs; the gradient may itself be a graph.

``grad(f)`` is a function like f.  Numbers in, numbers out: plain numbers give plain numbers, read from the
partials that the nodes recorded.  Where somebody may differentiate once more (the arguments are Values, or
another derivative is being taken around this one), the partials are evaluated on Values by the same rows of
the table, and the gradient is a graph.

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

from ..rules.operands import held
from . import trees
from .adjoint import Recorded
from .calls import a_function, both_tuples, forgot


def grad(f: Callable[..., Any], argnums: int | tuple[int, ...] = 0) -> Callable[..., Any]:
    """The function that gives f's gradient, in the shape of the argument.

    f: gives one number.  argnums: which argument to differentiate by, or a tuple of several.  An argument is
    a number, or lists, tuples and dicts of numbers, or a NumPy array of them (f gets an array of Values, the
    gradient is an array of floats), or a module (its gradient is a dict by parameter name; f must use the
    module that it is handed).  Raises ValueError if f gives several numbers, and TypeError where f turns what
    it is handed into a plain float, as ``math.sin(x)`` does: the gradient would be lost there.

    >>> grad(lambda p: p["w"][0] * p["w"][1] + p["b"])({"w": [2.0, 3.0], "b": 1.0})
    {'w': [3.0, 2.0], 'b': 1.0}
    """

    @wraps(a_function(f, "grad", argnums), updated=())
    def gradient(*args: Any, **named: Any) -> Any:
        return one_output(f, args, argnums, named).back([1.0])

    return gradient


def value_and_grad(f: Callable[..., Any], argnums: int | tuple[int, ...] = 0) -> Callable[..., Any]:
    """The function that gives f's value and its gradient from one run; SciPy's minimize takes it with
    jac=True.

    >>> value_and_grad(lambda x: x.tanh())(0.0)
    (0.0, 1.0)
    """

    @wraps(a_function(f, "value_and_grad", argnums), updated=())
    def both(*args: Any, **named: Any) -> tuple[Any, Any]:
        run = one_output(f, args, argnums, named)
        return run.value(), run.back([1.0])

    return both


def one_output(f: Callable, args: tuple, argnums: int | tuple[int, ...], named: dict[str, Any]) -> Recorded:
    """A run of an f that gives one number."""
    run = Recorded(f, args, argnums, named)
    if not trees.is_number(run.out):
        raise ValueError(
            f"grad needs a function that gives one number, but got {_shown(run)}; use jacrev, or vjp"
        )
    if isinstance(run.out, float) and not run.graph:
        forgot(f, run.out, 4)
    return run


def _shown(run: Recorded) -> str:
    """What f gave in place of one number."""
    numbers: list[Any] = list(map(held, run.outs))
    shown = numbers if len(numbers) < 6 else [*numbers[:5], "..."]
    return f"{trees.kind_of(run.out)} of {len(numbers)}: {shown}"


def vjp(f: Callable[..., Any], *args: Any, **named: Any) -> tuple[Any, Callable[[Any], tuple[Any, ...]]]:
    """f(*args) and its pullback: a function from weights on the outputs to the gradient of the weighted sum.

    The pullback takes one number for each output, in the same shape (a plain 0 leaves that output out), and
    gives a tuple with the gradient for each argument, by one sweep.  Arguments given by keyword are
    constants.

    >>> value, pullback = vjp(lambda x, y: [x * y, x + y], 2.0, 5.0)
    >>> value, pullback([1.0, 0.0]), pullback([0.0, 1.0])
    ([10.0, 7.0], (5.0, 2.0), (1.0, 1.0))
    """
    run = Recorded(a_function(f, "vjp"), args, tuple(range(len(args))), named)

    def pullback(cotangents: Any) -> tuple:
        seeds = trees.flatten_like(run.out, cotangents)
        if len(seeds) != len(run.outs):
            raise ValueError(
                f"the pullback takes {len(run.outs)} numbers, one for each output, but got {len(seeds)}"
            )
        return run.back(seeds)

    return run.value(), pullback


def jacrev(f: Callable[..., Any], argnums: int | tuple[int, ...] = 0) -> Callable[..., Any]:
    """The function that gives all partial derivatives of f's outputs, by reverse mode: one run, one sweep per
    output.

    The result has the shape of f's output, and in place of each number there the shape of the argument; where
    both are NumPy arrays it is one array with the axes of both.

    >>> jacrev(lambda v: [v[0] * v[1], v[0] ** 2, v[1]])([3.0, 2.0])
    [[2.0, 3.0], [6.0, 0.0], [0.0, 1.0]]
    """

    @wraps(a_function(f, "jacrev", argnums), updated=())
    def jacobian(*args: Any, **named: Any) -> Any:
        run = Recorded(f, args, argnums, named)
        places = range(len(run.outs))
        return trees.fill(run.out, [run.back([1.0 if j == i else 0.0 for j in places]) for i in places])

    return jacobian


def hessian(f: Callable[..., Any], argnums: int | tuple[int, ...] = 0) -> Callable[..., Any]:
    """The function that gives all second derivatives: the gradient's shape, and in place of each number the
    argument's.

    So a list of n numbers gives n lists of n, an array of n an array of n by n, and a module a dict by
    parameter name of dicts by parameter name.  The gradient is built once, as a graph; each row is one sweep
    over it.

    >>> hessian(lambda v: v[0] ** 2 * v[1])([3.0, 2.0])
    [[4.0, 6.0], [6.0, 0.0]]
    >>> from micrograd_like.nn import Neuron
    >>> loss = lambda line: (line([2.0]) - 1.0) ** 2
    >>> hessian(loss)(Neuron(1, nonlin=False))
    {'w.0': {'w.0': 8.0, 'b': 4.0}, 'b': {'w.0': 4.0, 'b': 2.0}}
    """
    return jacrev(grad(a_function(f, "hessian", argnums), argnums), argnums)


def hvp(
    f: Callable[..., Any], primals: Sequence[Any], tangents: Sequence[Any], **named: Any
) -> tuple[Any, ...]:
    """The Hessian times a vector, without the Hessian: the gradient of the directional derivative, one run,
    one sweep.

    primals, tangents: as for jvp.  The result is a tuple with the shapes of the arguments (for a module, a
    dict by parameter name).  Arguments given by keyword are constants.

    >>> hvp(lambda v: v[0] ** 2 * v[1], ([3.0, 2.0],), ([1.0, 0.0],))
    ([4.0, 6.0],)
    """
    from .forward import jvp  # here, so that a first grad() does not load forward mode

    both_tuples("hvp", primals, tangents)
    slope = grad(lambda *xs: jvp(f, xs, tangents, **named)[1], tuple(range(len(primals))))
    return slope(*primals)
