"""fit() says what it cannot train, and says nothing where all is well."""

import random
import warnings

import pytest
from cases import every

from micrograd_like import Value, data, losses, nn, optim, regularizers
from micrograd_like.nn import MLP, Module
from micrograd_like.training.loop import fit

LINE = data.Dataset([[float(i)] for i in range(8)], [2.0 * i + 1 for i in range(8)])


def told(model, **options):
    """What fit warns of."""
    settings = {"epochs": 2, "batch": 4, "validation": 0, "progress": False, **options}
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        fit(model, settings.pop("data", LINE), **settings)
    return [str(warning.message) for warning in seen]


class Plain:
    """No Module, and without parameters()."""

    def __init__(self, *numbers):
        self.numbers = [Value(x) for x in numbers]

    def __call__(self, x):
        return sum((w * x for w in self.numbers), Value(0.0))


class Model(Module):
    """w * x[0] + b, plus whatever else is handed in."""

    def __init__(self, more=lambda x: 0.0):
        self.w, self.b = Value(0.5), Value(0.1)
        self.more = more

    def __call__(self, x):
        return self.w * x[0] + self.b + self.more(x[0])


def hidden(x=0.5, label=""):
    """A function that holds a Value where no walk over attributes finds it."""
    w = Value(x, label=label)
    return lambda a: w * a


# ---- Values that nobody trains


def test_a_value_in_a_closure_is_told_with_its_number():
    (text,) = told(Model(hidden(0.25)))
    assert text == (
        "the loss depends on a Value (0.25) that is no parameter of the model or the optimizer, so it is not "
        "trained; keep it where the model's parameters() finds it, or, if it is a constant, write it as a "
        "number"
    )


def test_a_value_with_a_label_is_told_by_its_label():
    (text,) = told(Model(hidden(0.25, label="slope")))
    assert "depends on a Value (slope = 0.25) that is" in text


def test_several_values_are_counted_and_told_once():
    first, second = hidden(0.25), hidden(0.5)
    (text,) = told(Model(lambda x: first(x) + second(x)), epochs=5)
    assert text.startswith("the loss depends on 2 Values (such as 0.")


def test_it_is_told_in_the_first_step_if_the_model_holds_it():
    assert len(told(Model(hidden()), epochs=1, batch=None)) == 1


def test_a_value_that_only_the_loss_or_the_penalty_holds_is_told_too():
    scale = Value(2.0)
    assert len(told(Model(), loss=lambda a, y: losses.mean_squared_error(a, y) * scale)) == 1
    assert len(told(Model(), penalty=lambda m: scale * m.w * m.w)) == 1
    assert len(told(Model(), penalty=lambda m: scale * m.w * m.w, batch=None, epochs=2)) == 1


def test_the_warning_points_at_the_line_that_calls_fit():
    with pytest.warns(UserWarning, match="that is no parameter of the model") as seen:
        fit(Model(hidden()), LINE, epochs=1, validation=0, progress=False)
    assert seen[0].filename == __file__


def test_a_value_that_the_optimizer_trains_is_no_stranger():
    w = Value(0.5)
    model = Model(lambda x: w * x)
    assert told(model, optimizer=optim.SGD([*model.parameters(), w], lr=0.01)) == []
    assert w.data != 0.5


def test_constants_made_inside_the_loss_or_the_model_are_no_strangers():
    assert told(Model(lambda x: Value(0.5) * x), loss=lambda a, y: losses.huber(a, y) * Value(2.0)) == []


def test_a_number_that_a_callback_moves_is_no_stranger():
    """As a temperature that falls from epoch to epoch: somebody knows of it."""
    scale = Value(2.0)

    def cool(history, model):
        scale.data *= 0.9

    def loss(a, y):
        return losses.mean_squared_error(a, y) * scale

    assert told(Model(), loss=loss, batch=None, epochs=4, callbacks=[cool]) == []


def test_a_value_without_a_gradient_is_no_stranger():
    off = Value(0.0)
    assert told(Model(lambda x: (off - 1.0).relu() * x)) == []


