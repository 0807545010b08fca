"""The four equations of backpropagation, BP1 to BP4 and feedforward, on plain lists or NumPy arrays.

Layer 0 is the input.  ``w[l][j][k]`` is the weight from neuron k of layer l-1 to neuron j of layer l,
``b[l][j]`` its bias, ``z[l] = w[l] a[l-1] + b[l]`` the weighted input, ``a[l] = sigma(z[l])`` the activation,
and ``delta[l] = dC/dz[l]`` the error of layer l.  Index 0 of w, b, z and delta is None: the input has none.
(The notes on layers call the *output* of layer l z^l; that is a[l] here.)  A vector is one example; a
mini-batch is a matrix with one column for each example.

Sums are added in the order of the scalar engine, on lists and arrays alike, so the numbers are those of the
same network of Values to the last bit, delta[l]_j being the grad of the node z[l]_j.  (Behind cross_entropy
the engine adds up in another order: there they agree to about 1e-13.)

>>> w, b = [None, [[1.0, -1.0], [0.5, 2.0]], [[2.0, 1.0]]], [None, [0.0, 0.1], [-0.3]]
>>> gradient = backprop(w, b, x=[0.4, 0.2], y=[1.0], activation="sigmoid")
>>> [round(d, 4) for d in gradient.delta[1]]
[-0.0141, -0.0063]
>>> gradient.w[1] == [[d * x for x in [0.4, 0.2]] for d in gradient.delta[1]]  # BP4
True
"""

# ruff: noqa: E741  (l is the layer, as in the textbook)

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..engine import Value
from ..nn import MLP, Layer, Neuron, primitive
from ..nn.losses import quadratic
from ..rules import Rule, table
from ..rules.operands import is_list
from .arrays import apply, hadamard, is_array, like, outer, product, slopes, transpose, weighted_input

LINEAR = Rule("linear", "x", "1")  # the activation of a layer without one
Activations = str | Sequence[str | None]


class Gradients(NamedTuple):
    """What backprop gives."""

    cost: float
    w: list[Any]  # dC/dw[l], and None at index 0, as in the next three
    b: list[Any]  # dC/db[l]
    delta: list[Any]  # dC/dz[l], the errors
    z: list[Any]  # the weighted inputs of the forward pass
    a: list[Any]  # its activations, the input at index 0


def feedforward(
    w: Sequence[Any], b: Sequence[Any], x: Any, activation: Activations = "sigmoid"
) -> tuple[list[Any], list[Any]]:
    """z and a of every layer: a[0] = x, z[l] = w[l] a[l-1] + b[l], a[l] = sigma(z[l]).

    x: one example, or a matrix with one column each.  activation: one name for all layers, or a list with
    index 0 unused; "linear" for none.

    >>> z, a = feedforward([None, [[1.0, 2.0]]], [None, [0.5]], [3.0, -1.0], "relu")
    >>> z, a
    ([None, [1.5]], [[3.0, -1.0], [1.5]])
    """
    _check_layers(w, b, activation)
    w, b, x = _of_one_kind(w, b, x)
    z: list[Any] = [None]
    a: list[Any] = [x]
    for l in range(1, len(w)):
        if len(w[l][0]) != len(a[l - 1]):
            hint = "give one column for each neuron of the layer before"
            if l == 1 and is_list(x[0]) and len(x[0]) == len(w[1][0]):
                hint = "a batch has a column for each example: give transpose(x)"
            raise ValueError(
                f"w[{l}] has {len(w[l][0])} columns, but layer {l - 1} gives {len(a[l - 1])} numbers; {hint}"
            )
        z.append(weighted_input(w[l], a[l - 1], b[l]))
        a.append(apply(_sigma(activation, l), z[l]))
    return z, a


def bp1(nabla_a: Any, z: Any, activation: str = "sigmoid") -> Any:
    """BP1, the error of the output layer: delta[L] = nabla_a C ⊙ sigma'(z[L]).

    nabla_a: dC/da[L]_j for every output j; a[L] - y for the quadratic cost.
    Derivation: C depends on z[L]_j only through a[L]_j = sigma(z[L]_j), so the chain rule has one term:
    dC/dz[L]_j = dC/da[L]_j * da[L]_j/dz[L]_j = dC/da[L]_j * sigma'(z[L]_j).
    Both factors belong to neuron j alone, hence ⊙.  (Where the notes explain the second factor they print the
    first again; sigma'(z[L]_j) is meant, how fast sigma changes there.)

    >>> bp1([0.5], [0.0], "sigmoid")  # sigma'(0) = 1/4
    [0.125]
    """
    return hadamard(nabla_a, slopes(_sigma(activation), z))


