"""Losses against mpmath, PyTorch's published numbers, finite differences, and the textbook forms they stand for."""

import math
import random
from typing import Any

import pytest
from cases import every
from mpmath import mp

from micrograd_like import Value, gradcheck, jacfwd, log_softmax, nn
from micrograd_like.data import micrograd_moons
from micrograd_like.matrix.assumptions import (
    average_over_examples,
    function_of_outputs,
    penalised,
    worst_example,
)
from micrograd_like.nn import losses, regularizers

PAIRED = [
    (losses.hinge, [0.3, -2.0, 1.5], [1, 1, -1]),
    (losses.mean_squared_error, [0.3, -2.0, 1.5], [1.0, 0.5, -1.0]),
    (losses.quadratic, [0.3, -2.0, 1.5], [1.0, 0.5, -1.0]),
    (losses.huber, [0.3, -2.0, 1.5], [1.0, 0.5, -1.0]),
    (losses.binary_cross_entropy_with_logits, [0.3, -2.0, 1.5], [1, 0, 0.25]),
    (losses.binary_cross_entropy, [0.3, 0.9, 0.5], [1, 0, 0.25]),
    (losses.mean_squared_error, [[0.3, -2.0], [1.5, 0.1]], [[1.0, 0.5], [-1.0, 2.0]]),
    (losses.quadratic, [[0.3, -2.0], [1.5, 0.1]], [[1.0, 0.5], [-1.0, 2.0]]),
    (losses.cross_entropy, [[0.3, -2.0, 1.0], [1.5, 0.1, 4.0]], [2, 0]),
    (losses.cross_entropy, [[0.3, -2.0, 1.0], [1.5, 0.1, 4.0]], [[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]]),
    (losses.negative_log_likelihood, [[-0.3, -2.0, -1.0], [-1.5, -0.1, -4.0]], [2, 0]),
]
IDS = [f"{loss.__name__}-{i}" for i, (loss, _, _) in enumerate(PAIRED)]


def lift(x) -> Any:
    return [lift(part) for part in x] if isinstance(x, list) else Value(x)


def flat(x):
    return [y for part in x for y in flat(part)] if isinstance(x, list) else [x]


def moved(x, at, by):
    """The nested list with its number at (counted flat) moved; and the count left."""
    if not isinstance(x, list):
        return (x + by if at == 0 else x), at - 1
    out = []
    for part in x:
        new, at = moved(part, at, by)
        out.append(new)
    return out, at


@every(("loss", "outputs", "targets"), PAIRED, ids=IDS)
def test_gradients_agree_with_central_differences(loss, outputs, targets):
    values = lift(outputs)
    loss(values, targets).backward()
    for i, v in enumerate(flat(values)):
        up, down = (loss(moved(outputs, i, h)[0], targets) for h in (1e-5, -1e-5))
        assert v.grad == pytest.approx((up - down) / 2e-5, rel=1e-8, abs=1e-9)


@every(("loss", "outputs", "targets"), PAIRED, ids=IDS)
def test_gradients_pass_gradcheck(loss, outputs, targets):
    found = gradcheck(lambda a: loss(a, targets), (outputs,))
    assert found, str(found)


@every(("loss", "outputs", "targets"), PAIRED, ids=IDS)
def test_forward_mode_gives_the_gradients_of_reverse_mode(loss, outputs, targets):
    values = lift(outputs)
    loss(values, targets).backward()
    assert flat(jacfwd(lambda a: loss(a, targets))(outputs)) == pytest.approx(
        [v.grad for v in flat(values)], rel=1e-14, abs=1e-300
    )


@every(("loss", "outputs", "targets"), PAIRED, ids=IDS)
def test_values_and_floats_give_the_same_bits(loss, outputs, targets):
    for reduction in ("mean", "sum"):
        assert loss(lift(outputs), targets, reduction=reduction).data == loss(
            outputs, targets, reduction=reduction
        )


