"""Dropout, MaxPool, Softmax, Sequential, initializers, freezing, and saving of each."""

import copy
import json
import math
import pickle
import random
import re
from contextlib import ExitStack
from statistics import fmean, pvariance

import pytest
from cases import every

from micrograd_like import Value, gradcheck, total
from micrograd_like.nn import (
    INITIALISERS,
    MLP,
    Dropout,
    Layer,
    MaxPool,
    Module,
    Neuron,
    Sequential,
    Softmax,
    losses,
    regularizers,
)
from micrograd_like.rules import table
from micrograd_like.training import optim


def slopes(f, xs, h=1e-6):
    """Central differences of f at the numbers xs."""
    return [
        (f([*xs[:i], x + h, *xs[i + 1 :]]) - f([*xs[:i], x - h, *xs[i + 1 :]])) / (2 * h)
        for i, x in enumerate(xs)
    ]


def test_dropout_keeps_the_mean_and_drops_the_share_it_was_told_to():
    out = Dropout(0.3, seed=0)([1.0] * 20_000)
    assert set(out) == {0.0, 1 / 0.7}
    assert fmean(out) == pytest.approx(1.0, abs=0.02)  # 4 standard deviations are 0.0185
    assert out.count(0.0) / 20_000 == pytest.approx(0.3, abs=0.013)


def test_dropout_changes_nothing_once_the_network_is_used():
    model = Sequential(Layer(2, 8, activation="tanh"), Dropout(0.5, seed=1), Layer(8, 1, nonlin=False))
    noisy = {model([1.0, -1.0]).data for _ in range(5)}
    assert len(noisy) > 1
    model.eval()
    assert len({model([1.0, -1.0]).data for _ in range(5)}) == 1
    assert model.train().parts[1].training


def test_gradients_go_through_the_survivors_only():
    dropout = Dropout(0.5, seed=3)
    xs = [Value(float(i)) for i in range(1, 9)]
    out = dropout(xs)
    total(out).backward()
    assert [x.grad for x in xs] == [2.0 if y.data else 0.0 for y in out]
    assert 0 < sum(x.grad == 0 for x in xs) < 8


def test_with_the_mask_held_the_gradient_of_a_network_with_dropout_agrees_with_differences():
    random.seed(2)
    model = MLP(3, [6, 5, 1], activation="tanh", dropout=0.4, seed=5)
    x = [0.3, -0.7, 0.2]
    first, second = model.dropouts
    with first.same_mask(), second.same_mask():
        assert model(x).data == model(x).data
        xs = [Value(a) for a in x]
        model(xs).backward()
        assert [v.grad for v in xs] == pytest.approx(slopes(lambda a: model(a).data, x), rel=1e-6, abs=1e-9)
    assert len({model(x).data for _ in range(6)}) > 1


def test_networks_of_every_layer_pass_gradcheck_in_inputs_and_parameters():
    random.seed(3)
    body = Sequential(
        Layer(3, 8, activation="tanh"), Dropout(0.5, seed=1), MaxPool(2), Layer(4, 3, nonlin=False), Softmax()
    )
    with body.parts[1].same_mask():
        for f, inputs in (
            (body, ([0.3, -0.7, 0.2],)),
            (lambda model: losses.quadratic([model([0.3, -0.7, 0.2])], [[0, 1, 0]]), (body,)),
        ):
            found = gradcheck(f, inputs)
            assert found, str(found)


def test_with_the_masks_held_all_parameters_of_a_network_with_dropout_pass_gradcheck():
    random.seed(3)
    model = MLP(2, [5, 4, 2], activation="tanh", dropout=0.4)
    with ExitStack() as held:
        for dropout in model.dropouts:
            held.enter_context(dropout.same_mask())
        found = gradcheck(lambda m: losses.quadratic([m([0.3, -0.7])], [[0.0, 1.0]]), (model,))
        k, n = (dropout.mask(size).count(0.0) for dropout, size in zip(model.dropouts, (5, 4), strict=True))
    assert found, str(found)
    assert len(found.entries) == len(model.parameters()) == 5 * 3 + 4 * 6 + 2 * 5
    assert 0 < k < 5
    assert 0 < n < 4
    # those of the neurons dropped, and the weights that lead from them
    assert sum(entry.analytic == 0 for entry in found.entries) == k * 3 + n * 6 + k * (4 - n) + n * 2


