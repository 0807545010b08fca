"""pick and one_hot: indexing that a program can replay with another index."""

import math

import pytest

from micrograd_like import Dual, Value, compile, grad, hessian, losses, one_hot, optim, pick, value_and_grad

XS = [0.5, -2.0, 3.0, 7.0]


def test_pick_of_a_plain_index_is_the_element_itself():
    values = [Value(x) for x in XS]
    assert all(pick(values, k) is values[k] and pick(XS, float(k)) == XS[k] for k in range(4))
    rows = [[Value(1.0), Value(2.0)], [Value(3.0), Value(4.0)]]
    assert pick(rows, 1) is rows[1]


def test_pick_by_a_value_is_a_node_that_sends_to_its_element_alone():
    values = [Value(math.inf), Value(math.nan), Value(3.0)]
    found = pick(values, Value(2.0))
    found.backward()
    assert (found.data, [v.grad for v in values]) == (3.0, [0.0, 0.0, 1.0])
    assert [v.data for v in pick([[Value(1.0), Value(2.0)], [Value(3.0), Value(4.0)]], Value(1.0))] == [
        3.0,
        4.0,
    ]
    assert pick([Dual(1.0, 5.0), Dual(2.0, 7.0)], Value(1.0)).tangent == 7.0


def test_derivatives_of_any_order_go_through_pick():
    f = lambda xs, k: pick([x**3 for x in xs], k)  # noqa: E731
    assert grad(f)(XS, Value(2.0))[2].data == 27.0
    assert hessian(lambda xs: f(xs, Value(2.0)))(XS)[2] == [0.0, 0.0, 18.0, 0.0]


def test_one_hot_is_1_in_its_place():
    assert one_hot(1, 3) == [0.0, 1.0, 0.0]
    assert [v.data for v in one_hot(Value(2.0), 3)] == [0.0, 0.0, 1.0]


@pytest.mark.parametrize("k", [4, -1, 4.0, Value(4.0), Value(-1.0)])
def test_an_index_that_is_not_there_is_an_error_with_the_places_that_are(k):
    with pytest.raises(IndexError, match=r"^pick takes an index from 0 to 3 into 4 elements, but got -?[14]"):
        pick(XS, k)
    with pytest.raises(IndexError, match=r"^pick takes an index from 0 to 3"):
        one_hot(k, 4)


@pytest.mark.parametrize("k", [1.5, "1", None, [1], math.nan, math.inf, True])
def test_an_index_is_a_whole_number(k):
    with pytest.raises(IndexError, match=r"^pick takes (a whole number|an index)"):
        pick(XS, k)


@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_another_index_needs_no_other_trace(backend):
    table = [[0.1 * i * j - 1.0 for j in range(3)] for i in range(5)]
    f = lambda rows, k: sum(x.tanh() * (j + 1) for j, x in enumerate(pick(rows, k)))  # noqa: E731
    program = compile(f, table, 0, backend=backend)
    for k in range(5):
        value, slope = value_and_grad(lambda rows, k=k: f(rows, k))(table)
        got, slopes = program.value_and_grad(table, k)
        assert math.isclose(got, value, rel_tol=1e-15)  # a sum is added in another order
        assert slopes == slope
    assert program.stats()["shapes"] == 1
    with pytest.raises(
        IndexError, match=r"picks one of 5 elements, so it is a whole number from 0 to 4, but got 5"
    ):
        program(table, 5)
    with pytest.raises(IndexError, match=r"but got 0\.5"):
        program(table, 0.5)


@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_cross_entropy_of_every_class_is_one_program(backend):
    rows = [[0.3, -1.0, 2.0], [40.0, 0.0, -700.0]]
    program = compile(losses.cross_entropy, rows, [0, 0], backend=backend)
    for classes in ([0, 0], [1, 2], [2, 1]):
        got = program.value_and_grad(rows, classes)
        assert got == value_and_grad(lambda x, c=classes: losses.cross_entropy(x, c))(rows)
    assert program.stats()["shapes"] == 1


def test_an_element_that_is_not_picked_may_be_nan():
    program = compile(lambda xs, k: pick(xs, k) ** 2, [1.0, 2.0, 3.0], 0)
    assert program.value_and_grad([math.nan, 2.0, math.inf], 1) == (4.0, [0.0, 4.0, 0.0])


def test_an_index_that_the_program_computes_is_refused():
    with pytest.raises(ValueError, match=r"^the index of pick is computed, as v\d+ = add\(x1, v\d+\)"):
        compile(lambda xs, k: pick(xs, k + 1), [1.0, 2.0], 0)
    with pytest.raises(TypeError, match=r"write pick\(xs, k\)"):
        compile(lambda xs, k: xs[k], [1.0, 2.0], 0)


def test_a_replay_of_one_hot_refuses_an_index_that_is_not_there():
    for backend in ("python", "numpy"):
        program = compile(
            lambda k: sum(x * (i + 1.0) for i, x in enumerate(one_hot(k, 3))), 1, backend=backend
        )
        assert [program(k) for k in (0, 1, 2)] == [1.0, 2.0, 3.0]
        for k in (3, -1, 0.5):
            with pytest.raises(IndexError, match="a whole number from 0 to 2"):
                program(k)
        with pytest.raises(IndexError):
            program.map([1, 5])


def test_a_training_step_of_something_else_than_an_optimizer_is_refused():
    for odd in (0.1, "adam", optim.SGD):
        with pytest.raises(TypeError, match="training_step takes an optimizer, but got"):
            compile(lambda x: x * x, 1.0).training_step(odd)