@every(("loss", "outputs", "targets"), PAIRED, ids=IDS)
def test_reductions_agree_with_the_terms(loss, outputs, targets):
    terms = flat(loss(outputs, targets, reduction="none"))
    assert loss(outputs, targets, reduction="sum") == pytest.approx(math.fsum(terms), rel=1e-15)
    assert loss(outputs, targets) == pytest.approx(math.fsum(terms) / len(terms), rel=1e-15)


def test_the_demos_first_loss_is_micrograds_to_the_last_digit():
    """micrograd's demo.ipynb: scikit-learn's moons, MLP(2, [16, 16, 1]), max-margin loss, alpha = 1e-4."""
    points = micrograd_moons()
    random.seed(1337)
    model = nn.MLP(2, [16, 16, 1])
    loss = losses.hinge([model(x) for x in points.X], points.signs) + regularizers.l2(
        model.parameters(), 1e-4
    )
    assert loss.data == 0.8958441028683222


def test_a_mean_is_the_sum_times_one_nth_as_in_micrograd():
    scores = [0.1, 0.8, 0.8, 0.3, 0.5, 0.4]  # the terms add up to 3.1
    total = 0.0
    for s in scores:
        total += 1 - s
    assert losses.hinge(scores, [1] * 6) == total * (1.0 / 6) != total / 6


def test_karpathys_logits_give_his_loss_and_gradients():
    logits = lift([0.0, 3.0, -2.0, 1.0])
    loss = losses.cross_entropy(logits, 3)
    loss.backward()
    assert round(loss.data, 5) == 2.17552
    assert [round(x.grad, 5) for x in logits] == [0.04177, 0.83902, 0.00565, -0.88645]


@every(
    "logits", [[800.0, 0.0, -5.0], [-800.0, 0.0, 3.0], [40.0, 1.0, 2.0], [0.1, 0.2, 0.3], [1e300, 0.0, 1.0]]
)
def test_cross_entropy_and_its_gradient_keep_their_bits_at_any_scale(logits):
    with mp.workdps(1000):
        exps = [mp.exp(mp.mpf(x) - max(logits)) for x in logits]
        for k in range(3):
            keeps_its_bits(logits, k, exps)


def keeps_its_bits(logits, k, exps):
    xs = lift(logits)
    loss = losses.cross_entropy(xs, k)
    loss.backward()
    exact = -mp.log(exps[k] / mp.fsum(exps))
    slopes = [e / mp.fsum(exps) for e in exps]
    slopes[k] = -mp.fsum(s for j, s in enumerate(slopes) if j != k)
    scale = max(1.0, *map(abs, logits))  # an argument rounded to 1 ulp costs that many in exp
    assert loss.data == pytest.approx(float(exact), rel=4e-16 * scale, abs=1e-307)
    for x, slope in zip(xs, slopes, strict=True):
        assert x.grad == pytest.approx(float(slope), rel=4e-16 * scale, abs=1e-307)


@every(("x", "y", "loss", "slope"), [(800.0, 0, 800.0, 1.0), (800.0, 1, 0.0, 0.0), (-800.0, 1, 800.0, -1.0),
                                                       (-800.0, 0, 0.0, 0.0), (-800.0, 0.25, 200.0, -0.25)])  # fmt: skip
def test_binary_cross_entropy_is_exact_at_800_on_either_side(x, y, loss, slope):
    v = Value(x)
    told = losses.binary_cross_entropy_with_logits(v, y)
    told.backward()
    assert (told.data, v.grad) == (loss, slope)


def test_binary_cross_entropy_neither_overflows_nor_loses_a_confident_answer():
    x = Value(100.0)
    loss = losses.binary_cross_entropy_with_logits(x, 1)
    loss.backward()
    assert loss.data == pytest.approx(3.720075976020836e-44, rel=1e-15)
    assert x.grad == pytest.approx(-3.720075976020836e-44, rel=1e-15)
    assert losses.binary_cross_entropy_with_logits(-800.0, 1) == 800.0


