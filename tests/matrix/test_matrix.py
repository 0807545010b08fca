"""The matrix form against the scalar engine node by node, central differences, and the textbook's closed
forms."""

# ruff: noqa: E741  (l is the layer, as in the textbook)

import math
import random
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from cases import every

from micrograd_like import losses, matrix, nn
from micrograd_like.rules import RULES, bind, table

SHAPES = [(2, [3, 1]), (3, [4, 2]), (2, [1]), (4, [5, 3, 6, 2]), (1, [1, 1, 1])]
ACTIVATIONS = ["sigmoid", "tanh", "relu", "leaky_relu", "gelu", "softplus"]
COSTS = [losses.quadratic, losses.cross_entropy, losses.mean_squared_error]
MORE_SHAPES = [(10, [20, 7, 3]), (6, [12, 1]), (40, [12, 10])]
MORE_ACTIVATIONS = ["elu", "silu", "softsign", "sin"]
MORE_COSTS = [losses.huber, losses.hinge, losses.binary_cross_entropy_with_logits]


def scalar_nodes(model, x):
    """The nodes z[l] and a[l] of every layer of an MLP, made by the scalar engine."""
    z: list[Any] = [None]
    a: list[Any] = [nn.as_values(x)]
    for layer in model.layers:
        out = layer(a[-1])
        a.append(out if isinstance(out, list) else [out])
        z.append([node.parents[0] if layer.neurons[0].nonlin else node for node in a[-1]])
    return z, a


def case(shape, activation, cost, m, *, bent=False):
    """A seeded model and m examples for it.  bent: the output layer has the activation too, as in the
    textbook."""
    nin, nouts = shape
    random.seed(5)
    model = nn.MLP(nin, nouts, activation=activation)
    for neuron in model.layers[-1].neurons:
        neuron.nonlin = bent
    for p in model.parameters():
        p.data += random.gauss(0, 0.1)  # so that biases are not 0
    X = [[random.gauss(0, 1) for _ in range(nin)] for _ in range(m)]
    if cost is losses.cross_entropy:
        return model, X, [random.randrange(nouts[-1]) for _ in range(m)]
    if cost in (losses.hinge, losses.binary_cross_entropy_with_logits):
        no = -1 if cost is losses.hinge else 0
        return model, X, [[random.choice([no, 1]) for _ in range(nouts[-1])] for _ in range(m)]
    return model, X, [[random.gauss(0, 1) for _ in range(nouts[-1])] for _ in range(m)]


def numbers(pairs, cost):
    """Assert that got and expected are the same number in every pair: the same bits, or 1e-12 for
    cross-entropy.

    Its sweep comes to the class of an example after the other outputs, and so adds up in another order than
    the matrix form.
    """
    got, expected = zip(*pairs, strict=True)
    assert list(got) == (
        pytest.approx(list(expected), rel=1e-12, abs=1e-300)
        if cost is losses.cross_entropy
        else list(expected)
    )


def cases(shapes, activations, costs):
    return [
        (s, f, c)
        for s in shapes
        for f in activations
        for c in costs
        if s[1][-1] > 1 or c is not losses.cross_entropy
    ]


CASES = cases(SHAPES, ACTIVATIONS, COSTS)
ALL_CASES = cases(SHAPES + MORE_SHAPES, ACTIVATIONS + MORE_ACTIVATIONS, COSTS + MORE_COSTS)


@every(("shape", "activation", "cost"), CASES, ids=lambda part: getattr(part, "__name__", str(part)))
def test_every_number_is_that_of_the_scalar_engine(shape, activation, cost):
    agree(shape, activation, cost, [(1, False), (4, True)])


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES + MORE_SHAPES, ids=str)
def test_every_number_of_more_networks_is_that_of_the_scalar_engine(shape):
    for more in (c for c in ALL_CASES if c[0] == shape):
        agree(*more, [(1, False), (4, False), (1, True), (4, True)])


