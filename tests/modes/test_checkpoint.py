"""Checkpointed reverse: the same gradients from less memory."""

import gc
import random
import tracemalloc

import pytest

import micrograd_like as mg
from micrograd_like import Value, backprop_steps, checkpoint, derivative, grad, hessian, nn, no_grad


def turn(x, times=20):
    for _ in range(times):
        x = 3.7 * x * (1 - x)
    return x


def chained(x, pieces=15):
    for _ in range(pieces):
        x = checkpoint(turn, x)
    return x


def plain(x, pieces=15):
    for _ in range(pieces):
        x = turn(x)
    return x


def test_a_checkpointed_chain_has_the_very_gradient_of_the_plain_one():
    x, y = Value(0.3), Value(0.3)
    a, b = chained(x), plain(y)
    a.backward()
    b.backward()
    assert a.data == b.data
    assert x.grad == pytest.approx(y.grad, rel=1e-12)


def test_a_checkpoint_keeps_no_graph():
    v = chained(Value(0.3))
    nodes = 0
    while v.parents:
        (v,) = v.parents
        nodes += 1
    assert nodes == 30  # two nodes a piece, no constants


@pytest.mark.slow
def test_memory_grows_with_the_pieces_and_not_with_the_steps():
    def peak(run):
        gc.collect()
        tracemalloc.start()
        x = Value(0.3)
        run(x).backward()
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(lambda x: chained(x, 50)) < 0.2 * peak(lambda x: plain(x, 50))


def test_derivatives_of_derivatives_pass_through_checkpoints():
    f = lambda x: checkpoint(lambda u: u**3 * mg.sin(u), x) * x  # noqa: E731
    g = lambda x: x**4 * mg.sin(x)  # noqa: E731
    for order in (1, 2, 3):
        ours, theirs = f, g
        for _ in range(order):
            ours, theirs = grad(ours), grad(theirs)
        assert ours(1.3) == pytest.approx(theirs(1.3), rel=1e-12)
        assert derivative(f, order)(1.3) == pytest.approx(theirs(1.3), rel=1e-12)


def test_parameters_used_without_being_handed_over_get_their_gradients():
    random.seed(4)
    model = nn.MLP(2, [5, 1], activation="tanh")
    by_checkpoint = checkpoint(lambda a, b: model([a, b]) ** 2, Value(0.5), Value(-1.0))
    by_checkpoint.backward()
    found = [p.grad for p in model.parameters()]
    model.zero_grad()
    (model([0.5, -1.0]) ** 2).backward()
    assert found == pytest.approx([p.grad for p in model.parameters()], rel=1e-14)


def test_inner_nodes_used_from_outside_get_their_gradients_at_the_right_time():
    w = Value(2.0)
    shared = w * w
    out = checkpoint(lambda x: x * shared + mg.exp(w) * shared, Value(3.0)) + shared
    out.backward()
    exact = derivative(lambda w: 3 * w * w + mg.exp(w) * w * w + w * w)(2.0)
    assert w.grad == pytest.approx(exact, rel=1e-14)


def test_a_derivative_around_sees_what_a_checkpoint_uses():
    f = lambda w: checkpoint(lambda x: w * x**2, 3.0 * w)  # noqa: E731
    assert grad(f)(2.0) == 27 * 2.0**2
    assert grad(grad(f))(2.0) == 54 * 2.0
    assert hessian(lambda v: checkpoint(lambda x: v[0] * x, v[1]))([2.0, 5.0]) == [[0.0, 1.0], [1.0, 0.0]]


def test_several_outputs_share_one_run_for_the_sweep():
    runs = []

    def swap(state):
        runs.append(1)
        return {"p": state["q"] * state["p"], "q": [state["p"] + 1]}

    p, q = Value(2.0), Value(5.0)
    out = checkpoint(swap, {"p": p, "q": q})
    (out["p"] * 3 + out["q"][0] * 7).backward()
    assert (p.grad, q.grad) == (22.0, 6.0)
    assert len(runs) == 3  # for the values, for what is used from outside, and for the sweep of both


def test_a_function_that_does_something_else_the_second_time_is_refused():
    random.seed(1)
    with pytest.raises(
        ValueError, match=r"gave 0.403\d* at first and 2.5\d* when it was run again; it must do"
    ):
        checkpoint(lambda u: u * random.random(), Value(3.0))
    w, x = Value(2.0), Value(3.0)
    y = checkpoint(lambda u: u * w, x)
    w.data = 5.0
    with pytest.raises(ValueError, match="gave 6 at first and 15 when it was run again"):
        y.backward()


def test_checkpoints_may_stand_inside_checkpoints():
    inner = lambda x: checkpoint(turn, x)  # noqa: E731
    assert grad(lambda x: checkpoint(lambda u: inner(inner(u)), x))(0.3) == pytest.approx(
        grad(lambda x: turn(turn(x)))(0.3), rel=1e-13
    )


def test_a_checkpointed_module_is_an_argument_like_any_other():
    random.seed(4)
    model = nn.Neuron(2, activation="tanh")
    f = lambda m: checkpoint(lambda m: m([1.0, 2.0]), m) ** 2  # noqa: E731
    assert grad(f)(model) == pytest.approx(grad(lambda m: m([1.0, 2.0]) ** 2)(model), rel=1e-14)


def test_plain_numbers_and_no_grad_need_no_checkpoint():
    assert checkpoint(turn, 0.3).data == pytest.approx(turn(0.3))
    with no_grad():  # pyright: ignore[reportGeneralTypeIssues]
        assert checkpoint(turn, Value(0.3)).parents == ()


def test_steps_show_a_checkpoint_as_one_operation():
    x = Value(2.0, label="x")
    *_, last = backprop_steps(checkpoint(lambda u: u * u * u, x))
    assert str(last) == "x.grad += local 12 x upstream 1 = 12"
    assert x.grad == 0.0


def test_checkpoints_are_freed_without_the_collector():
    gc.collect()
    gc.disable()
    try:
        chained(Value(0.3)).backward()
        grad(chained)(0.3)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_many_pieces_need_no_recursion():
    x = y = Value(1.0)
    for _ in range(3000):
        y = checkpoint(lambda u: u + 1.0, y)
    y.backward()
    assert x.grad == 1.0