def test_two_logits_are_one_logit_by_their_difference():
    both = losses.cross_entropy([0.7, -1.1], 0)
    assert both == pytest.approx(losses.binary_cross_entropy_with_logits(0.7 + 1.1, 1), rel=1e-15)


def test_cross_entropy_is_log_softmax_then_negative_log_likelihood():
    rows, classes = [[0.3, -2.0, 1.0], [1.5, 0.1, 4.0]], [2, 0]
    two_steps = losses.negative_log_likelihood([log_softmax(row) for row in rows], classes)
    assert losses.cross_entropy(rows, classes) == pytest.approx(two_steps, rel=1e-15)


def test_a_class_may_be_a_distribution():
    rows = [[0.3, -2.0, 1.0]]
    assert losses.cross_entropy(rows, [[0.0, 0.0, 1.0]]) == pytest.approx(
        losses.cross_entropy(rows, [2]), rel=1e-15
    )


def test_a_target_between_the_classes_weighs_their_losses():
    """-(y log p + (1 - y) log(1 - p)) with p = sigmoid(x), by mpmath."""
    for x, y in ((0.7, 0.25), (-3.0, 0.9), (2.0, 0.5)):
        with mp.workdps(30):
            p = 1 / (1 + mp.exp(-mp.mpf(x)))
            exact = -(y * mp.log(p) + (1 - mp.mpf(y)) * mp.log(1 - p))
        assert losses.binary_cross_entropy_with_logits(x, y) == pytest.approx(float(exact), rel=1e-15)


def test_huber_is_the_square_inside_and_a_line_of_slope_delta_outside():
    for error in (-7.0, -2.0, -0.5, 0.0, 1.0, 1.9, 30.0):
        x = Value(error)
        loss = losses.huber(x, 0.0, delta=2.0)
        loss.backward()
        assert loss.data == (0.5 * error**2 if abs(error) <= 2 else 2 * (abs(error) - 1))
        assert x.grad == max(-2.0, min(2.0, error))


def test_the_gradient_of_the_quadratic_cost_is_a_minus_y():
    a = lift([0.25, -1.0])
    losses.quadratic([a], [[1.0, 1.0]]).backward()
    assert [v.grad for v in a] == [-0.75, -2.0]


def test_hinge_sends_nothing_beyond_the_margin():
    scores = lift([1.0, 2.0, 0.999])
    losses.hinge(scores, [1, 1, 1], reduction="sum").backward()
    assert [s.grad for s in scores] == [0.0, 0.0, -1.0]


def test_a_mean_of_gradients_is_the_gradient_of_the_mean():
    w = Value(0.5)
    xs, ys = [1.0, -2.0, 3.0], [0.2, 0.1, -1.0]
    losses.quadratic([w * x for x in xs], ys).backward()
    whole, w.grad = w.grad, 0.0
    for x, y in zip(xs, ys, strict=True):
        losses.quadratic([w * x], [y]).backward()
    assert whole == pytest.approx(w.grad / 3, rel=1e-15)


def test_probabilities_that_rounding_left_a_little_beside_1_are_taken():
    assert losses.cross_entropy([1.0, 2.0, 3.0], [1 - 0.9 - 0.1, 0.9, 0.1]) == pytest.approx(1.3076, rel=1e-4)
    assert losses.cross_entropy([0.0] * 20, [0.04998779] * 20) == pytest.approx(
        math.log(20) * 20 * 0.04998779
    )


def test_probabilities_may_sum_to_1_up_to_a_thousandth():
    for q in (0.4995, 0.5005):
        assert losses.cross_entropy([0.0, 0.0], [0.5, q]) == pytest.approx((0.5 + q) * math.log(2), rel=1e-14)
    for q in (0.495, 0.505):
        with pytest.raises(
            ValueError,
            match=r"^cross_entropy takes a class, or probabilities from 0 on that sum to 1, but got \[",
        ):
            losses.cross_entropy([0.0, 0.0], [0.5, q])