def test_masks_are_held_for_each_length_and_no_longer_than_asked_for():
    dropout = Dropout(0.5, seed=1)
    with dropout.same_mask():
        long, short = dropout.mask(40), dropout.mask(30)
        assert (dropout.mask(40), dropout.mask(30)) == (long, short)
        copied = copy.deepcopy(dropout)
        assert copied.mask(40) == long
        with dropout.same_mask():
            assert dropout.mask(40) == dropout.mask(40) != long
        assert dropout.mask(40) == long
    assert len({tuple(dropout.mask(40)) for _ in range(5)}) == 5
    assert len({tuple(copied.mask(40)) for _ in range(5)}) == 5


def test_a_mask_that_is_held_is_copied_and_pickled_with_its_layer():
    dropout = Dropout(0.5, seed=1)
    with dropout.same_mask():
        kept = dropout.mask(40)
        assert pickle.loads(pickle.dumps(dropout)).mask(40) == kept
        assert dropout.parameters() == [*dropout.named_parameters()] == []


def test_a_tie_in_maxpool_is_a_kink_that_gradcheck_names():
    found = gradcheck(lambda x: total(MaxPool(2)(x)), ([2.0, 2.0, 5.0, 1.0],))
    assert found
    assert "kink" in str(found)


def test_the_dropouts_of_a_network_draw_masks_of_their_own():
    first, second = MLP(1, [64, 64, 1], dropout=0.5, seed=1).dropouts
    assert first.mask(64) != second.mask(64)


def test_dropout_with_a_seed_leaves_pythons_random_numbers_alone_and_repeats_itself():
    random.seed(1)
    a, b = Dropout(0.5, seed=7), Dropout(0.5, seed=7)
    assert [a([1.0] * 5) for _ in range(4)] == [b([1.0] * 5) for _ in range(4)]
    assert random.random() == random.Random(1).random()


def test_a_seed_of_0_is_a_seed():
    random.seed(1)
    assert Dropout(0.5, seed=0)([1.0] * 20) == Dropout(0.5, seed=0)([1.0] * 20)
    assert random.random() == random.Random(1).random()


def test_a_mask_that_is_held_gives_way_to_one_for_another_length():
    dropout = Dropout(0.5, seed=2)
    with dropout.same_mask():
        assert dropout([1.0] * 20) == dropout([1.0] * 20)
        assert dropout([1.0] * 30) == dropout([1.0] * 30)
    assert dropout([1.0] * 30) != dropout([1.0] * 30)


def test_maxpool_takes_the_largest_of_each_window_and_ties_share_the_gradient():
    xs = [Value(x) for x in (1.0, 5.0, 2.0, 2.0, 9.0)]
    a, b = MaxPool(2)(xs)
    (3 * a + b).backward()
    assert (a.data, b.data) == (5.0, 2.0)
    assert [x.grad for x in xs] == [0.0, 3.0, 0.5, 0.5, 0.0]


def test_windows_of_maxpool_may_overlap():
    assert MaxPool(3, stride=1)([1.0, 4.0, 2.0, 0.0, 3.0]) == [4.0, 4.0, 3.0]
    x = [1.0, 4.0, 2.0, 0.0, 3.0]
    xs = [Value(a) for a in x]
    total(MaxPool(3, stride=1)(xs)).backward()
    assert [v.grad for v in xs] == pytest.approx(slopes(lambda a: sum(MaxPool(3, stride=1)(a)), x), abs=1e-8)


