"""The health report on networks made sick on purpose, and the demonstrations against closed forms."""

import math
import random
from itertools import pairwise
from typing import Any

import pytest
from cases import every

from micrograd_like import Value, nn
from micrograd_like.health import clipped_loss, killed_relu, report, sigmoid_tower
from micrograd_like.nn import losses
from micrograd_like.training import optim

X = [[random.Random(i).gauss(0, 1), random.Random(-i - 1).gauss(0, 1)] for i in range(20)]
Y = [1.0 if x[0] > x[1] else -1.0 for x in X]


def look(model, inputs=X, targets=Y, **options) -> Any:
    outputs = [model(x) for x in inputs]
    return report(model, losses.mean_squared_error(outputs, targets[: len(outputs)]), **options)


def made(sizes, activation, init="xavier", seed=0, scale=1.0) -> nn.MLP:
    random.seed(seed)
    model = nn.MLP(2, sizes, activation=activation, init=init)
    for p in model.parameters():
        p.data *= scale
    return model


@every("k", [1, 2, 5, 10, 30])
def test_k_sigmoid_layers_shrink_the_first_gradient_to_a_quarter_to_the_k(k):
    gradients = sigmoid_tower(k)
    assert gradients[0] == 0.25**k
    assert gradients == [0.25 ** (k - i) for i in range(k)]
    assert (
        sigmoid_tower(k, weight=4.0)[0] == 0.25
    )  # weights of 4 would hold it up, at the middle of the slope


def test_random_sigmoid_layers_shrink_it_about_as_much():
    random.seed(3)
    depths = range(2, 9)
    shares = []
    for k in depths:
        model = nn.MLP(2, [8] * k + [1], activation="sigmoid", init="lecun")
        layers = look(model).layers
        shares.append(math.log(layers[0].each / layers[k - 1].each, 4) / (k - 1))
    assert -1.6 < sum(shares) / len(shares) < -0.7  # a factor of about 1/4 for each layer


def test_a_deep_sigmoid_network_is_reported_as_vanishing_and_a_tanh_one_is_not():
    sick, well = look(made([8] * 8 + [1], "sigmoid")), look(made([8] * 8 + [1], "tanh"))
    assert sick.vanishing
    assert any(line.startswith("The gradient vanishes: a neuron of layers.0 gets ") for line in sick.advice)
    assert not well.vanishing
    assert well.advice == ["Nothing stands out: gradients reach every layer."]


def test_vanishing_is_seen_where_the_examples_cancel_in_the_gradient_of_every_layer():
    """A deep sigmoid network says the same of all; with as many of both classes its last gradient is tiny."""
    model = made([8] * 8 + [1], "sigmoid")
    outputs, targets = [model([k / 10, -k / 10]) for k in range(-5, 6) if k], [1, -1] * 5
    found = report(model, losses.hinge(outputs, targets), lr=0.1)
    assert found.layers[0].each > 0.1 * found.layers[-1].each
    assert found.vanishing
    assert found.advice[0].startswith("The gradient vanishes: a neuron of layers.0 gets ")
    deltas = [layer.delta for layer in found.layers]
    assert all(0.02 < ahead / behind < 0.5 for ahead, behind in pairwise(deltas))  # about 1/4 for each layer


def test_the_delta_of_a_layer_is_the_root_mean_square_of_its_errors():
    model = made([3, 1], "tanh")
    outputs = [model(x) for x in X]
    hidden = [node.parents[0] for y in outputs for node in y.parents if node._op == "tanh"]
    loss = losses.mean_squared_error(outputs, Y)
    found = report(model, loss)
    loss.backward()
    assert len(hidden) == 3 * len(X)
    assert found.layers[0].delta == pytest.approx(
        math.sqrt(sum(z.grad**2 for z in hidden) / len(hidden)), rel=1e-14
    )
    assert found.layers[1].delta == pytest.approx(
        math.sqrt(sum(y.grad**2 for y in outputs) / len(outputs)), rel=1e-14
    )


class Scaled(nn.Module):
    """Two parameters without neurons, one after the other; the first is behind a slope of almost 0."""

    def __init__(self):
        self.a, self.b = Value(20.0), Value(1.0)

    def __call__(self, x):
        return (self.a * x[0]).tanh() * self.b