def test_a_probability_may_be_below_0_by_rounding_alone():
    assert losses.cross_entropy([0.0, 0.0], [1.0, -1e-9]) == pytest.approx(math.log(2))
    with pytest.raises(ValueError, match=r"probabilities from 0 on that sum to 1, but got \[1.0, -0.0001\]$"):
        losses.cross_entropy([0.0, 0.0], [1.0, -1e-4])


def test_a_log_probability_may_be_above_0_by_rounding_alone():
    assert losses.negative_log_likelihood([1e-9, -20.0], 0) == -1e-9
    assert losses.negative_log_likelihood([1e-3, -20.0], 1) == 20.0  # it looks at what it is asked for
    with pytest.raises(
        ValueError,
        match=r"^negative_log_likelihood takes log probabilities, 0 or less, but got 0.001; give it",
    ):
        losses.negative_log_likelihood([1e-3, -20.0], 0)


def test_a_tiny_probability_of_the_wrong_answer_is_its_own_loss():
    """-log(1 - p) is p, and with a target of y beside it -y log p + p."""
    assert losses.binary_cross_entropy(1e-20, 0) == 1e-20
    assert losses.binary_cross_entropy(1e-20, 1e-25) == pytest.approx(
        1e-20 + 1e-25 * 20 * math.log(10), rel=1e-14, abs=0
    )


def test_a_probability_that_is_no_number_flows_on():
    assert math.isnan(losses.binary_cross_entropy(math.nan, 1))
    assert math.isnan(losses.negative_log_likelihood([math.nan, -1.0], 0))


@every(("p", "y"), [(1e-300, 0), (1e-20, 0.25), (0.3, 1), (1 - 2**-53, 0), (5e-324, 1)])
def test_binary_cross_entropy_keeps_its_bits_at_the_ends(p, y):
    q = mp.mpf(p)
    expected = -(y * mp.log(q) + (1 - y) * mp.log1p(-q))
    assert losses.binary_cross_entropy(p, y) == pytest.approx(float(expected), rel=1e-15, abs=0)
    assert [losses.binary_cross_entropy(float(k), k) for k in (0, 1)] == [0.0, 0.0]
    assert [losses.binary_cross_entropy(float(k), 1 - k) for k in (0, 1)] == [math.inf, math.inf]


@every("target", [1, [0.0, 1.0, 0.0], [0, 1, 0]])
def test_a_class_that_is_ruled_out_by_its_logit_costs_nothing(target):
    row = [Value(0.5), Value(1.5), Value(-math.inf)]
    loss = losses.cross_entropy(row, target)
    loss.backward()
    p = 1 / (1 + math.exp(-1.0))
    assert loss.data == pytest.approx(-math.log(p), rel=1e-15)
    assert [x.grad for x in row] == pytest.approx([1 - p, p - 1, 0.0], rel=1e-14)
    assert losses.cross_entropy([0.5, -math.inf], [0.25, 0.75]) == math.inf


@every(("loss", "outputs", "targets"), PAIRED, ids=IDS)
def test_every_loss_here_is_an_average_over_examples(loss, outputs, targets):
    verdict = average_over_examples(loss, outputs, targets)
    assert verdict, verdict.because


def test_a_cost_may_be_an_output_or_a_parameter_itself():
    model = nn.Neuron(2)
    outputs = [model([1.0, 2.0]), model([-1.0, 0.5])]
    assert function_of_outputs(outputs[0], outputs, model)
    assert str(function_of_outputs(model.w[1], outputs, model)) == (
        "no: 1 of 3 parameters reach the cost past the outputs, such as w.1"
    )


def test_costs_that_break_the_first_assumption_are_found_out():
    outputs, targets = [0.5, 2.0, -1.0], [0.0, 1.0, 1.0]
    assert not average_over_examples(worst_example, outputs, targets)
    assert not average_over_examples(lambda a, y: losses.quadratic(a, y, "sum"), outputs, targets)
    assert not average_over_examples(lambda a, y: losses.mean_squared_error(a, y) ** 0.5, outputs, targets)
    assert str(average_over_examples(worst_example, outputs, targets)) == (
        "no: C of 3 examples is 2, but the average of their C_x is 0.875"
    )