def test_softmax_at_the_end_and_the_log_likelihood_are_cross_entropy():
    random.seed(4)
    body = MLP(2, [4, 3])
    x = [0.5, -0.2]
    p = Sequential(body, Softmax())(x)
    assert total(p).data == pytest.approx(1.0, rel=1e-15)
    loss = losses.negative_log_likelihood([a.log() for a in p], 1)
    loss.backward()
    by_probabilities, got = [q.grad for q in body.parameters()], loss.data
    body.zero_grad()
    direct = losses.cross_entropy(body(x), 1)
    direct.backward()
    assert got == pytest.approx(direct.data, rel=1e-13)
    assert by_probabilities == pytest.approx([q.grad for q in body.parameters()], rel=1e-12, abs=1e-15)


def test_a_sequence_of_layers_computes_what_the_mlp_of_the_same_numbers_does():
    random.seed(6)
    model = MLP(2, [4, 1], activation="tanh")
    row = Sequential(Layer(2, 4, activation="tanh"), Layer(4, 1, nonlin=False))
    row.load_state_dict({name.replace("layers", "parts"): x for name, x in model.state_dict().items()})
    assert row([0.1, 0.2]).data == model([0.1, 0.2]).data
    assert repr(row).startswith("Sequential of [Layer of [4 x TanhNeuron(2)], ")


@every(
    ("name", "variance"),
    [("micrograd", 1 / 3), ("lecture", 1 / 3), ("xavier", 2 / 440), ("he", 2 / 400), ("lecun", 1 / 400)],
)
def test_initializers_draw_with_the_variance_of_their_papers(name, variance):
    random.seed(8)
    layer = Layer(400, 40, init=name)
    weights = [w.data for n in layer.neurons for w in n.w]
    assert pvariance(weights) == pytest.approx(variance, rel=0.03)
    assert fmean(weights) == pytest.approx(0.0, abs=4 * math.sqrt(variance / len(weights)))
    biases = {n.b.data for n in layer.neurons}
    assert (len(biases) == 40) if name == "lecture" else biases == {0.0}


def test_the_default_is_micrograds_and_draws_what_it_always_drew():
    random.seed(9)
    first = MLP(2, [3, 1]).state_dict()
    random.seed(9)
    assert MLP(2, [3, 1], init="micrograd", dropout=0.5, seed=1).state_dict() == first


def test_frozen_parameters_are_left_out_of_training_and_stay_where_they_are():
    random.seed(10)
    model = MLP(2, [3, 2, 1], activation="tanh")
    model.layers[0].freeze()
    before = model.state_dict()
    assert len(model.parameters()) == 8 + 3
    for optimizer in (optim.SGD(model, lr=0.1, weight_decay=0.1), optim.Adam(model.parameters(), lr=0.1)):
        optimizer.zero_grad()
        model([0.5, 1.0]).backward()
        optimizer.step()
    after = model.state_dict()
    assert {name for name in after if after[name] == before[name]} == {
        n for n in after if n.startswith("layers.0.")
    }


def test_a_parameter_frozen_after_the_optimizer_was_built_of_the_model_stays_too():
    random.seed(11)
    model = MLP(2, [2, 1])
    optimizer = optim.SGD(model, lr=0.1, momentum=0.9)
    for frozen in (False, True):
        model.layers[1].freeze() if frozen else None
        before = model.state_dict()
        optimizer.zero_grad()
        (model([0.5, 1.0]) ** 2).backward()
        optimizer.step()
        moved = {name[:8] for name, x in model.state_dict().items() if x != before[name]}
        assert ("layers.1" in moved) is not frozen
    assert len(model.unfreeze().parameters()) == 9