def agree(shape, activation, cost, batches):
    for m, bent in batches:
        model, X, y = case(shape, activation, cost, m, bent=bent)
        examples = [scalar_nodes(model, x) for x in X]
        loss = cost([a[-1] for _, a in examples], y)
        loss.backward()
        w, b, names = matrix.parameters_of(model)
        x_t, y_t = matrix.transpose(X), y if cost is losses.cross_entropy else matrix.transpose(y)
        for kind in (list, np.ndarray):
            if kind is np.ndarray:
                w, b = ([None, *map(np.array, part[1:])] for part in (w, b))
                x_t, y_t = np.array(x_t), np.array(y_t)
            got = matrix.backprop(w, b, x_t, y_t, activation=names, cost=cost)
            told = f"{shape} {activation} {cost.__name__}, {m} examples, as {kind.__name__}s"
            assert got.cost == loss.data, told
            assert [type(part) for part in (got.w[1], got.b[1], got.delta[1])] == [kind] * 3
            for l, layer in enumerate(model.layers, 1):
                at = [(j, i) for j in range(len(layer.neurons)) for i in range(m)]
                assert [got.z[l][j][i] for j, i in at] == [examples[i][0][l][j].data for j, i in at], told
                assert [got.a[l][j][i] for j, i in at] == [examples[i][1][l][j].data for j, i in at], told
                numbers(((got.delta[l][j][i], examples[i][0][l][j].grad) for j, i in at), cost)
                numbers(((got.b[l][j], neuron.b.grad) for j, neuron in enumerate(layer.neurons)), cost)
                weights = [(j, k, p) for j, n in enumerate(layer.neurons) for k, p in enumerate(n.w)]
                numbers(((got.w[l][j][k], p.grad) for j, k, p in weights), cost)


@every("m", [1, 100])
def test_arrays_have_the_bits_of_lists(m):
    model, X, y = case((10, [20, 7, 3]), "tanh", losses.cross_entropy, m)
    w, b, names = matrix.parameters_of(model)
    x = matrix.transpose(X)
    one = matrix.backprop(w, b, x, y, activation=names, cost=losses.cross_entropy)
    arrays = [None, *map(np.array, w[1:])], [None, *map(np.array, b[1:])], np.array(x)
    two = matrix.backprop(*arrays, y, activation=names, cost=losses.cross_entropy)
    for part, same in zip(one[1:], two[1:], strict=True):
        assert part == [layer if layer is None else layer.tolist() for layer in same]


def test_one_example_is_a_batch_of_one():
    model, X, y = case((3, [4, 2]), "sigmoid", losses.quadratic, 1)
    w, b, names = matrix.parameters_of(model)
    one = matrix.backprop(w, b, X[0], y[0], activation=names)
    batch = matrix.backprop(w, b, matrix.transpose(X), matrix.transpose(y), activation=names)
    assert (one.cost, one.w, one.b) == (batch.cost, batch.w, batch.b)
    w, b = ([None, *map(np.array, part[1:])] for part in (w, b))
    arrays = matrix.backprop(w, b, np.array(X[0]), np.array(y[0]), activation=names)
    for l in (1, 2):
        assert arrays.w[l].tolist() == one.w[l]
        for ours, theirs in (
            (one.b, arrays.b),
            (one.z, arrays.z),
            (one.a, arrays.a),
            (one.delta, arrays.delta),
        ):
            assert theirs[l].tolist() == ours[l]


