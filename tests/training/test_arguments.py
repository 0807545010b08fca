"""What fit is given: what makes sense is taken, what does not is refused before the first step."""

import math
from functools import partial

import numpy as np
import pytest
from cases import every
from fits import XOR, network, numbers, short

from micrograd_like import data, losses, optim, regularizers, schedules
from micrograd_like.nn import MLP
from micrograd_like.training.loop import fit


@every(
    ("options", "kind", "text"),
    [
        ({"batch": 0}, ValueError, "a mini-batch has 1 row or more, but got 0; None takes all rows at once"),
        ({"batch": 1.5}, ValueError, "a mini-batch has 1 row or more, but got 1.5; None takes all rows at "
         "once"),
        ({"clip": True}, ValueError, "gradients are clipped to a length above 0, but got True; None does not clip"),
        ({"checkpoint": True}, TypeError, "fit takes checkpoint as the name of a file, such as 'run.json', but got True"),
        ({"clip": 0}, ValueError, "gradients are clipped to a length above 0, but got 0; None does not clip"),
        ({"epochs": -1}, ValueError, "epochs is a whole number of 0 or more, but got -1"),
        ({"epochs": 2.5}, ValueError, "epochs is a whole number of 0 or more, but got 2.5"),
        ({"patience": 0}, ValueError, "patience is a whole number of 1 or more, but got 0"),
        ({"optimizer": "adam"}, TypeError, "fit takes an optimizer, such as optim.Adam(model), but got "
         "'adam'"),
        ({"optimizer": optim.Adam(MLP(2, [1]))}, ValueError,
         "the optimizer moves none of the model's parameters, so nothing would be "
         "learnt; build it of this model"),
        ({"data": [[1.0, 2.0]]}, TypeError, "fit takes a Dataset, but got a list; give data.Dataset(X, y)"),
        ({"data": XOR, "model": len}, TypeError, "fit trains a Module, such as nn.MLP(2, [16, 1]), but got "
         "<built-in function len>"),
        ({"data": MLP(2, [1]), "model": XOR}, TypeError, "fit trains a Module, such as nn.MLP(2, [16, 1]), but "
         f"got {XOR!r}; the model comes first: fit(model, data)"),
        ({"data": XOR.y, "y": MLP(2, [1]), "model": XOR.X}, TypeError, "fit trains a Module, such as "
         f"nn.MLP(2, [16, 1]), but got {repr(XOR.X)[:57]}...; the model comes first: fit(model, data)"),
        ({"y": optim.SGD}, TypeError, "fit takes a Dataset with the targets in it, but got "
         f"{optim.SGD!r} as well; give all else by name, such as epochs=100"),
        ({"data": [1.0, 2.0], "y": [[1.0, 2.0], [3.0, 4.0]]}, ValueError, "a data set needs rows of numbers, "
         "but row 0 is 1.0; did you swap X and y?"),
        ({"penalty": regularizers.l2}, TypeError, "fit takes a penalty of the model alone, such as lambda "
         "model: regularizers.l2(model, 1e-4), "
         f"but got {regularizers.l2!r}"),
        ({"penalty": 0.1}, TypeError, "fit takes a penalty as a function, such as lambda model: "
         "regularizers.l2(model, 1e-4), but got 0.1"),
        ({"schedule": 0.1}, TypeError, "fit takes a schedule as a function, such as schedules.cosine(0.1, "
         "steps=500), but got 0.1"),
        ({"schedule": schedules.cosine}, TypeError, "fit takes a schedule of the steps so far, such as "
         f"schedules.cosine(0.1, steps=500), but got {schedules.cosine!r}"),
        ({"loss": abs}, TypeError, "fit takes a loss of outputs and targets, such as losses.hinge, but got "
         f"{abs!r}"),
        ({"callbacks": [len]}, TypeError, "fit takes a callback of the history and the model, such as lambda "
         f"history, model: print(history), but got {len!r}"),
        ({"callbacks": print}, TypeError, "callbacks is a list of functions, but got <built-in function "
         "print>; put it in brackets"),
        ({"callbacks": [print, 3]}, TypeError, "callbacks is a list of functions of the history and the "
         "model, but has 3 among them"),
        ({"model": MLP(2, [1]).freeze()}, ValueError,
         "all parameters are frozen, so nothing would be learnt; unfreeze some"),
        ({"validation": (XOR.X, XOR.y)}, TypeError,
         "fit takes the share of rows to validate on, such as 0.2, or a Dataset, but got a tuple"),
        ({"name": 7}, TypeError, "fit takes the name of a run as text, but got 7"),
        ({"seed": None}, TypeError, "fit takes a seed as a whole number, so that the run can be repeated, "
         "but got None"),
        ({"validation": XOR.take([])}, ValueError, "the validation set has no rows; give some, or "
         "validation=0 for none"),
        ({"penalty": lambda model: None}, TypeError,
         "the penalty gave None; let it return a number or a Value"),
        ({"validation": 2}, ValueError, "the validation share lies between 0 and 1, but got 2; 0.2 keeps a "
         "fifth of the rows"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_trained_with_are_refused_before_the_first_step(options, kind, text):
    model = network()
    with pytest.raises(kind) as error:
        fit(**{"model": model, "data": XOR, "progress": False, **options})
    assert str(error.value) == text
    assert numbers(model) == numbers(network())


def test_rows_and_their_targets_are_taken_as_a_dataset():
    model, twin = network(), network()
    numbers_only = data.Dataset(XOR.X, XOR.y)
    history = fit(model, XOR.X, XOR.y, epochs=2, progress=False)
    assert history == fit(twin, numbers_only, epochs=2, progress=False)
    assert numbers(model) == numbers(twin)


def test_settings_may_be_numbers_of_numpy(tmp_path):
    model, twin = network(), network()
    adam = optim.Adam(model, lr=np.float32(0.5), betas=(np.float64(0.9), np.float32(0.5)))
    history = short(
        model,
        optimizer=adam,
        seed=np.int64(3),
        batch=np.int64(5),
        clip=np.float32(2.0),
        checkpoint=tmp_path / "run.json",
        schedule=lambda k: np.float32(0.5),
        validation=np.float64(0.25),
    )
    plain = short(
        twin, optimizer=optim.Adam(twin, lr=0.5, betas=(0.9, 0.5)), seed=3, clip=2.0, schedule=lambda k: 0.5
    )
    assert history == plain
    assert numbers(model) == numbers(twin)


def test_a_validation_set_with_other_classes_is_refused():
    X = [[float(i)] for i in range(6)]
    train = data.Dataset.from_labels(X, ["cat", "dog", "fox"] * 2)
    other = data.Dataset.from_labels(X[:4], ["dog", "fox"] * 2)
    with pytest.raises(
        ValueError,
        match=r"^the data have the classes \['cat', 'dog', 'fox'\], but the validation set \['dog', 'fox'\]; "
        r"make",
    ):
        fit(MLP(1, [3]), train, validation=other)
    same = data.Dataset.from_labels(X[:4], ["dog", "fox"] * 2, classes=["cat", "dog", "fox"])
    assert same.y == [1, 2, 1, 2]
    assert len(fit(MLP(1, [3]), train, validation=same, epochs=1, progress=False)) == 1


def test_a_validation_set_of_ones_own_is_used_as_it_is():
    train, validation = XOR.split(0.25, seed=0)
    model, twin = network(), network()
    history = fit(model, train, validation=validation, batch=5, epochs=3, progress=False)
    assert history == short(twin, epochs=3)


def test_a_network_with_the_wrong_number_of_outputs_is_refused():
    with pytest.raises(
        ValueError, match=r"^cross_entropy takes 3 outputs for 3 classes, but the network gives 2; build it"
    ):
        fit(network(4, 4, 2), data.iris(), progress=False)


def test_a_model_that_returns_nothing_is_told_so():
    class Silent(MLP):
        def __call__(self, x):
            super().__call__(x)

    with pytest.raises(
        TypeError, match=r"^the network gave None for a row; let its __call__ return what it comp"
    ):
        short(Silent(2, [1]))


def test_a_learning_rate_that_makes_no_sense_is_refused_at_its_step():
    for rate, told in (
        (-0.1, "SGD takes lr of 0 or more, but got -0.1"),
        (math.inf, "SGD takes lr of 0 or more, but got inf"),
    ):
        model = network()
        with pytest.raises(ValueError, match=rf"^{told}$"):
            short(model, optimizer=optim.SGD(model, lr=0.1), schedule=lambda k, rate=rate: rate)
    with pytest.raises(TypeError, match=r"^Adam takes lr as a number, but got None$"):
        short(network(), schedule=lambda k: None)


@every("loss", [partial(losses.hinge, reduction="none"), lambda a, y: 3.0])
def test_a_loss_that_is_no_single_value_is_told(loss):
    with pytest.raises(
        TypeError,
        match=r"^fit takes a loss that gives one Value, the mean over the rows, but it gave (\[Value|3.0)",
    ):
        short(network(), loss=loss, validation=0)


def test_callbacks_may_come_one_after_the_other_from_a_generator():
    seen = []
    short(
        network(), epochs=3, callbacks=(note for note in [lambda history, model: seen.append(len(history))])
    )
    assert seen == [1, 2, 3]