def test_gradients_still_flow_through_frozen_layers_and_penalties_leave_them_out():
    random.seed(12)
    model = MLP(2, [2, 1], activation="tanh")
    model.layers[1].freeze()
    model([0.5, 1.0]).backward()
    assert all(p.grad for p in model.parameters())
    assert regularizers.l2(model, 1.0).data == pytest.approx(sum(p.data**2 for p in model.parameters()))


def test_a_parameter_shared_with_a_frozen_module_is_frozen():
    class Tied(Module):
        def __init__(self):
            self.a, self.b = Neuron(1), Neuron(1)
            self.b.w = self.a.w

    model = Tied()
    model.b.freeze()
    assert model.parameters() == [model.a.b]


ROUND_TRIPS = [
    lambda: MLP(2, [3, 1], activation="gelu", init="he", dropout=0.25, seed=1),
    lambda: MLP(2, [3, 1]),
    lambda: Layer(3, 2, nonlin=False, init="lecture"),
    lambda: Neuron(2, activation="tanh"),
    lambda: Sequential(
        Layer(4, 6, activation="elu"), Dropout(0.5, seed=0), MaxPool(3, 1), Sequential(MLP(4, [2])), Softmax()
    ),
]


@every("make", ROUND_TRIPS)
def test_every_model_comes_back_from_its_file_as_it_was(make, tmp_path):
    random.seed(13)
    model = make().eval()
    model.save(tmp_path / "m.json", note="kept")
    twin, extra = Module.load_extra(tmp_path / "m.json")
    twin.eval()
    x = [0.1, -0.2, 0.3, 0.4][: 4 if isinstance(model, Sequential) else 3 if isinstance(model, Layer) else 2]
    numbers = [[a.data for a in (out if isinstance(out, list) else [out])] for out in (model(x), twin(x))]
    assert numbers[0] == numbers[1]
    assert (repr(twin), type(twin), extra) == (repr(model), type(model), {"note": "kept"})
    assert type(model).load(tmp_path / "m.json").state_dict() == model.state_dict()


def test_a_file_holds_what_a_model_computes_and_not_what_is_frozen(tmp_path):
    """As in PyTorch: what to train is the choice of a run, and a checkpoint of the run keeps it."""
    model = MLP(2, [3, 1])
    model.layers[0].freeze()
    model.save(tmp_path / "m.json")
    assert len(MLP.load(tmp_path / "m.json").parameters()) == 13
    assert len(copy.deepcopy(model).parameters()) == len(pickle.loads(pickle.dumps(model)).parameters()) == 4