@every("arrays", ["wbxy", "wb", "w", "b", "x", "y", "bxy"])
@every("m", [1, 3])
def test_arrays_and_lists_may_stand_beside_each_other(arrays, m):
    model, X, y = case((3, [4, 2]), "tanh", losses.quadratic, m, bent=True)
    w, b, names = matrix.parameters_of(model)
    x, y = (X[0], y[0]) if m == 1 else (matrix.transpose(X), matrix.transpose(y))
    plain = matrix.backprop(w, b, x, y, activation=names)
    given = [
        ([None, *map(np.array, part[1:])] if name in "wb" else np.array(part)) if name in arrays else part
        for name, part in {"w": w, "b": b, "x": x, "y": y}.items()
    ]
    got = matrix.backprop(*given, activation=names)
    for l in (1, 2):
        assert isinstance(got.w[l], np.ndarray if "w" in arrays else list)
        assert np.array(got.w[l]).tolist() == plain.w[l]
        assert list(got.b[l]) == plain.b[l]
        assert np.array(got.delta[l]).ravel().tolist() == np.array(plain.delta[l]).ravel().tolist()


def test_the_gradient_of_a_batch_is_the_average_over_its_examples():
    model, X, y = case((2, [3, 2]), "tanh", losses.quadratic, 5)
    w, b, names = matrix.parameters_of(model)
    whole = matrix.backprop(w, b, matrix.transpose(X), matrix.transpose(y), activation=names)
    singles = [matrix.backprop(w, b, x, t, activation=names) for x, t in zip(X, y, strict=True)]
    for l in (1, 2):
        for j in range(len(w[l])):
            assert whole.b[l][j] == pytest.approx(math.fsum(s.b[l][j] for s in singles) / 5, rel=1e-12)
            for k in range(len(w[l][0])):
                assert whole.w[l][j][k] == pytest.approx(
                    math.fsum(s.w[l][j][k] for s in singles) / 5, rel=1e-12
                )


def test_the_gradient_agrees_with_central_differences():
    model, X, y = case((2, [3, 2]), "sigmoid", losses.cross_entropy, 3)
    w, b, names = matrix.parameters_of(model)
    got = matrix.backprop(w, b, matrix.transpose(X), y, activation=names, cost=losses.cross_entropy)

    def cost_at():
        a = matrix.feedforward(w, b, matrix.transpose(X), names)[1]
        return losses.cross_entropy(matrix.transpose(a[-1]), y)

    for row, slopes in [
        *zip(w[1], got.w[1], strict=True),
        *zip(w[2], got.w[2], strict=True),
        (b[1], got.b[1]),
        (b[2], got.b[2]),
    ]:
        for k, number in enumerate(row):
            row[k] = number + 1e-5
            up = cost_at()
            row[k] = number - 1e-5
            down = cost_at()
            row[k] = number
            assert slopes[k] == pytest.approx((up - down) / 2e-5, rel=1e-7, abs=1e-10)


def test_equation_30_bp1_of_the_quadratic_cost_is_a_minus_y_times_the_slope():
    z, y = [0.3, -1.2], [1.0, 0.0]
    a = [1 / (1 + math.exp(-x)) for x in z]
    _, nabla = matrix.nabla_a(losses.quadratic, a, y)
    expected = [(a_j - y_j) * a_j * (1 - a_j) for a_j, y_j in zip(a, y, strict=True)]
    assert matrix.bp1(nabla, z) == pytest.approx(expected, rel=1e-14)


def test_softmax_with_cross_entropy_has_the_error_p_minus_y():
    logits = [0.0, 3.0, -2.0, 1.0]
    p = table.softmax(logits)
    _, nabla = matrix.nabla_a(losses.cross_entropy, logits, 3)
    assert matrix.bp1(nabla, logits, "linear") == pytest.approx([p[0], p[1], p[2], p[3] - 1], rel=1e-14)


def test_layer_by_layer_the_chain_rule_gives_the_whole_gradient():
    model, X, y = case((3, [4, 3, 2]), "tanh", losses.quadratic, 2)
    w, b, names = matrix.parameters_of(model)
    whole = matrix.backprop(w, b, matrix.transpose(X), matrix.transpose(y), activation=names)
    _, dL_da = matrix.nabla_a(losses.quadratic, whole.a[-1], matrix.transpose(y))
    for l in (3, 2, 1):
        dL_da, dw, db = matrix.through_layer(w[l], whole.z[l], whole.a[l - 1], dL_da, activation=names[l])
        assert dw == whole.w[l]
        assert db == whole.b[l]
    examples = [scalar_nodes(model, x) for x in X]
    losses.quadratic([a[-1] for _, a in examples], y).backward()
    for i, (_, a) in enumerate(examples):
        assert [row[i] for row in dL_da] == pytest.approx([v.grad for v in a[0]], rel=1e-12)