def test_frozen_parameters_are_known():
    model = nn.Sequential(nn.Layer(1, 2), nn.Layer(2, 1, nonlin=False))
    model.parts[0].freeze()
    assert told(model) == []


def test_values_among_the_data_are_no_strangers():
    rows = data.Dataset([[Value(float(i))] for i in range(8)], [2.0 * i for i in range(8)])
    assert told(Model(), data=rows) == []


# ---- parameters that no loss depends on


def test_a_layer_that_is_not_used_is_told_after_the_first_epoch():
    class Forgets(Module):
        def __init__(self):
            self.first, self.second = nn.Layer(1, 3), nn.Layer(1, 1, nonlin=False)

        def __call__(self, x):
            return self.second(x)

    (text,) = told(Forgets(), epochs=5)
    assert text == (
        "no loss of the first epoch depends on 6 parameters of 8, such as first.neurons.0.w.0, so nothing is "
        "learnt there; is a part not used?"
    )


def test_one_parameter_that_is_not_used_is_named():
    class Unbiased(Model):
        def __call__(self, x):
            return self.w * x[0]

    (text,) = told(Unbiased())
    assert text.startswith(
        "no loss of the first epoch depends on the parameter b, so nothing is learnt there"
    )


def test_a_loss_of_data_alone_learns_nothing():
    """The graph is cut between the parameters and the loss."""
    (text,) = told(Model(), loss=lambda a, y: losses.mean_squared_error([Value(v.data) for v in a], y))
    assert text.startswith(
        "no loss of the first epoch depends on a parameter of the model, so nothing is learnt"
    )


def test_rows_of_a_table_of_embeddings_may_be_left_out():
    class Embeds(Module):
        def __init__(self):
            self.table = {k: [Value(0.1 * k)] for k in range(10)}

        def __call__(self, x):
            return self.table[int(x[0])][0] * 1.0

    assert told(Embeds()) == []


def test_a_part_that_only_later_batches_reach_is_not_told():
    class Switches(Module):
        def __init__(self):
            self.low, self.high = Value(0.1), Value(0.2)

        def __call__(self, x):
            return (self.low if x[0] < 4 else self.high) * x[0]

    assert told(Switches(), shuffle=False, epochs=2) == []


def test_what_is_frozen_or_left_to_nobody_may_go_unused():
    class Two(Module):
        def __init__(self):
            self.used, self.unused = Value(0.5), Value(0.5)

        def __call__(self, x):
            return self.used * x[0]

    model = Two()
    assert told(model, optimizer=optim.SGD([model.used], lr=0.01)) == []


@every("options", [{}, {"dropout": 0.5, "seed": 1}, {"activation": "tanh"}])
def test_an_ordinary_training_is_told_nothing(options):
    random.seed(0)
    moons = data.moons(20)
    assert told(MLP(2, [4, 2], **options), data=moons, penalty=lambda m: regularizers.l2(m, 0.01)) == []


# ---- nothing to train at all


def test_a_module_that_hides_all_its_values_is_refused_with_what_to_do():
    class Hides(Module):
        def __init__(self):
            self.inner = hidden()

        def __call__(self, x):
            return self.inner(x[0])

    hint = "; keep its Values as attributes, or in lists, dicts and Modules there, or give it a method "
    hint += "parameters()"
    with pytest.raises(
        ValueError,
        match=r"^Hides\(0 parameters, but Values in inner \(function\)\) has no parameters, so nothing would be",
    ) as error:
        fit(Hides(), LINE)
    assert str(error.value).endswith(hint)
    with pytest.raises(
        ValueError,
        match=r"^SGD got Hides\(0 parameters, but Values in inner \(function\)\), which has no parameters to train",
    ) as error:
        optim.SGD(Hides(), lr=0.1)
    assert str(error.value).endswith(hint)


def test_values_in_a_plain_class_beside_parameters_are_told():
    (text,) = told(Model(Plain(0.5, 0.25)))
    assert text.startswith("the loss depends on 2 Values (such as 0.")