def test_models_with_dropout_can_be_copied_and_pickled():
    model = MLP(2, [3, 1], dropout=0.5, seed=3)
    for twin in (copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert twin.state_dict() == model.state_dict()
    assert pickle.loads(pickle.dumps(Dropout(0.5))).p == 0.5


def test_a_module_of_ones_own_can_be_saved_once_it_says_how_it_was_built(tmp_path):
    class Scale(Module):
        def __init__(self, n):
            self.s = [Value(1.0) for _ in range(n)]

        def __call__(self, x):
            return [a * s for a, s in zip(x, self.s, strict=True)]

        def __repr__(self):
            return f"Scale({len(self.s)})"

        def spec(self):
            return {"n": len(self.s)}

    model = Sequential(Layer(2, 3), Scale(3))
    model.save(tmp_path / "m.json")
    assert Sequential.load(tmp_path / "m.json").state_dict() == model.state_dict()


def _save_a_function(path):
    Sequential(Layer(1, 1), abs).save(path)


def _load_as_mlp(path):
    Layer(1, 1).save(path)
    MLP.load(path)


def _load_a_stranger(path):
    path.write_text(
        json.dumps({"format": "micrograd_like model 1", "model": {"type": "Conv"}, "parameters": {}})
    )
    Module.load(path)


def _save_a_model_changed_by_hand(path):
    model = MLP(1, [2, 1])
    model.layers[0].neurons[1].activation = "tanh"
    model.save(path)


@every(
    ("call", "kind", "text"),
    [
        (
            lambda p: Dropout(1.0),
            ValueError,
            "Dropout takes a probability from 0 up to, not including, 1, but got 1.0",
        ),
        (
            lambda p: MaxPool(0),
            ValueError,
            "MaxPool takes whole numbers of 1 or more as size and stride, but got 0 and None",
        ),
        (
            lambda p: MaxPool(2, 0.5),
            ValueError,
            "MaxPool takes whole numbers of 1 or more as size and stride, but got 2 and 0.5",
        ),
        (
            lambda p: Dropout("0.5"),
            ValueError,
            "Dropout takes a probability from 0 up to, not including, 1, but got '0.5'",
        ),
        (
            lambda p: Sequential([Layer(1, 1)]),
            TypeError,
            "Sequential calls its parts one after the other, but got "
            "[Layer of [ReLUNeuron(1)]]; put a star before the list: Sequential(*layers)",
        ),
        (lambda p: Sequential(Layer(1, 1), 3), TypeError, "but got 3; give layers or functions"),
        (
            lambda p: Sequential(Layer(1, 2, nonlin=False), table.tanh),
            TypeError,
            "Sequential gives each part a list, but tanh takes one number; "
            "write Layer(nin, nout, activation='tanh'), or a function of a list",
        ),
        (
            lambda p: MaxPool(3)([1.0, 2.0]),
            ValueError,
            "MaxPool(3) looks at 3 numbers at a time, but got 2; choose a smaller size",
        ),
        (
            lambda p: Sequential(),
            ValueError,
            "Sequential() has no layers; give one or more, as in Sequential(Layer(2, 8), Layer(8, 1))",
        ),
        (
            lambda p: Neuron(2, init="kaiming"),
            ValueError,
            "there is no initializer 'kaiming'; choose one of " + ", ".join(INITIALISERS),
        ),
        (
            _save_a_function,
            TypeError,
            "a builtin_function_or_method cannot be saved: it does not say how it was built; "
            "give it a method spec()",
        ),
        (_load_as_mlp, ValueError, "is no model saved by MLP.save(): it holds a Layer"),
        (
            _load_a_stranger,
            ValueError,
            "it holds a Conv, which nobody has defined here; import the module that does",
        ),
        (_save_a_model_changed_by_hand, ValueError, "was changed by hand: its spec() would give MLP of "),
        (
            lambda p: MLP(1, [1]).save(p, parameters=3),
            ValueError,
            "a saved model has 'parameters' already; choose another name for what you keep beside it",
        ),
    ],
)
def test_errors_say_what_was_given_and_what_to_do(call, kind, text, tmp_path):
    with pytest.raises(kind) as error:
        call(tmp_path / "m.json")
    assert text in str(error.value)


@every(
    ("call", "error", "message"),
    [
        (lambda: Neuron(2)(1.0, 2.0), TypeError, "a Neuron takes its inputs in one list, but got 2 arguments; write model([1.0, 2.0])"),
        (lambda: Layer(2, 1)(1.0, Value(2.0)), TypeError, "a Layer takes its inputs in one list, but got 2 arguments; write model([1.0, 2.0])"),
        (lambda: MLP(3, [1])(1, 2, 3), TypeError, "a MLP takes its inputs in one list, but got 3 arguments; write model([1, 2, 3])"),
        (lambda: Sequential(Layer(2, 2), Layer), TypeError, "Sequential takes layers that are made, but got the class Layer; write Layer(...)"),
        (lambda: Sequential(Layer(2, 3), Layer(2, 1))([1.0, 2.0]), ValueError, "; they are the results of a layer before, which has to have 2 neurons"),
        (lambda: MLP(2, [1]).train([[1.0]], [1.0]), TypeError, "train() switches layers such as Dropout on and takes no data; write fit(model, X, y)"),
    ],
)  # fmt: skip
def test_a_wrong_call_of_a_layer_is_told_with_the_right_one(call, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call()
