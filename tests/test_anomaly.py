"""detect_anomaly: the first nan or infinity is named, with the label and the user's own line."""

import math

import pytest

from micrograd_like import AnomalyError, Value, detect_anomaly, sqrt


def test_a_forward_nan_names_operation_label_and_line():
    x = Value(-1.0, label="rate")
    with (
        detect_anomaly(),
        pytest.raises(
            AnomalyError, match=r"log gave nan from rate = -1.0, in test_anomaly.py, line \d+: _ = x.log\(\)"
        ),
    ):
        _ = x.log()


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


def test_outside_the_block_numbers_flow_again():
    with detect_anomaly():
        pass
    assert math.isnan(Value(-1.0).log().data)
    assert Value(1.0).exp().parents


def test_an_infinity_the_user_put_in_is_no_anomaly():
    with detect_anomaly():
        y = Value(math.inf) * 2
    assert y.data == math.inf


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


def test_the_error_is_an_arithmetic_error():
    assert issubclass(AnomalyError, FloatingPointError)
