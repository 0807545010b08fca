"""Penalties against their definitions and closed-form gradients."""

import random

import pytest
from cases import every

from micrograd_like import Value, nn
from micrograd_like.nn.regularizers import chosen, elastic_net, l1, l2


def test_l2_pulls_in_proportion_and_l1_with_a_constant_force():
    for penalty, slopes in ((l2, [0.6, -0.8, 0.0]), (l1, [0.1, -0.1, 0.0])):
        ps = [Value(3.0), Value(-4.0), Value(0.0)]
        penalty(ps, 0.1).backward()
        assert [p.grad for p in ps] == pytest.approx(slopes, rel=1e-15)


def test_elastic_net_runs_from_l2_to_l1():
    ps = [3.0, -4.0]
    assert elastic_net(ps, 0.5, ratio=0) == l2(ps, 0.5) == 12.5
    assert elastic_net(ps, 0.5, ratio=1) == l1(ps, 0.5) == 3.5
    assert elastic_net(ps, 0.5, ratio=0.25) == pytest.approx(0.25 * 3.5 + 0.75 * 12.5)


@every("penalty", [l1, l2, elastic_net])
def test_biases_are_left_out_on_request(penalty):
    random.seed(0)
    model = nn.MLP(2, [3, 1])
    biases = [layer_neuron.b for layer in model.layers for layer_neuron in layer.neurons]
    for b in biases:
        b.data = 1.5
    with_them, without = penalty(model, 0.1), penalty(model, 0.1, biases=False)
    assert with_them.data == pytest.approx(without.data + penalty(biases, 0.1).data, rel=1e-14)
    without.backward()
    assert all(b.grad == 0 for b in biases)
    assert len(chosen(model, biases=False)) == 2 * 3 + 3


def test_biases_are_known_by_the_attribute_that_holds_them():
    class Affine(nn.Module):
        def __init__(self, name):
            self.w = [Value(1.0), Value(2.0)]
            setattr(self, name, [Value(3.0), Value(4.0)])

    for name, left in (("b", 2), ("bias", 2), ("biases", 2), ("base", 4)):
        assert len(chosen(Affine(name), biases=False)) == left


def test_a_parameter_called_bias_is_a_bias_too():
    class Line(nn.Module):
        def __init__(self):
            self.slope, self.bias = Value(3.0), Value(4.0)

    assert l2(nn.Sequential(Line()), 1.0, biases=False).data == 9.0
    assert l2(Line(), 1.0).data == 25.0


@every("penalty", [l1, l2, elastic_net])
def test_a_strength_below_0_is_refused(penalty):
    with pytest.raises(
        ValueError,
        match=r"^the strength of a penalty is 0 or more, but got -0.\d+; below 0 it would reward large weights$",
    ):
        penalty([Value(1.0)], -0.1)


def test_a_list_cannot_say_which_of_its_numbers_are_biases():
    with pytest.raises(
        TypeError, match=r"^a list does not say which of its numbers are biases; give the Module itself$"
    ):
        l2([Value(1.0)], 0.1, biases=False)


def test_a_ratio_outside_0_to_1_is_refused():
    with pytest.raises(
        ValueError, match=r"^elastic_net takes a ratio from 0 \(all l2\) to 1 \(all l1\), but got 2$"
    ):
        elastic_net([1.0], 1.0, ratio=2)


def test_a_penalty_sums_in_the_order_of_the_parameters_whether_some_are_frozen_or_not():
    model = nn.MLP(2, [3, 1])
    assert chosen(model) == [p for _, p in model.named_parameters()]
    model.layers[0].neurons[1].freeze()
    assert (
        chosen(model)
        == model.parameters()
        == [p for _, p in model.named_parameters()][:3] + [p for _, p in model.named_parameters()][6:]
    )