def test_where_there_are_no_neurons_parameters_are_compared():
    found = look(Scaled(), [[1.0]], [0.0])
    assert [layer.delta for layer in found.layers] == [None, None]
    assert found.advice == [
        "The gradient vanishes: a parameter of a gets 2e-17 of what one of b gets; use relu or tanh with "
        'init="he" or "xavier", or fewer layers.'
    ]
    assert str(found).splitlines()[1].split()[4:6] == ["0", "-"]


def test_large_weights_make_gradients_explode():
    sick = look(made([12] * 8 + [1], "relu", init="micrograd", scale=4.0))
    assert sick.exploding
    assert any(line.startswith("The gradient explodes: it is ") for line in sick.advice)
    assert not look(made([12] * 8 + [1], "relu", init="he")).exploding


@every(("times", "explodes"), [(300.0, False), (3000.0, True)])
def test_a_gradient_explodes_if_it_is_a_thousand_times_as_large_as_the_last_ones(times, explodes):
    model = Scaled()
    found = report(model, times * model.a + model.b)
    assert [layer.each for layer in found.layers] == [times, 1.0]
    assert found.exploding is explodes
    assert any(line.startswith("The gradient explodes: ") for line in found.advice) is explodes


def test_a_gradient_that_is_nan_counts_as_exploding():
    model = made([3, 1], "relu")
    assert look(model, [[math.inf, 1.0]]).exploding


@every("activation", ["sigmoid", "tanh", "softsign"])
def test_weights_ten_times_as_large_saturate_and_the_share_says_so(activation):
    small, large = (look(made([20, 1], activation, scale=s)).layers[0] for s in (1.0, 60.0))
    assert small.saturated < 0.1
    assert large.saturated > 0.5
    assert large.dead == 0


def test_the_share_of_saturated_outputs_is_counted_exactly():
    model = made([2, 1], "tanh")
    for neuron, bias in zip(model.layers[0].neurons, (0.0, 5.0), strict=True):
        neuron.w[0].data = neuron.w[1].data = 0.0
        neuron.b.data = bias  # tanh'(0) = 1, tanh'(5) = 0.00018
    assert look(model).layers[0].saturated == 0.5


def test_dead_relus_are_counted_and_only_those():
    model = made([6, 1], "relu")
    for neuron in model.layers[0].neurons[:2]:
        neuron.b.data = -50.0
    found = look(model)
    assert found.layers[0].dead == found.dead == 2
    assert found.advice[0] == (
        "Dead neurons: 2 of 6 in layers.0 have no slope for any example, so that no gradient reaches them; "
        'lower lr, draw anew with init="he", or use leaky_relu.'
    )
    leaky = made([6, 1], "leaky_relu")
    for neuron in leaky.layers[0].neurons:
        neuron.b.data = -50.0
    assert look(leaky).dead == 0


def test_no_data_revive_a_killed_relu():
    rng = random.Random(5)
    for scale in (1e-6, 3, 200, 1e30):
        inputs = [[rng.uniform(-scale, scale), rng.uniform(-scale, scale)] for _ in range(20)]
        assert killed_relu(inputs, [rng.uniform(-9, 9) for _ in inputs]) == [0.0] * 100
    assert killed_relu([[1.0, 1.0]], [5.0], bias=3.0)[0] > 0  # the control: a living one learns


def test_the_clipped_loss_forgets_its_outliers_and_huber_does_not():
    errors = [-5.0, -0.5, 0.0, 0.9, 40.0]
    for loss, slopes in (
        (clipped_loss, [0.0, -0.1, 0.0, 0.18, 0.0]),
        (losses.huber, [-0.2, -0.1, 0.0, 0.18, 0.2]),
    ):
        xs = [Value(e) for e in errors]
        loss(xs, [0.0] * 5).backward()
        assert [x.grad for x in xs] == pytest.approx(slopes, rel=1e-14)