def bp2(w_next: Any, delta_next: Any, z: Any, activation: str = "sigmoid") -> Any:
    """BP2, an error from the one of the next layer: delta[l] = (w[l+1]^T delta[l+1]) ⊙ sigma'(z[l]).

    Derivation: z[l]_k acts on C through every z[l+1]_j = sum_k w[l+1]_jk sigma(z[l]_k) + b[l+1]_j.  Summing
    over these paths,
    dC/dz[l]_k = sum_j dC/dz[l+1]_j * dz[l+1]_j/dz[l]_k = sum_j delta[l+1]_j * w[l+1]_jk * sigma'(z[l]_k).
    The sum runs over the first index of w, which is what the transpose does: the error walks the same
    connections backwards.

    >>> bp2([[2.0, 3.0]], [10.0], [1.0, -1.0], "relu")
    [20.0, 0.0]
    """
    return hadamard(product(transpose(w_next), delta_next), slopes(_sigma(activation), z))


def bp3(delta: Any) -> Any:
    """BP3, the slope in the biases: dC/db[l]_j = delta[l]_j, summed over the columns of a mini-batch.

    Derivation: z[l]_j = ... + b[l]_j, so dz[l]_j/db[l]_j = 1.  All examples of a batch share the bias, so
    their shares add up (the 1/n of the mean is in delta already, because delta = dC/dz for the whole cost).

    >>> bp3([[1.0, 2.0], [3.0, 4.0]])
    [3.0, 7.0]
    """
    if is_array(delta):
        return product(delta, like(delta, [1.0] * delta.shape[1])) if delta.ndim == 2 else delta.copy()
    return [table.total(row) if is_list(row) else row for row in delta]


def bp4(a_before: Any, delta: Any) -> Any:
    """BP4, the slope in the weights: dC/dw[l]_jk = a[l-1]_k delta[l]_j, the matrix delta[l] a[l-1]^T.

    Derivation: dz[l]_j/dw[l]_jk = a[l-1]_k, and no other z[l] holds that weight.  A weight behind a silent
    neuron (a near 0) or in front of a saturated one (delta near 0) learns slowly.  For a batch the product of
    the matrices adds the examples up.
    Shapes: (n_l x m) (m x n_(l-1)) gives n_l x n_(l-1), the shape of w[l].

    >>> bp4([1.0, 2.0], [10.0, 20.0])
    [[10.0, 20.0], [20.0, 40.0]]
    """
    if is_list(delta[0]) != is_list(a_before[0]):
        one, batch = ("a_before", "delta") if is_list(delta[0]) else ("delta", "a_before")
        raise ValueError(
            f"{one} is of one example, but {batch} of a batch; give both as vectors, or both as matrices"
        )
    if is_array(delta):
        a_before = like(delta, a_before)
        return product(delta, a_before.T) if delta.ndim == 2 else outer(delta, a_before)
    if is_list(delta[0]):
        return [[table.dot(d, a) for a in a_before] for d in delta]
    return [[d * a for a in a_before] for d in delta]


def through_layer(
    w: Any, z: Any, a_before: Any, upstream: Any, activation: str = "sigmoid"
) -> tuple[Any, Any, Any]:
    """The chain rule for one layer: from dL/da[l] (upstream) to dL/da[l-1], dL/dw[l] and dL/db[l].

    In the notes' letters, where z^l is the output of layer l and theta^l its parameters:
    dL/dtheta^l = dL/dz^l * dz^l/dtheta^l  and  dL/dz^(l-1) = dL/dz^l * dz^l/dz^(l-1).
    A layer need know nothing but its own two derivatives.  (Where the notes write z^L in these, l is meant.)
    """
    delta = bp1(upstream, z, activation)
    return product(transpose(w), delta), bp4(a_before, delta), bp3(delta)


def backprop(w: Sequence[Any], b: Sequence[Any], x: Any, y: Any, *, activation: Activations = "sigmoid",
             cost: Callable[[Any, Any], Any] = quadratic) -> Gradients:  # fmt: skip
    """The whole algorithm: feed forward, BP1 at the output, BP2 back through the layers, BP3 and BP4.

    x, y: one example, or matrices with a column each; y may also be a list of classes.  cost: any of the
    losses, on the outputs of the last layer.  Forward takes one multiplication for each weight and example,
    backward two (BP2 and BP4): the whole gradient for about the price of three evaluations of C, where
    nudging each weight would take one for each.

    History: Linnainmaa 1970 (reverse mode for rounding errors), Werbos 1974 and 1982 (for networks),
    Rumelhart, Hinton & Williams 1986 (hidden units learn representations, which made it famous).
    """
    z, a = feedforward(w, b, x, activation)
    w, b, _ = _of_one_kind(w, b, x)
    last = len(w) - 1
    value, nabla = nabla_a(cost, a[last], y)
    delta: list[Any] = [None] * len(w)
    delta[last] = bp1(nabla, z[last], _name(activation, last))
    for l in range(last - 1, 0, -1):
        delta[l] = bp2(w[l + 1], delta[l + 1], z[l], _name(activation, l))
    dw = [None, *(bp4(a[l - 1], delta[l]) for l in range(1, last + 1))]
    db = [None, *(bp3(delta[l]) for l in range(1, last + 1))]
    return Gradients(value, dw, db, delta, z, a)