def test_costs_that_break_the_second_assumption_are_found_out():
    random.seed(1)
    model = nn.MLP(2, [3, 2], activation="tanh")
    outputs = [model(x) for x in ([1.0, 2.0], [-1.0, 0.5])]
    targets = [[0.0, 1.0], [1.0, 0.0]]
    assert function_of_outputs(losses.quadratic(outputs, targets), outputs, model)
    assert function_of_outputs(losses.cross_entropy(outputs, [0, 1]), outputs, model)
    assert not function_of_outputs(penalised(outputs, targets, model), outputs, model)
    hidden = outputs[0][0].parents[2]
    assert "reach the cost past the outputs" in str(
        function_of_outputs(outputs[0][0] + 0.1 * abs(hidden), outputs, model)
    )


def test_an_output_that_is_itself_a_parameter_is_no_way_past_the_outputs():
    class Constant(nn.Module):
        def __init__(self):
            self.c = Value(2.0)

        def __call__(self, x):
            return self.c

    model = Constant()
    outputs = [model([1.0])]
    assert function_of_outputs(losses.quadratic(outputs, [1.0]), outputs, model)


@every(
    ("call", "kind", "text"),
    [
        (lambda: losses.hinge([1.0], [0]), ValueError, "hinge takes targets -1 and 1, but got 0; for labels 0 and 1 give 2*y - 1"),
        (lambda: losses.hinge([1.0, 2.0], [1]), ValueError, "hinge takes one target for each output, but got 1 for 2; give as many"),
        (lambda: losses.mean_squared_error([1.0], 1.0), ValueError, "mean_squared_error takes outputs and targets of one shape, "
         "but got a list of 1 for one number; nest both alike"),
        (lambda: losses.huber([None], [1.0]), TypeError, "huber got None as an output; let the model return what it computes"),
        (lambda: losses.hinge([], []), ValueError, "the mean over no examples is undefined; give at least one"),
        (lambda: losses.cross_entropy([], []), ValueError, "the mean over no examples is undefined; give at least one"),
        (lambda: losses.negative_log_likelihood([], [], "sum"), ValueError, "the sum over no examples is undefined; give at least one"),
        (lambda: losses.hinge(1.0, "1"), ValueError, "hinge takes targets -1 and 1, but got '1'; for labels 0 and 1 give 2*y - 1"),
        (lambda: losses.hinge(1.0, 1, reduction="avg"), ValueError, "there is no reduction 'avg'; choose \"mean\", \"sum\" or \"none\""),
        (lambda: losses.cross_entropy([1.0, 2.0], 2), ValueError, "there is no class 2 among 2 outputs; classes count from 0 to 1"),
        (lambda: losses.cross_entropy([1.0, 2.0], -1), ValueError, "there is no class -1 among 2 outputs; classes count from 0 to 1"),
        (lambda: losses.cross_entropy([1.0, 2.0], 1.0), TypeError, "a class is a whole number from 0 to 1, but got 1.0; use int(1.0)"),
        (lambda: losses.cross_entropy([1.0, 2.0], [1]), ValueError, "cross_entropy takes a class, or 2 probabilities for 2 logits, but got [1]"),
        (lambda: losses.cross_entropy([[1.0, 2.0], 3.0], [0, 0]), ValueError, "cross_entropy takes one row, or rows only, but got 3.0 among "
         "2 rows; nest all alike"),
        (lambda: losses.cross_entropy([[1.0], [2.0]], [0, 0]), ValueError, "cross_entropy takes two logits or more, but got 1; "
         "for one logit use binary_cross_entropy_with_logits"),
        (lambda: losses.cross_entropy([[1.0, 2.0]], 0), ValueError, "cross_entropy takes one target for each of the 1 rows, "
         "but got 0; give a list"),
        (lambda: losses.binary_cross_entropy_with_logits(1.0, -1), ValueError, "binary cross-entropy takes targets from 0 to 1, "
         "but got -1; for -1 and 1 give (y + 1)/2"),
        (lambda: losses.binary_cross_entropy(0.5, 2), ValueError, "binary cross-entropy takes targets from 0 to 1, "
         "but got 2; for -1 and 1 give (y + 1)/2"),
        (lambda: losses.binary_cross_entropy(Value(1.5), 1), ValueError, "binary_cross_entropy takes probabilities from 0 to 1, "
         "but got 1.5; for outputs of any size use binary_cross_entropy_with_logits"),
        (lambda: losses.cross_entropy([1.0, 2.0], [-3.0, 4.0]), ValueError, "cross_entropy takes a class, or probabilities from 0 on that "
         "sum to 1, but got [-3.0, 4.0]"),
        (lambda: losses.cross_entropy([1.0, 2.0], [3.0, 4.0]), ValueError, "cross_entropy takes a class, or probabilities from 0 on that "
         "sum to 1, but got [3.0, 4.0]"),
        (lambda: losses.negative_log_likelihood([Value(1.5), Value(-2.0)], 0), ValueError, "negative_log_likelihood takes log probabilities, "
         "0 or less, but got 1.5; give it log_softmax(row), or use cross_entropy"),
        (lambda: losses.cross_entropy([0, 1], [[0.1, 0.2], [0.3, 0.4]]), ValueError, "cross_entropy takes probabilities as numbers, "
         "but got [0.1, 0.2]; outputs come first, then targets"),
        (lambda: losses.huber([1.0], [1.0], "sum"), ValueError, "huber takes a delta above 0, where the line begins, but got 'sum'"),
        (lambda: losses.negative_log_likelihood([-1.0, -2.0], [0.3, 0.7]), TypeError, "a class is a whole number from 0 to 1, but got [0.3, 0.7]; "
         "give the index of the class"),
        (lambda: losses.huber(1.0, 0.0, delta=0), ValueError, "huber takes a delta above 0, where the line begins, but got 0"),
    ],
)  # fmt: skip
def test_errors_say_what_was_given_and_what_to_do(call, kind, text):
    with pytest.raises(kind) as error:
        call()
    assert str(error.value) == text