@pytest.mark.filterwarnings("ignore:SGD takes its first step, but every gradient is 0")  # that is why
def test_training_with_the_clipped_loss_stays_where_it_is_while_huber_arrives():
    ends = []
    for loss in (clipped_loss, losses.huber):
        x = Value(30.0)
        optimizer = optim.SGD([x], lr=0.5)
        for _ in range(100):
            optimizer.zero_grad()
            loss([x], [0.0]).backward()
            optimizer.step()
        ends.append(x.data)
    assert ends[0] == 30.0
    assert abs(ends[1]) < 1e-9


def test_norms_are_those_of_the_gradient_and_of_the_next_step():
    model = made([3, 1], "tanh")
    loss = losses.mean_squared_error([model(x) for x in X], Y)
    found = report(model, loss, lr=0.1)
    loss.backward()
    for layer, line in zip(model.layers, found.layers, strict=True):
        ps = layer.parameters()
        assert line.gradient == pytest.approx(math.sqrt(sum(p.grad**2 for p in ps)), rel=1e-14)
        assert line.update == pytest.approx(
            0.1 * line.gradient / math.sqrt(sum(p.data**2 for p in ps)), rel=1e-14
        )
        assert line.count == len(ps)
        assert line.each == pytest.approx(math.sqrt(sum(p.grad**2 for p in ps) / len(ps)), rel=1e-14)