def test_the_slope_in_the_biases_is_an_array_of_its_own():
    delta = np.array([1.0, 2.0])
    slope = matrix.bp3(delta)
    slope *= 10
    assert (slope.tolist(), delta.tolist()) == ([10.0, 20.0], [1.0, 2.0])


def test_slopes_come_from_the_rule_table():
    for name in ACTIVATIONS:
        rule = bind(RULES[name], *RULES[name].params.values())
        assert matrix.slopes(rule, [20.0, -0.5]) == [
            rule.linearize(20.0)[1][0] or 0.0,
            rule.linearize(-0.5)[1][0] or 0.0,
        ]
    gradient = matrix.backprop([None, [[1.0]]], [None, [0.0]], [20.0], [0.0], activation="tanh")
    assert gradient.b[1][0] == pytest.approx(1.699341702116776e-17, rel=1e-15)  # the textbook's 1 - a*a is 0


def test_the_matrix_form_is_that_of_an_mlp_as_it_is_used():
    with pytest.raises(
        TypeError, match=r"^the matrix form is that of an MLP, but got Layer of \[ReLUNeuron\(1\)\]$"
    ):
        matrix.parameters_of(nn.Layer(1, 1))  # type: ignore[arg-type]
    model = nn.MLP(2, [8, 1], dropout=0.5, seed=0).eval()
    w, b, names = matrix.parameters_of(model)
    assert matrix.feedforward(w, b, [0.3, 0.4], names)[1][-1] == [model([0.3, 0.4]).data]


@every("m", [None, 2])
def test_each_equation_takes_an_array_beside_a_list(m):
    w, z, a, delta = ([[1.0, -2.0], [0.5, 3.0]], [0.3, -0.4], [0.1, 0.7], [0.2, 0.9])
    if m:
        z, a, delta = ([[x, -x] for x in row] for row in (z, a, delta))
    calls = {
        matrix.bp1: (delta, z),
        matrix.bp2: (w, delta, z),
        matrix.bp3: (delta,),
        matrix.bp4: (a, delta),
        matrix.product: (w, a),
        matrix.weighted_input: (w, a, [0.1, 0.2]),
        matrix.hadamard: (a, delta),
    }
    for equation, parts in calls.items():
        plain = equation(*parts)
        for i in range(2 ** len(parts)):
            mixed = [np.array(part) if i >> k & 1 else part for k, part in enumerate(parts)]
            if equation in (matrix.product, matrix.weighted_input, matrix.bp2) and not i & 1:
                continue  # a list of weights asks for lists
            if equation is matrix.bp4 and not i & 2:
                continue
            assert np.array(equation(*mixed)).tolist() == plain


def test_a_layer_of_mixed_activations_has_no_matrix_form():
    model = nn.MLP(1, [2, 1])
    model.layers[0].neurons[1].activation = "tanh"
    with pytest.raises(
        ValueError,
        match=r"one activation for each layer, but layer 1 has ReLUNeuron\(1\), TanhNeuron\(1\)$",
    ):
        matrix.parameters_of(model)


def test_arrays_of_single_precision_and_of_whole_numbers_are_computed_with_in_doubles():
    w, b = [None, np.array([[0.1, 0.7]], np.float32)], [None, np.array([1])]
    plain = matrix.feedforward([None, w[1].tolist()], [None, [1]], [0.3, 0.9], "tanh")
    for x in ([0.3, 0.9], [[0.3], [0.9]]):
        z, a = matrix.feedforward(w, b, np.array(x), "tanh")
        assert (z[1].dtype, z[1].ravel().tolist(), a[1].ravel().tolist()) == (
            np.float64,
            plain[0][1],
            plain[1][1],
        )


