"""A program over many examples: what is shared, shapes, errors."""

import random

import numpy as np
import pytest

from micrograd_like import MLP, Value, compile, pick, tanh
from micrograd_like.compiler import over_examples
from micrograd_like.compiler.ready import Ready


def test_axes_say_which_arguments_each_example_has_of_its_own():
    program = compile(lambda w, x: (w[0] * x + w[1]) ** 2, backend="python")
    assert program.map([2.0, 1.0], [1.0, 2.0, 3.0], axes=(None, 0)) == [9.0, 25.0, 49.0]
    values, grads = program.map_value_and_grad([2.0, 1.0], [1.0, 2.0], axes=(None, 0))
    assert (values, grads) == ([9.0, 25.0], [[6.0, 6.0], [20.0, 10.0]])
    assert program.mean_value_and_grad([2.0, 1.0], [1.0, 2.0], axes=(None, 0)) == (17.0, [13.0, 8.0])


def test_without_axes_modules_and_functions_are_shared_and_nothing_else_is():
    model = MLP(1, [1])
    program = compile(lambda m, f, x: f(m(x)), backend="python")
    assert program.map(model, tanh, [[0.5], [1.0]]) == [tanh(model([0.5])).data, tanh(model([1.0])).data]


def test_examples_of_several_shapes_are_run_in_groups_and_given_in_order():
    program = compile(lambda x: sum(x), backend="python")
    assert program.map([[1.0], [2.0, 3.0], [4.0], [5.0, 6.0]]) == [1.0, 5.0, 4.0, 11.0]
    assert program.stats()["shapes"] == 2
    assert program.map_value_and_grad([[1.0], [2.0, 3.0]]) == ([1.0, 5.0], [[1.0], [1.0, 1.0]])


def test_static_arguments_may_be_another_one_for_each_example():
    program = compile(lambda x, k: x[k] * 2.0, static=(1,), backend="python")
    assert program.map([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [1, 0, 1]) == [4.0, 6.0, 12.0]


def test_several_results_come_in_their_shape_for_each_example():
    program = compile(lambda x: {"a": x, "b": [x * 2.0]}, backend="python")
    assert program.map([1.0, 3.0]) == [{"a": 1.0, "b": [2.0]}, {"a": 3.0, "b": [6.0]}]
    with pytest.raises(TypeError, match=r"^a gradient is of one number"):
        program.map_value_and_grad([1.0, 3.0])


@pytest.mark.parametrize("backend", ["python", "numpy", "interpreter"])
def test_arrays_of_examples_are_taken_row_by_row(backend):
    if backend == "interpreter":
        pytest.importorskip("llvmlite")
    batch = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    program = compile(lambda x: x[0] * x[1], batch[0], backend=backend)
    assert program.map(batch) == [2.0, 12.0, 30.0]
    values, grads = program.map_value_and_grad(batch)
    assert np.array_equal(values, [2.0, 12.0, 30.0])
    assert np.array_equal(grads, [[2.0, 1.0], [4.0, 3.0], [6.0, 5.0]])


def test_examples_go_to_lanes_at_once_for_llvm_and_for_auto_when_that_pays(monkeypatch):
    pytest.importorskip("llvmlite")
    batch = np.array([[0.1 * k, 0.2 - 0.3 * k] for k in range(9)])
    f = lambda x: tanh(x[0] * x[1]) * x[1]  # noqa: E731
    expected = compile(f, backend="python").map_value_and_grad(batch)
    for backend, start, names in (
        ("llvm", 0.2, ["interpreter", "interpreter"]),
        ("auto", 0.2, ["numpy", "numpy"]),
        ("auto", 0.0, ["numpy", "interpreter"]),
        ("numpy", 0.0, ["numpy", "numpy"]),
    ):
        monkeypatch.setattr(over_examples, "START", start)
        program, found = compile(f, backend=backend), []
        for _ in names:
            values, grads = program.map_value_and_grad(batch)
            assert np.allclose(values, expected[0], rtol=1e-14)
            assert np.allclose(grads, expected[1], rtol=1e-13)
            (made,) = [r for key, r in program._last.version.made.items() if key[0] == "map"]
            found.append(made.machine.name)
        assert found == names, (backend, start)


def test_long_kernels_are_run_for_one_example_after_the_other():
    pytest.importorskip("llvmlite")
    f = lambda w, x: sum(a * b for a, b in zip(w, x, strict=True)) ** 2 + w[0]  # noqa: E731
    weights, batch = [0.01 * k for k in range(150)], np.random.default_rng(0).normal(size=(7, 150))
    program = compile(f, backend="llvm", argnums=1)
    values, grads = program.map_value_and_grad(weights, batch, axes=(None, 0))
    (made,) = [r for key, r in program._last.version.made.items() if key[0] == "map"]
    assert made.machine.name == "llvm"
    dots = batch @ weights
    assert np.allclose(values, dots**2, rtol=1e-13, atol=1e-13)
    assert np.allclose(grads, 2 * dots[:, None] * weights, rtol=1e-13, atol=1e-13)


def test_lanes_that_differ_are_not_taken(monkeypatch):
    pytest.importorskip("llvmlite")
    monkeypatch.setattr(over_examples, "START", 0.0)
    monkeypatch.setattr(Ready, "interpreted", lambda self: None)
    program = compile(lambda x: x[0] * x[1])
    for _ in range(3):
        assert program.map(np.ones((6, 2))) == [1.0] * 6


def test_no_examples_give_nothing():
    assert compile(lambda x: x, backend="python").map([]) == []


def test_wrong_axes_and_a_gradient_of_a_mean_by_an_example_are_refused():
    program = compile(lambda x, y: x * y, backend="python")
    with pytest.raises(
        ValueError, match=r"^axes has 0 .*for each of 2 arguments, and a 0 at least, but got \(0,\)$"
    ):
        program.map([1.0], [2.0], axes=(0,))
    with pytest.raises(ValueError, match=r"^axes has 0 .*but got \(None, None\)$"):
        program.map([1.0], [2.0], axes=(None, None))
    with pytest.raises(ValueError, match=r"use map_value_and_grad, or argnums= of a shared argument$"):
        program.mean_value_and_grad([1.0], [2.0])
    with pytest.raises(ValueError, match=r"^there are no examples"):
        program.mean_value_and_grad([], 2.0, axes=(0, None))


def test_values_as_examples_count_by_their_numbers():
    program = compile(lambda x: x * x, backend="python")
    assert program.map([Value(2.0), Value(3.0)]) == [4.0, 9.0]


@pytest.mark.parametrize("backend", ["python", "numpy", "interpreter"])
def test_each_example_draws_its_own_random_numbers(backend):
    if backend == "interpreter":
        pytest.importorskip("llvmlite")
    noisy = lambda x: x + random.gauss(0.0, 1.0)  # noqa: E731
    program = compile(noisy, 1.0, backend=backend)
    random.seed(5)
    found = program.map([1.0, 2.0, 3.0, 4.0, 5.0])
    random.seed(5)
    assert found == pytest.approx([x + random.gauss(0.0, 1.0) for x in (1.0, 2.0, 3.0, 4.0, 5.0)], rel=1e-14)


def test_an_index_out_of_its_list_is_refused_in_a_batch():
    program = compile(lambda xs, k: pick(xs, k) * 2.0, backend="python")
    assert program.map([1.0, 2.0], [0, 1, 1], axes=(None, 0)) == [2.0, 4.0, 4.0]
    with pytest.raises(IndexError, match="picks one of 2 elements"):
        program.map([1.0, 2.0], [0, 2], axes=(None, 0))
