"""detect_anomaly: the first nan or infinity that reaches a result is named, with the user's own line."""

import gc
import math
import weakref

import pytest
from cases import every

from micrograd_like import (
    AnomalyError,
    Dual,
    Value,
    checkpoint,
    derivative,
    detect_anomaly,
    grad,
    hessian,
    jacfwd,
    jacrev,
    jvp,
    log,
    no_grad,
    relu,
    sqrt,
    value_and_grad,
    vjp,
    where,
)  # fmt: skip


def anomaly(told, run, *args):
    """Assert that run(*args), inside detect_anomaly(), raises AnomalyError with these words, and give them
    back."""
    with pytest.raises(AnomalyError, match=told) as raised, detect_anomaly():
        run(*args)
    return str(raised.value)


# ---- forward: what is made ----


def test_a_forward_nan_names_operation_label_and_line():
    x = Value(-1.0, label="rate")
    anomaly(
        r"^log gave nan from rate = -1.0, in test_anomaly.py, line \d+: .*rate.log\(\)",
        lambda rate: rate.log(),
        x,
    )


def test_it_is_raised_by_the_sweep_if_there_is_one():
    with detect_anomaly():
        x = Value(-1.0)
        y = x.log() * 2
        with pytest.raises(AnomalyError, match=r"log gave nan .*: y = x.log\(\) \* 2"):
            y.backward()
        assert x.grad == 0.0
    # told once: the end of the block says nothing more


def test_the_first_anomaly_is_the_one_that_is_told():
    def run():
        x = Value(0.0)
        y = 1 / x  # infinite
        (y - y).exp().backward()  # nan

    anomaly("^/ gave inf from .*: y = 1 / x", run)


def test_an_infinity_that_leaves_a_finite_result_is_told_all_the_same():
    anomaly("^log gave -inf", lambda: Value(0.0).log().exp())


def test_an_infinity_the_user_put_in_is_no_anomaly():
    with detect_anomaly():
        y = Value(math.inf) * 2
    assert y.data == math.inf


def test_an_unused_result_is_told_at_the_end_even_if_it_is_gone():
    def run():
        Value(-1.0).sqrt()
        for _ in range(1000):  # others take its place
            _ = Value(1.0).exp()

    anomaly("^sqrt gave nan", run)


def test_an_error_of_another_kind_is_not_hidden():
    with pytest.raises(ZeroDivisionError), detect_anomaly():
        _ = Value(-1.0).log().data / 0


# ---- what is forgiven ----


def test_a_nan_that_where_discards_is_forgiven_forward_and_backward():
    with detect_anomaly():
        x = Value(-1.0)
        y = where(x > 0, x.log(), x * x)
        y.backward()
    assert (y.data, x.grad) == (1.0, -2.0)


def test_what_is_computed_from_a_nan_before_where_discards_it_is_forgiven_too():
    with detect_anomaly():
        x = Value(-1.0)
        y = where(x > 0, (x.log() + 3).tanh(), x)
        y.backward()
    assert x.grad == 1.0


def test_a_nan_that_where_takes_is_told_with_the_line_that_made_it():
    def run():
        x = Value(-1.0)
        made = x.log()
        taken = where(x < 0, made, x)
        taken.backward()

    anomaly(r"^log gave nan from an operand = -1.0, .*: made = x.log\(\)", run)


def test_a_nan_that_is_discarded_once_and_used_once_is_told():
    def run():
        x = Value(-1.0)
        made = x.log()
        (where(x > 0, made, x) + made).backward()

    anomaly("^log gave nan", run)


def test_an_infinite_gradient_that_a_flat_branch_stops_is_forgiven():
    with detect_anomaly():
        x = Value(-1.0)
        y = sqrt(relu(x))  # sends infinity back to relu, which sends nothing on
        y.backward()
        assert grad(lambda x: sqrt(relu(x)) + x)(0.0) == 1.0
    assert x.grad == 0.0


def test_under_no_grad_a_discarded_nan_is_forgiven():
    with detect_anomaly(), no_grad():
        x = Value(-1.0)
        y = where(x > 0, x.log(), x)
    assert y.data == -1.0


def test_a_checkpointed_nan_is_forgiven_by_a_where_outside_and_told_elsewhere():
    x = Value(-1.0)
    with detect_anomaly():
        y = where(x > 0, checkpoint(lambda u: u.log() * 2, x), x)
        y.backward()
    assert x.grad == 1.0
    anomaly(r"^log gave nan .*u.log\(\) \* 3", lambda: checkpoint(lambda u: u.log() * 3, x) + 1)


# ---- backward: what leaves would get ----


def test_a_backward_nan_is_named_and_leaves_the_gradients_of_leaves_alone():
    x = Value(0.0, label="x")
    x.grad = 7.0
    with detect_anomaly():
        y = sqrt(x * x)
        with pytest.raises(
            AnomalyError, match=r"sqrt at 0.0 sends inf back.*y = sqrt\(x \* x\).*use abs, hypot or norm2"
        ):
            y.backward()
    assert x.grad == 7.0


def test_a_gradient_that_overflows_only_in_sum_is_named():
    x = Value(1e-3, label="x")
    with detect_anomaly():
        y = x * 1.5
        z = y * 6e307 + y * 6e307
        with pytest.raises(AnomalyError, match=r"sends inf back to x: partial 1.5 times gradient 1.2e\+308"):
            z.backward()


def test_shares_that_overflow_only_where_they_meet_in_a_leaf_are_named():
    x = Value(0.5, label="x")
    with detect_anomaly():
        z = x * 1e308 + x * 1e308
        with pytest.raises(
            AnomalyError, match=r"sends 1e\+308 back to x: .*with what it had the gradient is inf"
        ):
            z.backward()


