"""Checkpointed reverse: the same gradients from less memory."""

import gc
import random
import tracemalloc

import pytest
from cases import every

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
@pytest.mark.skipif(
    mg.accelerated, reason="the engine in C uses memory again, so tracemalloc does not see its nodes"
)
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


@every("sweep", [lambda y: y.backward(), lambda y: next(backprop_steps(y.parents[0]))])
def test_data_that_changed_between_the_run_and_the_sweep_is_told(sweep):
    w, x = Value(2.0), Value(3.0)
    for changed in (w, x):
        y = checkpoint(lambda u: u * w, x)
        changed.data += 1
        with pytest.raises(
            ValueError, match=r"gave 6 at first and [89] when it was run again; it must do the same"
        ):
            sweep(y)
        assert (w.grad, x.grad) == (0.0, 0.0)
        changed.data -= 1
    y = checkpoint(lambda u: u * w, x)
    w.data = 7.0
    w.data = 2.0  # as before
    y.backward()
    assert (w.grad, x.grad) == (3.0, 2.0)


def test_data_that_changed_between_two_sweeps_is_told():
    w, x = Value(2.0), Value(3.0)
    y = checkpoint(lambda u: u * w, x)
    y.backward()
    w.data = 5.0
    with pytest.raises(ValueError, match=r"gave 6 at first and 15 when it was run again"):
        y.backward()


def test_data_that_changed_before_a_sweep_that_is_a_graph_is_told():
    w = Value(2.0)

    def f(x):
        y = checkpoint(lambda u: u * u * w, x)
        w.data = 5.0
        return y

    with pytest.raises(ValueError, match=r"gave 18 at first and 45 when it was run again"):
        grad(grad(f))(3.0)


def test_a_checkpoint_whose_value_is_nan_has_its_gradient():
    x, y = Value(-1.0), Value(2.0)
    root, double = checkpoint(lambda u, v: [u.sqrt() * v, v * 2], x, y)
    assert root.data != root.data
    double.backward()
    assert (x.grad, y.grad) == (0.0, 2.0)
    root.backward()
    assert x.grad != x.grad
    assert y.grad != y.grad


def test_a_number_that_was_nan_or_becomes_nan_is_another_number():
    for before, after in ((-1.0, 4.0), (4.0, -1.0)):
        w = Value(before)
        y = checkpoint(lambda u: u * w.sqrt(), Value(1.0))  # noqa: B023  run in this turn
        w.data = after
        with pytest.raises(ValueError, match=r"checkpoint: the function gave .*nan"):
            y.backward()


def test_a_function_that_does_other_operations_the_second_time_is_refused():
    runs = []

    def f(u):
        runs.append(1)
        return u * 1.0 if len(runs) % 2 else u * 1.0 * 1.0

    with pytest.raises(ValueError, match=r"did other operations when it was run again"):
        checkpoint(f, Value(3.0)).backward()


# ---- what a function uses from outside ----


class Lazy:
    """Something that makes its parameter when it is first called."""

    w = None

    def __call__(self, u):
        if self.w is None:
            self.w = Value(2.0)
        return u * self.w + Value(1.0)


def test_a_parameter_made_in_the_first_run_gets_its_gradient():
    layer, x = Lazy(), Value(3.0)
    y = checkpoint(layer, x)
    y.backward()
    assert (layer.w.grad, x.grad) == (3.0, 2.0)


def test_a_leaf_that_only_a_list_or_nobody_but_the_function_holds_gets_its_gradient():
    hidden = [[Value(2.0)]]

    def times(w):
        return lambda u: u * w * hidden[0][0]

    f = times(Value(5.0))
    y = checkpoint(f, Value(3.0))
    y.backward()
    assert hidden[0][0].grad == 15.0
    assert f.__closure__[1].cell_contents.grad == 6.0


def test_constants_of_the_function_are_not_kept():
    y = checkpoint(lambda u: (u * 3.0 + Value(4.0)) * 5.0, Value(1.0))
    ((hidden,), (x,)) = y.parents, y.parents[0].parents
    assert (type(hidden).__name__, x.data) == ("RerunValue", 1.0)


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


@pytest.mark.slow
def test_many_pieces_need_no_recursion():
    x = y = Value(1.0)
    for _ in range(3000):
        y = checkpoint(lambda u: u + 1.0, y)
    y.backward()
    assert x.grad == 1.0