class Own(Value):
    """A subclass takes the careful way through every operation, so that it can stand beside the quick one."""


@every(("loss", "outputs", "targets"), [
    *PAIRED,
    (losses.binary_cross_entropy, [0.3, 0.9, 0.5], [1, 0, 0.25]),
    (losses.cross_entropy, [[0.3, -2.0, 1.5], [0.1, 0.2, 0.3]], [1, 2]),
    (losses.cross_entropy, [0.3, -2.0, 1.5], 0),
    (losses.hinge, [[0.3, -2.0], [1.5, 0.1]], [[1, -1], [-1, 1]]),
])  # fmt: skip
@every("reduction", ["mean", "sum"])
def test_a_loss_of_values_a_subclass_and_floats_is_the_same_to_the_last_bit(
    loss, outputs, targets, reduction
):
    found = []
    for kind in (Value, Own):
        rows = [[kind(x) for x in row] if isinstance(row, list) else kind(row) for row in outputs]
        total = loss(rows, targets, reduction=reduction)
        total.backward()
        leaves = [x for row in rows for x in (row if isinstance(row, list) else [row])]
        found.append((type(total), total.data, [x.grad for x in leaves]))
    assert [kind for kind, *_ in found] == [Value, Own]
    assert found[0][1:] == found[1][1:]
    assert loss(outputs, targets, reduction=reduction) == found[0][1]


@every("odd", [None, "a", [1.0]])
def test_a_loss_of_what_is_no_number_is_refused(odd):
    with pytest.raises((TypeError, ValueError)):
        losses.mean_squared_error([Value(1.0), odd], [1.0, 2.0])