def nabla_a(cost: Callable[[Any, Any], Any], a: Any, y: Any) -> tuple[float, Any]:
    """The cost of outputs a with targets y, and dC/da in the shape of a: what BP1 begins with, for any loss.

    >>> nabla_a(quadratic, [0.5, 2.0], [1.0, 0.0])  # a - y
    (2.125, [-0.5, 2.0])
    """
    batch = is_list(a[0])
    rows = transpose(a) if batch else [a]
    values = [[Value(x) for x in row] for row in rows]
    targets = transpose(y) if batch and is_list(y[0]) else y if batch else [y]
    loss = cost(values, targets)
    loss.backward()
    grads = [[v.grad for v in row] for row in values]
    return loss.data, like(a, transpose(grads) if batch else grads[0])


def parameters_of(model: MLP) -> tuple[list[Any], list[Any], list[Any]]:
    """w, b and the activations of an MLP, as feedforward and backprop take them; dropout is left out.

    Raises TypeError for another model, or one with a __call__ of its own;
    ValueError for a layer of several activations.

    >>> import random
    >>> from micrograd_like.nn import MLP
    >>> random.seed(0); model = MLP(2, [3, 1], activation="tanh")
    >>> w, b, activation = parameters_of(model)
    >>> activation, feedforward(w, b, [0.3, -0.2], activation)[1][-1] == [model([0.3, -0.2]).data]
    ([None, 'tanh', 'linear'], True)
    """
    _check_parts(model)
    for l, layer in enumerate(model.layers, 1):
        if len(kinds := {repr(neuron) for neuron in layer.neurons}) > 1:
            several = ", ".join(sorted(kinds))
            raise ValueError(
                f"the matrix form has one activation for each layer, but layer {l} has {several}"
            )
    w: list[Any] = [[[p.data for p in neuron.w] for neuron in layer.neurons] for layer in model.layers]
    b: list[Any] = [[neuron.b.data for neuron in layer.neurons] for layer in model.layers]
    names = [layer.neurons[0].activation if layer.neurons[0].nonlin else "linear" for layer in model.layers]
    return [None, *w], [None, *b], [None, *names]


def _check_parts(model: Any) -> None:
    """Raise unless it computes as an MLP does, and so do its layers and neurons."""

    def computes_as(thing: Any, kind: type) -> bool:
        return isinstance(thing, kind) and type(thing).__call__ is kind.__call__

    if not computes_as(model, MLP):
        raise TypeError(f"the matrix form is that of an MLP, but got {model!r}")
    for layer in model.layers:
        for part, kind in [(layer, Layer), *((neuron, Neuron) for neuron in getattr(layer, "neurons", ()))]:
            if not computes_as(part, kind):
                raise TypeError(
                    f"the matrix form does not know what {part!r} computes; make it a {kind.__name__}"
                )


def _of_one_kind(w: Sequence[Any], b: Sequence[Any], x: Any) -> tuple[Sequence[Any], Sequence[Any], Any]:
    """w, b and x as NumPy arrays if the weights of the first layer are one, else as lists."""

    def alike(part: Any) -> Any:
        if part is None:
            return None
        if is_array(w[1]):
            return like(w[1], part)
        return part.tolist() if is_array(part) else part

    return [*map(alike, w)], [*map(alike, b)], alike(x)


def _check_layers(w: Sequence[Any], b: Sequence[Any], activation: Activations) -> None:
    """Raise unless every layer from 1 on has a matrix, a bias for each of its rows, and an activation."""
    if len(w) < 2 or w[0] is not None or b[0] is not None:
        raise ValueError(
            "index 0 of w and b is the input, which has none: give [None, w1, ...] and [None, b1, ...]"
        )
    for name, given in (("b", b), ("the list of activations", activation)):
        if not isinstance(given, str) and len(given) != len(w):
            layers = f"w has {len(w) - 1} layers, but {name} has {len(given) - 1}"
            raise ValueError(f"{layers}; give as many, after index 0")
    for l in range(1, len(w)):
        if len(b[l]) != len(w[l]):
            raise ValueError(
                f"w[{l}] has {len(w[l])} rows, but b[{l}] has {len(b[l])} numbers; "
                "give a bias for each neuron"
            )
        if len(lengths := {len(row) for row in w[l]}) > 1:
            several = ", ".join(map(str, sorted(lengths)))
            raise ValueError(f"the rows of w[{l}] have {several} numbers; give each neuron as many weights")
        if is_list(b[l][0]):
            raise ValueError(
                f"b[{l}] is a matrix, but each neuron has one bias; give the list of them, as in b[:, 0]"
            )


def _sigma(activation: Activations, l: int = 0) -> Any:
    name = _name(activation, l)
    return LINEAR if name == "linear" else primitive(name)


def _name(activation: Activations, l: int) -> str:
    return activation if isinstance(activation, str) else str(activation[l])
