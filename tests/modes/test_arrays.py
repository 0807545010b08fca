"""Derivatives take and give NumPy arrays of floats; NumPy is never loaded for those who have none."""

import math
import random
import subprocess
import sys

import numpy as np
import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import (
    Dual,
    Value,
    checkpoint,
    grad,
    gradcheck,
    hessian,
    hvp,
    jacfwd,
    jacrev,
    jvp,
    losses,
    nn,
    numerical_gradient,
    race,
    value_and_grad,
    vjp,
)  # fmt: skip

A, X = np.arange(1.0, 7.0).reshape(2, 3), np.array([0.5, -1.0, 2.0])


def rosenbrock(x):
    return ((1 - x[:-1]) ** 2).sum() + 100 * ((x[1:] - x[:-1] ** 2) ** 2).sum()


def floats(found, exact):
    """Assert that found is an array of floats with the numbers and the shape of exact."""
    assert type(found) is np.ndarray
    assert found.dtype == float
    assert found.shape == np.shape(exact)
    np.testing.assert_allclose(found, exact, rtol=1e-12, atol=1e-12)


# ---- one function, one array ----


def test_an_array_gives_a_gradient_of_its_shape():
    floats(grad(lambda a: (a * a).sum())(A), 2 * A)
    floats(grad(lambda a: (a @ X)[1])(A), [[0, 0, 0], X])
    value, gradient = value_and_grad(rosenbrock)(X)
    assert type(value) is float
    assert value == pytest.approx(rosenbrock(X))
    a, b, c = X
    floats(gradient, [
        2 * (a - 1) - 400 * a * (b - a * a),
        2 * (b - 1) + 200 * (b - a * a) - 400 * b * (c - b * b),
        200 * (c - b * b),
    ])  # fmt: skip


def test_a_hessian_is_a_square_array_and_its_product_an_array():
    H = hessian(rosenbrock)(X)
    floats(H, H.T)
    (product,) = hvp(rosenbrock, (X,), (np.array([1.0, -2.0, 0.5]),))
    floats(product, H @ [1.0, -2.0, 0.5])
    floats(hessian(lambda a: (a**3).sum())(A).reshape(6, 6), np.diag(6 * A.ravel()))


def test_jacobians_have_the_axes_of_output_and_argument():
    f = lambda x: A @ x  # noqa: E731
    for mode in (jacrev, jacfwd):
        floats(mode(f)(X), A)
        floats(mode(lambda a: a.T * 2)(A)[1, 0], [[0, 2, 0], [0, 0, 0]])
        floats(mode(lambda x: [x[0], x.sum()])(X)[1], [1, 1, 1])


def test_jvp_and_vjp_take_and_give_arrays():
    value, tangent = jvp(lambda x: np.exp(x) * 2, (X,), (np.array([1.0, 0.0, 2.0]),))
    floats(value, 2 * np.exp(X))
    floats(tangent, 2 * np.exp(X) * [1, 0, 2])
    value, pullback = vjp(lambda x: A @ x, X)
    floats(value, A @ X)
    floats(pullback(np.array([1.0, 10.0]))[0], [41, 52, 63])


def test_the_numbers_are_those_of_finite_differences():
    f = lambda x: mg.logsumexp(x) * np.tanh(x).sum() + (x[:2] @ x[1:]) / 3  # noqa: E731
    np.testing.assert_allclose(grad(f)(X), numerical_gradient(f, X), rtol=1e-8)
    assert gradcheck(f, X)
    assert [e.name for e in gradcheck(lambda a: (a * a).sum(), A).entries][3:5] == [
        "d/d input[1, 0]",
        "d/d input[1, 1]",
    ]
    assert race(f, X).inputs == 3


# ---- what comes in ----


@every("dtype", [int, bool, np.float32, np.int8, object])
def test_arrays_of_other_numbers_give_floats(dtype):
    floats(grad(lambda x: (x * x).sum())(np.array([1, 0, 1]).astype(dtype)), [2, 0, 2])


def test_the_callers_array_is_left_alone():
    def f(x):
        x[0] = x[0] * 3  # f's own array
        return x.sum()

    x = X.copy()
    floats(grad(f)(x), [3, 1, 1])
    assert (x == X).all()
    view = np.arange(12.0).reshape(3, 4)[::2, ::-1]
    floats(grad(lambda v: (v * v).sum())(view), 2 * view)


def test_several_arguments_lists_and_dicts_keep_their_shapes():
    a, x = grad(lambda a, x: (a @ x).sum(), (0, 1))(A, X)
    floats(a, [X, X])
    floats(x, A.sum(axis=0))
    tree = grad(lambda p: (p["w"] * p["b"][0]).sum())({"w": X, "b": [2.0]})
    floats(tree["w"], [2, 2, 2])
    assert tree["b"] == [X.sum()]
    assert grad(lambda v: v[0] * v[1])([2.0, 3.0]) == [3.0, 2.0]  # lists stay lists


def test_a_constant_array_beside_the_argument_is_no_matter():
    assert grad(lambda t, rows, words: (rows * t).sum())(2.0, A, np.array(["a", "b"])) == A.sum()


def test_an_empty_array_has_an_empty_gradient():
    floats(grad(lambda x: Value(1.0))(np.array([])), [])