def test_the_cross_entropy_of_a_sigmoid_has_the_error_a_minus_y_however_saturated():
    w, b, x = [None, [[1.0], [0.5]], [[2.0, -1.0]]], [None, [0.1, 0.2], [0.4]], [1.5]
    for bias in (0.0, 5.0, 20.0):
        b[2] = [bias]
        got = matrix.backprop(w, b, x, [0.0], activation="sigmoid", cost=losses.binary_cross_entropy)
        assert got.delta[2] == pytest.approx(got.a[2], rel=1e-6)  # a - y
        slow = matrix.backprop(w, b, x, [0.0], activation="sigmoid", cost=losses.quadratic)
        assert slow.delta[2][0] == pytest.approx(got.delta[2][0] * got.a[2][0] * (1 - got.a[2][0]), rel=1e-6)


def test_hadamard_is_the_textbooks_example():
    assert matrix.hadamard(np.array([200], np.uint8), np.array([2], np.uint8)).tolist() == [400.0]
    assert matrix.hadamard([1, 2], [3, 4]) == [3, 8]
    assert matrix.hadamard(np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]])).tolist() == [
        [5, 12],
        [21, 32],
    ]


@every(
    ("call", "text"),
    [
        (
            lambda: matrix.feedforward([None, [[1.0, 2.0]]], [None, [0.0]], [1.0, 2.0, 3.0]),
            "w[1] has 2 columns, but layer 0 gives 3 numbers; give one column for each neuron of the layer "
            "before",
        ),
        (
            lambda: matrix.feedforward(
                [None, [[1.0, 2.0]]], [None, [0.0]], [[1.0, 2.0], [1.0, 2.0], [3.0, 4.0]]
            ),
            "w[1] has 2 columns, but layer 0 gives 3 numbers; a batch has a column for each example: "
            "give transpose(x)",
        ),
        (
            lambda: matrix.feedforward([[[1.0]]], [[0.0]], [1.0]),
            "index 0 of w and b is the input, which has none: give [None, w1, ...] and [None, b1, ...]",
        ),
        (
            lambda: matrix.feedforward([None, [[1.0]], [[2.0]]], [None, [0.0]], [1.0]),
            "w has 2 layers, but b has 1; give as many, after index 0",
        ),
        (
            lambda: matrix.backprop([None, [[1.0]]], [None, [0.0]], [1.0], [1.0], activation=["tanh"]),
            "w has 1 layers, but the list of activations has 0; give as many, after index 0",
        ),
        (
            lambda: matrix.feedforward([None, [[1.0]]], [None, [0.0, 1.0]], [1.0]),
            "w[1] has 1 rows, but b[1] has 2 numbers; give a bias for each neuron",
        ),
        (
            lambda: matrix.feedforward([None, [[1.0, 2.0], [1.0]]], [None, [0.0, 0.0]], [1.0, 2.0]),
            "the rows of w[1] have 1, 2 numbers; give each neuron as many weights",
        ),
        (
            lambda: matrix.feedforward([None, [[1.0]]], [None, np.ones((1, 1))], [1.0]),
            "b[1] is a matrix, but each neuron has one bias; give the list of them, as in b[:, 0]",
        ),
        *(
            (
                lambda kind=kind: matrix.product(kind([[1.0] * 3] * 2), kind([1.0, 2.0])),
                "a matrix of 3 columns cannot be multiplied with 2 numbers or rows; give as many",
            )
            for kind in (list, np.array)
        ),
        *(
            (
                lambda kind=kind: matrix.bp2(kind([[1.0] * 2] * 3), kind([1.0] * 2), kind([0.0] * 2)),
                "a matrix of 3 columns cannot be multiplied with 2 numbers or rows; give as many",
            )
            for kind in (list, np.array)
        ),
        *(
            (
                lambda kind=kind: matrix.weighted_input(
                    kind([[1.0] * 2] * 3), kind([1.0] * 2), kind([0.0] * 2)
                ),
                "a matrix of 3 rows gives as many sums, but got 2 biases; give as many",
            )
            for kind in (list, np.array)
        ),
        (
            lambda: matrix.bp4(np.ones((3, 2)), np.ones((2, 4))),
            "a matrix of 4 columns cannot be multiplied with 2 numbers or rows; give as many",
        ),
        (
            lambda: matrix.hadamard([1, 2], [[3], [4]]),
            "the Hadamard product takes two of one shape, but got 1 for [3]",
        ),
        *(
            (
                lambda kind=kind: matrix.bp4(kind([[1.0], [2.0]]), kind([10, 20])),
                "delta is of one example, but a_before of a batch; give both as vectors, or both as matrices",
            )
            for kind in (list, np.array)
        ),
        (
            lambda: matrix.bp4([1.0, 2.0], [[10], [20]]),
            "a_before is of one example, but delta of a batch; give both as vectors, or both as matrices",
        ),
        (
            lambda: matrix.hadamard(np.ones((2, 2)), np.ones(2)),
            "the Hadamard product takes two of one shape, but got (2, 2) and (2,)",
        ),
        (
            lambda: matrix.hadamard([1], [1, 2]),
            "the Hadamard product takes two of one shape, but got 1 and 2 elements",
        ),
        (
            lambda: matrix.hadamard([[1, 2]], [[1]]),
            "the Hadamard product takes two of one shape, but got 2 and 1 elements",
        ),
        (
            lambda: matrix.bp1([1.0], [1.0], "softmx"),
            "there is no activation 'softmx'; choose one of relu, tanh, sigmoid, leaky_relu, elu, selu, "
            "gelu, silu, softplus, softsign, relu6",
        ),
    ],
)
def test_errors_say_what_was_given_and_what_to_do(call, text):
    with pytest.raises(ValueError) as error:  # noqa: PT011  the text is compared whole
        call()
    assert str(error.value) == text