# ---- derivatives ----


def test_forward_mode_is_seen_with_the_users_line():
    def f(x):
        y = x * x - 2
        return y.log() * 2

    told = r"^log gave nan from -1.0, in test_anomaly.py, line \d+: return y.log\(\) \* 2"
    for run in (
        derivative(f),
        derivative(f, 3),
        jacfwd(f),
        lambda x: jvp(f, (x,), (1.0,)),
        grad(f),
        hessian(f),
    ):
        anomaly(told.replace("from -1.0", "from .*-1.0"), run, 1.0)


def test_a_rate_that_becomes_infinite_is_seen_with_the_users_line():
    told = r"^sqrt at 0.0 sends the rate inf on: partial times rate is inf times 3.0, in .*: .*; sqrt has"
    anomaly(told, lambda: jvp(sqrt, (0.0,), (3.0,)))
    anomaly("^sqrt at 0.0 sends inf back", grad(sqrt), 0.0)


def test_duals_made_by_hand_are_seen():
    anomaly("^/ gave inf from 1.0, 0.0", lambda: 1.0 / Dual(0.0, 1.0))


def test_a_nan_that_where_discards_in_a_derivative_is_forgiven():
    f = lambda x: where(x > 0, x.log(), x * x)  # noqa: E731
    with detect_anomaly():
        assert [mode(f)(-3.0) for mode in (grad, derivative, jacrev, jacfwd)] == [-6.0] * 4
        assert hessian(f)(-3.0) == 2.0
        assert jacfwd(grad(f))(-3.0) == 2.0


def test_a_derivative_that_where_discards_is_forgiven_and_one_it_takes_is_told():
    slope = grad(sqrt)
    with detect_anomaly():
        assert grad(lambda x: where(x > 0, slope(x), x))(0.0) == 1.0
        x = Value(0.0)
        where(x > 0, slope(x), x).backward()
    assert x.grad == 1.0
    anomaly("^sqrt at 0.0 sends inf back", lambda: where(Value(1.0) > 0, slope(Value(0.0)), 1.0) + 1)


DERIVATIVES = {
    "grad": grad(log),
    "derivative": derivative(log),
    "second derivative": derivative(log, 2),
    "jacfwd": jacfwd(log),
    "jvp": lambda x: sum(jvp(log, (x,), (1.0,))),
    "value_and_grad": lambda x: sum(value_and_grad(log)(x)),
    "hessian": hessian(log),
}


@every("slope", DERIVATIVES.values(), ids=DERIVATIVES)
def test_of_a_derivative_at_a_value_only_what_is_used_counts(slope):
    x, others = Value(-1.0), []
    with detect_anomaly():
        y = where(x > 0, slope(x), x)
        others += [Value(1.0).exp() for _ in range(100)]  # take the places of what is gone
        y.backward()
    assert x.grad == 1.0
    anomaly("^log", lambda: slope(Value(-1.0)) + 1)
    anomaly("^log", slope, Value(-1.0))
    anomaly("^log", slope, -1.0)


def test_of_several_results_only_those_that_are_used_count():
    x, y = Value(0.0), Value(2.0)
    with detect_anomaly():
        value, rate = jvp(sqrt, (x,), (1.0,))
        infinite, finite = grad(lambda v: sqrt(v[0]) + v[1] ** 2)([x, y])
        z = where(x > 0, rate, value) + where(x > 0, infinite, finite)
    assert z.data == 4.0


def test_a_value_that_nobody_uses_is_told_with_or_without_a_graph():
    f = lambda x: x + Value(-1.0).log()  # noqa: E731
    for x in (2.0, Value(2.0)):
        anomaly(r"^log gave nan .*Value\(-1.0\).log\(\)", lambda: vjp(f, x))  # noqa: B023
        anomaly(r"^log gave nan .*Value\(-1.0\).log\(\)", lambda: jvp(f, (x,), (1.0,)))  # noqa: B023
    anomaly("^log gave nan", lambda: checkpoint(lambda u: u.log(), Value(-1.0)))


def test_partials_that_a_derivative_does_not_need_are_no_anomaly():
    with detect_anomaly():  # d/dy of x**y is nan for x < 0, but only d/dx is asked for
        assert grad(grad(lambda x: x ** Value(3.0)))(-2.0) == -12.0


# ---- the block ----


def test_outside_the_block_numbers_flow_again():
    with detect_anomaly():
        pass
    assert math.isnan(Value(-1.0).log().data)
    assert Value(1.0).exp().parents


def test_healthy_graphs_pass_and_give_the_same_gradients():
    def run():
        x = Value(0.7)
        y = (x * x + x.tanh()).relu() / 3
        y.backward()
        return x.grad

    with detect_anomaly():
        watched = run()
    assert watched == run()


def test_it_decorates_functions():
    @detect_anomaly()
    def f():
        return Value(1.0) / 0.0

    with pytest.raises(AnomalyError, match=r"/ gave inf from an operand = 1.0, an operand = 0.0"):
        f()
    assert (Value(1.0) / 0.0).data == math.inf


def test_graphs_made_in_the_block_are_not_kept_alive():
    class Told(Value):
        __slots__ = ()

    with detect_anomaly():
        for _ in range(3):
            x = Told(-1.0)
            gone = weakref.ref(x)
            where(x > 0, x.log(), x).backward()
        del x
        gc.collect()
        assert gone() is None


def test_the_error_is_an_arithmetic_error():
    assert issubclass(AnomalyError, FloatingPointError)