def test_arrays_that_hold_no_real_numbers_are_refused():
    square = lambda x: (x * x).sum()  # noqa: E731
    with pytest.raises(TypeError, match=r"got complex"):
        grad(square)(X + 1j)
    with pytest.raises(TypeError, match=r"got str 'a'"):
        grad(square)(np.array(["a"]))
    with pytest.raises(TypeError, match=r"masked one; hand over its .filled"):
        grad(square)(np.ma.array(X, mask=[1, 0, 0]))


def test_tangents_and_weights_of_another_shape_are_refused():
    with pytest.raises(
        ValueError, match=r"expected an array of shape \(2, 3\), but got one of shape \(3, 2\)"
    ):
        jvp(lambda a: a.sum(), (A,), (A.T,))
    with pytest.raises(ValueError, match=r"expected an array of shape \(2,\), but got one of shape \(1, 2\)"):
        vjp(lambda x: A @ x, X)[1](np.ones((1, 2)))


# ---- what comes out, and nesting ----


def test_an_array_of_values_gives_a_graph():
    x = np.array([Value(v) for v in X])
    gradient = grad(lambda x: (x**3).sum())(x)
    assert gradient.dtype == object
    gradient.sum().backward()
    assert [v.grad for v in x] == pytest.approx(6 * X)


def test_derivatives_of_derivatives_pass_through_arrays():
    f = lambda x: np.prod(x) + x[0] ** 3  # noqa: E731
    H = hessian(f)(X)
    for other in (jacfwd(grad(f)), jacrev(jacfwd(f)), jacfwd(jacfwd(f)), jacrev(grad(f))):
        floats(other(X), H)
    assert jacfwd(hessian(f))(X).shape == (3, 3, 3)
    assert jacfwd(hessian(f))(X)[0, 0, 0] == 6.0


def test_an_array_of_one_number_is_no_number():
    with pytest.raises(ValueError, match=r"one number, but got an array of 1: \[4.0\]; use jacrev, or vjp"):
        grad(lambda x: x * x)(np.array([2.0]))


def test_where_something_else_stands_in_place_of_a_number_an_array_holds_objects():
    found = jacrev(lambda p: p["x"] * 2)({"x": X})
    assert [sorted(row) for row in found] == [["x"]] * 3
    floats(found[1]["x"], [0, 2, 0])


def test_a_checkpoint_takes_and_gives_arrays():
    f = lambda x: np.exp(x) * x.sum()  # noqa: E731
    floats(grad(lambda x: checkpoint(f, x).sum())(X), grad(lambda x: f(x).sum())(X))


def test_duals_by_hand_go_through_arrays():
    z = (A @ np.array([Dual(x, 1.0) for x in X]))[0]
    assert (z.primal, z.tangent) == (A[0] @ X, 6.0)


# ---- what it is for ----


def minimize(fun, x0, jac):
    """Steps as an optimizer of SciPy's takes them: it hands over and keeps flat arrays of floats."""
    assert jac is True
    x, step = np.asarray(x0, dtype=float), 1e-3
    for _ in range(500):
        value, gradient = fun(np.copy(x))
        assert np.isscalar(value)
        assert gradient.shape == x.shape
        assert gradient.dtype == np.float64
        trial = x - step * gradient
        step = step * 1.3 if fun(trial)[0] < value else step / 4
        x = trial if fun(trial)[0] < value else x
    return x


def test_an_optimizer_of_scipys_kind_runs():
    bowl = lambda x: ((x - np.array([1.0, -2.0])) ** 2 * np.array([1.0, 10.0])).sum()  # noqa: E731
    assert minimize(value_and_grad(bowl), np.array([5.0, 5.0]), jac=True) == pytest.approx(
        [1.0, -2.0], abs=1e-4
    )


def test_newtons_method_on_arrays_finds_the_minimum():
    x = np.array([-1.2, 1.0])
    for _ in range(8):
        x = x - np.linalg.solve(hessian(rosenbrock)(x), grad(rosenbrock)(x))
    floats(x, [1.0, 1.0])


def test_the_loss_of_a_module_is_differentiated_twice():
    random.seed(3)
    model = nn.MLP(2, [3, 1], activation="tanh")
    rows, targets = np.array([[1.0, -2.0], [0.5, 0.3]]), [1.0, -1.0]
    loss = lambda m: losses.mean_squared_error([m(row) for row in rows.tolist()], targets)  # noqa: E731
    H, names = hessian(loss)(model), [name for name, _ in model.named_parameters()]
    assert [list(H), *map(list, H.values())] == [names] * (len(names) + 1)
    v = {name: math.sin(i) for i, name in enumerate(names)}
    (product,) = hvp(loss, (model,), (v,))
    for name, p in model.named_parameters():  # differences of gradients
        sides = []
        for sign in (1, -1):
            p.data += sign * 1e-5
            sides.append(grad(loss)(model))
            p.data -= sign * 1e-5
        column = {k: (sides[0][k] - sides[1][k]) / 2e-5 for k in names}
        assert H[name] == pytest.approx(column, abs=1e-8)
        assert product[name] == pytest.approx(sum(H[name][k] * v[k] for k in names), rel=1e-12)


def test_a_derivative_of_lists_does_not_load_numpy():
    code = (
        "import sys; from micrograd_like import grad, jvp, hessian, gradcheck;"
        "f = lambda v: v[0] * v[1]; grad(f)([1.0, 2.0]); hessian(f)([1.0, 2.0]); gradcheck(f, [1.0, 2.0]);"
        "jvp(f, ([1.0, 2.0],), ([1.0, 0.0],)); print('numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