# ---- what the matrix form does not know ----


def test_a_network_that_computes_by_a_call_of_its_own_is_refused():
    class Tanh(nn.Neuron):
        def __call__(self, x):
            return super().__call__(x).tanh()

    class Twice(nn.MLP):
        def __call__(self, x):
            return super().__call__(super().__call__(x))

    tanh, strange, foreign = (nn.MLP(2, [2, 2]) for _ in range(3))
    tanh.layers[0].neurons[1] = Tanh(2)
    strange.layers[1] = nn.Softmax()
    foreign.layers[1].neurons[0] = Own()
    for model, told in (
        (tanh, r"does not know what ReLUNeuron\(2\) computes; make it a Neuron$"),
        (strange, r"does not know what Softmax\(\) computes; make it a Layer$"),
        (foreign, r"does not know what Own\(0 parameters\) computes; make it a Neuron$"),
        (Twice(2, [2, 2]), "^the matrix form is that of an MLP, but got MLP of "),
        (nn.Layer(2, 2), "^the matrix form is that of an MLP, but got Layer of "),
    ):
        with pytest.raises(TypeError, match=told):
            matrix.parameters_of(model)


class Own(nn.Module):
    """A neuron of another make."""


def test_a_subclass_that_computes_as_an_mlp_does_has_the_matrix_form():
    class Named(nn.MLP):
        def __init__(self):
            super().__init__(2, [3, 1], activation="tanh")

    model = Named()
    w, b, activation = matrix.parameters_of(model)
    assert matrix.feedforward(w, b, [0.3, -0.2], activation)[1][-1] == [model([0.3, -0.2]).data]


def test_the_assumptions_come_with_the_matrix_form():
    code = "from micrograd_like import matrix; print(matrix.assumptions.Verdict(True, 'so'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "yes: so\n"