def test_a_report_changes_nothing():
    model = made([3, 1], "tanh")
    for i, p in enumerate(model.parameters()):
        p.grad = float(i)
    optimizer = optim.Adam(model.parameters(), lr=0.1)
    before = (model.state_dict(), optimizer.state_dict(), [p.grad for p in model.parameters()])
    found = look(model, optimizer=optimizer)
    assert (model.state_dict(), optimizer.state_dict(), [p.grad for p in model.parameters()]) == before
    loss = losses.mean_squared_error([model(x) for x in X], Y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    size = math.hypot(*(before[0][name] for name in before[0] if name.startswith("layers.1")))
    moved = math.hypot(*(model.state_dict()[n] - before[0][n] for n in before[0] if n.startswith("layers.1")))
    assert found.layers[1].update == pytest.approx(moved / size, rel=1e-12)


def test_the_next_step_is_that_of_an_optimizer_that_has_taken_some():
    model = made([3, 1], "tanh")
    optimizer = optim.Adam(model, lr=0.1)
    for _ in range(4):
        loss = losses.mean_squared_error([model(x) for x in X], Y)
        optimizer.zero_grad()
        loss.backward()
        found, before = (
            report(model, loss, optimizer=optimizer),
            [p.data for p in model.layers[1].parameters()],
        )
        optimizer.step()
        moved = math.dist(before, [p.data for p in model.layers[1].parameters()])
        assert found.layers[1].update == pytest.approx(moved / math.hypot(*before), rel=1e-12)


def test_steps_too_large_and_too_small_are_named():
    assert any(
        line.startswith("Large steps, as a share of the weights: ")
        for line in look(made([3, 1], "tanh"), lr=10.0).advice
    )
    assert any(
        line.startswith("Small steps, as a share of the weights: ")
        for line in look(made([3, 1], "tanh"), lr=1e-7).advice
    )
    assert look(made([3, 1], "tanh")).layers[0].update is None


def test_steps_of_every_size_ask_for_another_optimizer_and_not_for_two_learning_rates():
    model = made([3, 1], "tanh")
    for p in model.layers[0].parameters():
        p.data *= 1e-4
    for p in model.layers[1].parameters():
        p.data *= 1e3
    (told,) = [line for line in look(model, lr=1e-5).advice if "steps" in line]
    assert told.startswith("Uneven steps, as a share of the weights: ")
    assert told.endswith("; no lr suits them all, so use Adam, which scales each step.")


def test_a_vanishing_gradient_is_no_reason_to_raise_the_learning_rate():
    found = look(made([8] * 8 + [1], "sigmoid"), lr=0.01)
    assert found.layers[0].update < 1e-5
    (told,) = found.advice
    assert told.startswith("The gradient vanishes: a neuron of layers.0 gets ")


def test_a_cause_is_told_once_and_not_its_effects():
    killed = made([4, 4, 1], "relu")
    for neuron in killed.layers[1].neurons:
        neuron.b.data = -50.0
    (told,) = look(killed, lr=0.01).advice
    assert told.startswith("Dead neurons: 4 of 4 in layers.1 have no slope")
    (told,) = look(made([3, 3, 1], "tanh", scale=0.0), lr=0.01).advice
    assert told == (
        "All parameters are 0 in layers.0, layers.1, layers.2: nothing flows back through them, and neurons "
        "that begin alike "
        'stay alike; draw them at random, as init="xavier" does.'
    )
    broken = made([3, 1], "tanh")
    broken.layers[1].neurons[0].w[0].data = math.nan
    (told,) = look(broken, lr=0.01).advice
    assert told.startswith("The gradient is nan or infinite in layers.0, layers.1; find the first operation")


def test_few_dead_neurons_are_no_reason_to_worry():
    model = made([8, 1], "relu")
    model.layers[0].neurons[0].b.data = -50.0
    assert look(model).advice == [
        "Dead neurons: 1 of 8 in layers.0 have no slope for any example, so that no gradient reaches them; "
        "so few do little harm."
    ]


def test_a_vanishing_gradient_has_the_cure_of_its_activation():
    for activation, cure in (
        ("relu", 'draw anew with init="he"'),
        ("tanh", 'draw anew with init="xavier"'),
        ("sigmoid", "use relu or tanh"),
    ):
        told = [
            line
            for line in look(made([8] * 8 + [1], activation, scale=0.2)).advice
            if line.startswith("The gradient vanishes")
        ]
        assert len(told) == 1
        assert f"; {cure}" in told[0]


def test_what_is_frozen_takes_no_step():
    model = made([3, 3, 1], "tanh")
    model.layers[0].freeze()
    model.layers[1].neurons[0].freeze()
    for options in ({"lr": 0.1}, {"optimizer": optim.SGD(model, lr=0.1)}):
        frozen, half, free = look(model, **options).layers
        assert (frozen.update, free.update) == (None, pytest.approx(0.1 * free.gradient / free.size))
        assert half.update < 0.1 * half.gradient / half.size
        assert frozen.gradient > 0


def test_a_flat_loss_is_named():
    model = made([3, 1], "tanh")
    loss = losses.hinge([model(x) * 0.0 + 5.0 for x in X], [1] * len(X))
    assert any(
        line.startswith("No gradient at all: the loss is flat here") for line in report(model, loss).advice
    )


def test_lone_neurons_sequences_and_modules_of_ones_own_are_reported_too():
    class Own(nn.Module):
        def __init__(self):
            self.scale = Value(2.0)
            self.inner = nn.Sequential(
                nn.Layer(2, 3, activation="tanh"), nn.Dropout(0.5, seed=0), nn.Neuron(3, nonlin=False)
            )

        def __call__(self, x):
            return self.scale * self.inner(x)

    random.seed(1)
    names = [(layer.name, layer.units, layer.activation) for layer in look(Own()).layers]
    assert names == [("scale", 0, "linear"), ("inner.parts.0", 3, "tanh"), ("inner.parts.2", 1, "linear")]
    random.seed(1)
    assert [(line.name, line.count) for line in look(nn.Neuron(2)).layers] == [("neuron", 3)]


def test_a_loss_that_says_nothing_about_the_model_is_refused():
    with pytest.raises(TypeError, match=r"^report takes the loss as a Value, with its graph, but got 0.5$"):
        report(nn.Neuron(1), 0.5)  # type: ignore[arg-type]
    with pytest.raises(
        ValueError, match=r"^the loss does not depend on the model's parameters; compute it with this model$"
    ):
        report(nn.Neuron(1), nn.Neuron(1)([2.0]) + 1)


def test_a_model_without_parameters_is_refused():
    with pytest.raises(
        ValueError, match=r"^Softmax\(\) has no parameters, so there is no gradient to report on$"
    ):
        report(nn.Softmax(), Value(1.0))


def test_long_lists_of_layers_are_shortened():
    found = look(made([4] * 12 + [1], "tanh", scale=0.0))
    assert found.advice[0].startswith(
        "All parameters are 0 in layers.0, layers.1, layers.2, ... layers.12 (13 layers): nothing flows"
    )


def test_five_layers_are_all_named():
    found = look(made([4] * 4 + [1], "tanh", scale=0.0))
    assert found.advice[0].startswith(
        "All parameters are 0 in layers.0, layers.1, layers.2, layers.3, layers.4: nothing flows back "
        "through them"
    )


def test_where_the_last_layer_has_no_error_nothing_vanishes():
    model = Scaled()
    found = report(model, 2.0 * model.a)
    assert [layer.gradient for layer in found.layers] == [2.0, 0.0]
    assert (found.vanishing, found.advice) == (False, ["Nothing stands out: gradients reach every layer."])
    flat = made([3, 1], "tanh")
    assert not report(flat, losses.hinge([100 + flat(x) for x in X], [1] * len(X))).vanishing


@pytest.mark.filterwarnings("ignore:Adam takes its first step, but every gradient is 0")
def test_a_layer_thawed_after_300_steps_is_reported_with_the_first_step_of_its_own():
    """The first step of Adam moves each of the 9 parameters by lr, whatever the gradient."""
    model = made([3, 1], "tanh")
    optimizer = optim.Adam(model, lr=0.1)
    model.layers[0].freeze()
    optimizer.zero_grad()
    for _ in range(300):
        optimizer.step()
    model.unfreeze()
    thawed = model.layers[0].parameters()
    before = [p.data for p in thawed]
    found = look(model, optimizer=optimizer).layers[0]
    assert found.update == pytest.approx(0.1 * math.sqrt(9) / math.hypot(*before), rel=1e-4)
    losses.mean_squared_error([model(x) for x in X], Y).backward()
    optimizer.step()
    moved = math.dist(before, [p.data for p in thawed])
    assert found.update == pytest.approx(moved / math.hypot(*before), rel=1e-12)


def test_errors_that_cancel_are_told_from_a_loss_that_is_flat():
    model = made([8, 1], "tanh")
    found = report(model, losses.hinge([model([1.0, 1.0]) for _ in range(10)], [1, -1] * 5), lr=0.1)
    assert found.advice == [
        "No gradient, though each example has an error: they cancel.  Are all inputs the same, or the labels "
        "balanced by chance?"
    ]
    model = made([1], "tanh")
    flat = report(model, losses.hinge([100 + model([1.0, 1.0])], [1]), lr=0.1)
    assert flat.advice == [
        "No gradient at all: the loss is flat here, as where every example is right by a margin."
    ]


def test_a_saturated_sigmoid_at_the_end_asks_for_another_cost_and_not_for_a_larger_lr():
    model = nn.Sequential(nn.Layer(2, 4, activation="tanh"), nn.Layer(4, 1, activation="sigmoid"))
    model.parts[1].neurons[0].b.data = 40.0
    found = look(model, lr=0.1)
    assert [line.split(":")[0] for line in found.advice] == [
        "Saturated outputs",
        "The last layer is saturated",
    ]
    assert "binary_cross_entropy_with_logits" in found.advice[1]


def test_an_optimizer_of_another_model_is_refused():
    with pytest.raises(
        ValueError,
        match=r"^the optimizer moves none of the model's parameters; give the one that trains this model$",
    ):
        look(made([2, 1], "tanh"), optimizer=optim.SGD(made([2, 1], "tanh"), lr=0.1))


def test_what_is_said_of_a_result_no_better_than_the_baseline():
    """It may be the fault of what stands out; of a few dead neurons, or gradients that arrive, it is not."""
    well, few, sick = made([8, 1], "tanh"), made([8, 1], "relu"), made([3, 3, 1], "tanh", scale=0.0)
    few.layers[0].neurons[0].b.data = -50.0
    (told,) = look(well, beats_baseline=False).advice
    assert told == (
        "Gradients reach every layer, so they are not why the result is no better than the baseline: look at "
        "the data, and at what is trained on them and how long."
    )
    assert [line[:9] for line in look(few, beats_baseline=False).advice] == ["Dead neur", "Gradients"]
    assert (
        look(sick, beats_baseline=False).advice[-1]
        == "This may be why the result is no better than the baseline."
    )
    assert look(well).advice == ["Nothing stands out: gradients reach every layer."]
