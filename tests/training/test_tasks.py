"""What a loss asks of a network and its targets, and how outputs are read."""

import math
from contextlib import suppress
from functools import partial

import pytest
from cases import every
from fits import XOR, network, short

from micrograd_like import data, losses
from micrograd_like.nn import MLP
from micrograd_like.training.loop import fit
from micrograd_like.training.tasks import evaluating, predict, task_for


@every("scale", [1.0, 2.0])
def test_what_a_network_decides_under_a_loss_of_ones_own_is_the_class_of_least_loss(scale):
    """For a squared error and targets 0 and 1 that means above 1/2; for a hinge on -1 and 1, above 0."""
    task = task_for(XOR, lambda a, y: scale * losses.mean_squared_error(a, y), 1)
    assert [task.decide(x) for x in (-3.0, 0.4, 0.6, 9.0)] == [0, 0, 1, 1]
    task = task_for(XOR, lambda a, y: losses.hinge(a, [2 * k - 1 for k in y]), 1)
    assert [task.decide(x) for x in (-3.0, -0.1, 0.1, 9.0)] == [0, 0, 1, 1]
    task = task_for(data.iris(), lambda a, y: 2 * losses.cross_entropy(a, y), 3)
    assert [task.decide(x) for x in ([1.0, 3.0, 2.0], [0.5, 0.1, 0.2])] == [1, 0]


def test_a_loss_of_ones_own_that_cannot_look_at_one_row_decides_by_the_sign():
    def pairs(outputs, targets):
        raise ZeroDivisionError

    task = task_for(XOR, pairs, 1)
    assert [task.decide(x) for x in (-3.0, -0.01, 0.01, 0.4, 9.0)] == [0, 0, 1, 1, 1]


@every("loss", ["binary_cross_entropy_with_logits", losses.binary_cross_entropy_with_logits])
def test_binary_cross_entropy_may_be_called_as_its_function_is(loss):
    task = task_for(XOR, loss)
    assert (task.name, task.outputs, task.own, task.probabilities(0.0)) == (
        "binary_cross_entropy",
        1,
        False,
        [0.5, 0.5],
    )
    assert task.loss([0.0], [1]) == pytest.approx(math.log(2))
    plain, named = network(), network()
    assert short(plain, epochs=1) == short(named, epochs=1, loss=loss)


def test_with_an_output_for_each_class_the_largest_is_decided_for_whatever_the_loss():
    task = task_for(data.iris(), lambda a, y: losses.cross_entropy(a, y) * (1.0 + 9.0 * y[0]), 3)
    assert task.decide([2.0, 1.5, 0.0]) == 0


def test_one_class_is_nothing_to_tell_apart():
    with pytest.raises(
        data.DataError,
        match=r"^there is one class only, 'a', and nothing to tell apart; add rows of another$",
    ):
        fit(MLP(1, [2]), data.Dataset.from_labels([[1.0], [2.0]], ["a", "a"]), validation=0)


def test_predictions_are_made_in_eval_mode_and_leave_every_layer_in_its_own():
    model = network(dropout=0.5)
    model.dropouts[0].eval()
    assert len({predict(model, [[1.0, 2.0]])[0] for _ in range(9)}) == 1
    assert [module.training for module in model.modules()] == [
        module is not model.dropouts[0] for module in model.modules()
    ]


def test_a_loss_with_its_hyperparameter_filled_in_is_still_that_loss():
    task = task_for(data.iris(), partial(losses.huber, delta=0.5), 3)
    assert (task.name, task.outputs, task.targets(data.iris().take([0, 149]))) == (
        "huber",
        3,
        [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]],
    )
    assert task.loss([[2.0, 0.0, 0.0]], [[1.0, 0.0, 0.0]]) == pytest.approx(0.5 * (1 - 0.25) / 3)


def test_predictions_and_probabilities_are_read_from_outputs():
    three = task_for(data.iris())
    assert (three.decide([1.0, 3.0, 2.0]), three.probabilities([0.0, 0.0, 0.0])) == (
        1,
        pytest.approx([1 / 3] * 3),
    )
    two = task_for(XOR, "binary_cross_entropy")
    assert (two.decide(-1.0), two.decide(1.0), two.probabilities(0.0)) == (0, 1, [0.5, 0.5])
    assert two.probabilities(2.0) == pytest.approx([1 / (1 + math.exp(2)), 1 / (1 + math.exp(-2))])
    assert two.probabilities(50.0) == pytest.approx(
        [math.exp(-50), 1.0], rel=1e-14, abs=0
    )  # 1 - 1.0 would be 0
    assert two.probabilities(-50.0) == pytest.approx([1.0, math.exp(-50)], rel=1e-14, abs=0)
    assert task_for(XOR, "hinge").probabilities(1.0) is None
    assert task_for(data.trees()).decide(7.5) == 7.5


@every("loss", ["hinge", "binary_cross_entropy"])
def test_the_sign_of_a_single_output_decides_between_two_classes(loss):
    assert [task_for(XOR, loss).decide(output) for output in (-0.4, -1e-9, 1e-9, 0.4)] == [0, 0, 1, 1]


@every(
    ("given", "loss", "message"),
    [
        (data.iris(), "hinge", "hinge tells two classes apart, but species has 3; use cross_entropy"),
        (data.trees(), "hinge", "hinge tells two classes apart, but volume is a number; use "
         "mean_squared_error, or for labels Dataset.from_labels(X, labels)"),
        (data.trees(), "cross_entropy", "cross_entropy tells classes apart, but volume is a number; use "
         "mean_squared_error, or for labels Dataset.from_labels(X, labels)"),
        (XOR, "hingee", "there is no loss 'hingee'; choose one of cross_entropy, binary_cross_entropy, "
         "hinge, "
                        "mean_squared_error, quadratic, huber"),
    ],
)  # fmt: skip
def test_a_loss_that_does_not_fit_the_target_is_refused(given, loss, message):
    with pytest.raises(ValueError, match=r".") as error:
        task_for(given, loss)
    assert str(error.value) == message


def test_layers_are_back_in_their_modes_after_an_evaluation_that_failed():
    model = MLP(2, [3, 3, 1], dropout=0.5)
    model.dropouts[1].training = False
    seen = []
    with suppress(ZeroDivisionError), evaluating(model):
        seen += [module.training for module in model.modules()]
        seen.append(1 / 0)
    assert seen == [False] * len(list(model.modules()))
    assert [dropout.training for dropout in model.dropouts] == [True, False]
    with evaluating(len):  # a function has no modes
        pass
