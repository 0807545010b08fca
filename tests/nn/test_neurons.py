"""Modules: shapes, names, order of parameters and of random draws, saving and loading."""

import json
import math
import os
import random
import re
import weakref
from collections import deque

import numpy as np
import pytest
from cases import every

import micrograd_like
from micrograd_like import Dual, Value, nn
from micrograd_like.nn import MLP, Layer, Module, Neuron, Sequential, as_values
from micrograd_like.rules import table


def test_repr_is_the_lecture_s():
    model = MLP(2, [2, 1])
    assert repr(model) == "MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(2)]]"
    assert repr(Layer(1, 1, activation="tanh")) == "Layer of [TanhNeuron(1)]"


def test_the_repr_of_a_large_model_fits_a_line():
    mixed = MLP(2, [16, 16, 1])
    mixed.layers[1].neurons[3] = Neuron(16, activation="tanh")
    lines = {
        MLP(2, [16, 1]): "MLP of [Layer of [16 x ReLUNeuron(2)], Layer of [LinearNeuron(16)]]",
        MLP(2, [16, 16, 1]): "MLP of [16 x ReLUNeuron(2), 16 x ReLUNeuron(16), LinearNeuron(16)]",
        MLP(2, [16] * 5 + [3]): "MLP of [16 x ReLUNeuron(2), 4 x 16 x ReLUNeuron(16), 3 x LinearNeuron(16)]",
        MLP(9, [8, 7, 6, 5, 4, 3]): "MLP of [8 x ReLUNeuron(9), ... 4 more ..., 3 x LinearNeuron(4)]",
        MLP(2, [16, 1], dropout=0.5): "MLP of [16 x ReLUNeuron(2), LinearNeuron(16)] with Dropout(0.5)",
        mixed: "MLP of [16 x ReLUNeuron(2), Layer(272 parameters), LinearNeuron(16)]",
        Sequential(MLP(2, [4, 4, 4]), abs): "Sequential of [MLP(52 parameters), abs]",
    }
    assert {repr(model): len(repr(model)) <= 79 for model in lines} == dict.fromkeys(lines.values(), True)


def test_weights_are_drawn_one_by_one_from_minus_one_to_one_and_biases_start_at_zero():
    random.seed(42)
    model = MLP(2, [3, 1])
    random.seed(42)
    expected = []
    for nin, nout in ((2, 3), (3, 1)):
        for _ in range(nout):
            expected += [random.uniform(-1, 1) for _ in range(nin)] + [0.0]
    assert [p.data for p in model.parameters()] == expected


def test_a_neuron_is_activation_of_bias_plus_weighted_sum_from_left_to_right():
    random.seed(3)
    n = Neuron(3)
    x = [0.1, -0.7, 0.3]
    z = n.b.data
    for w, a in zip(n.w, x, strict=True):
        z += w.data * a
    assert n(x).data == max(z, 0.0)
    assert Neuron(1, nonlin=False)([2.0])._op == "dot"


@every(
    ("activation", "y"),
    [("abs", 1.5), ("neg", 1.5), ("gelu", -0.1002108), ("clamp", 0.0), ("gauss", math.exp(-2.25))],
)
def test_any_row_of_one_number_is_an_activation(activation, y):
    neuron = Neuron(1, activation=activation)
    neuron.w[0].data = -0.5
    assert neuron([3.0]).data == pytest.approx(y, rel=1e-6)
    assert neuron([3.0]).parents


def test_gradients_of_a_network_equal_finite_differences():
    random.seed(5)
    model = MLP(3, [4, 4, 2], activation="tanh")
    x = [0.5, -1.0, 2.0]

    def f():
        a, b = model(x)
        return a * b + a

    f().backward()
    for p in model.parameters():
        keep, h = p.data, 1e-6
        p.data = keep + h
        up = f().data
        p.data = keep - h
        down = f().data
        p.data = keep
        assert p.grad == pytest.approx((up - down) / (2 * h), rel=1e-6, abs=1e-8)


def test_the_moons_network_has_337_parameters_with_names_in_order():
    model = MLP(2, [16, 16, 1])
    names = [name for name, _ in model.named_parameters()]
    assert len(names) == len(set(names)) == len(model.parameters()) == 337
    assert names[:4] == [
        "layers.0.neurons.0.w.0",
        "layers.0.neurons.0.w.1",
        "layers.0.neurons.0.b",
        "layers.0.neurons.1.w.0",
    ]
    assert [p for _, p in model.named_parameters()] == model.parameters()


def test_one_output_comes_bare_and_several_as_a_list():
    assert isinstance(MLP(2, [1])([1.0, 2.0]), Value)
    assert len(MLP(2, [3])([1.0, 2.0])) == 3
    assert isinstance(MLP(2, [1, 1, 2])([1.0, 2.0]), list)


def test_inputs_become_values_once_and_are_shared_by_all_neurons():
    a, b = Layer(2, 2, nonlin=False)([1.0, 2.0])
    assert a.parents[2:4] == b.parents[2:4]


def test_one_input_may_come_without_a_list_and_sizes_from_numpy():
    model = MLP(np.int64(1), [np.int64(4), 1])
    assert model(0.5).data == model([0.5]).data == model(np.float64(0.5)).data == model(Value(0.5)).data
    assert Neuron(2)(np.array([1.0, 2.0])).parents
    assert MLP(2, 3).sizes == [2, 3]


@every("rows", [[[1.0, 2.0]] * 3, np.ones((3, 2))])
def test_several_rows_at_once_are_refused_with_the_loop_to_write(rows):
    for model in (MLP(2, [1]), Layer(2, 1), Neuron(2)):
        with pytest.raises(
            TypeError,
            match=r"one row of numbers at a time, but got 3 rows; call it on each: \[model\(x\) for x",
        ):
            model(rows if isinstance(rows, np.ndarray) else tuple(rows))


@every(
    ("call", "message"),
    [
        (
            lambda: MLP(2, [16, 1])([0.1, 0.2, 0.3]),
            r"MLP\(2, \[16, 1\]\) takes 2 inputs, but got 3: \[0.1, 0.2, 0.3\]; did you pass the label",
        ),
        (lambda: MLP(3, [1])(0.1), r"MLP\(3, \[1\]\) takes 3 inputs, but got 1: \[0.1\]; give 3 numbers"),
        (lambda: MLP(3, [1])([0.1]), r"MLP\(3, \[1\]\) takes 3 inputs, but got 1: \[0.1\]; give 3 numbers"),
        (lambda: Neuron(2)([1.0]), r"ReLUNeuron\(2\) takes 2 inputs, but got 1"),
        (lambda: MLP(2, []), r"MLP\(2, \[\]\) has no layers"),
        (lambda: MLP(0, [1]), "expected a whole number of inputs, 1 or more, but got 0"),
        (lambda: MLP(2, [2.5]), "expected a whole number of neurons, 1 or more, but got 2.5"),
        (
            lambda: Neuron(2, activation="powc"),
            "there is no activation 'powc'; choose one of",
        ),  # of what power?
        (lambda: Neuron(2, activation="reluu"), "there is no activation 'reluu'; choose one of relu, tanh"),
        (
            lambda: MLP(2, [1], activation=["tanh"]),
            r"there is no activation \['tanh'\]; choose one of relu, tanh",
        ),  # type: ignore[arg-type]
    ],
)
def test_wrong_shapes_and_names_are_explained(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_zero_grad_clears_every_parameter():
    model = MLP(2, [2, 1])
    model([1.0, 2.0]).backward()
    assert any(p.grad for p in model.parameters())
    model.zero_grad()
    assert not any(p.grad for p in model.parameters())


def test_zero_grad_clears_frozen_parameters_too():
    model = MLP(2, [2, 1], activation="tanh")
    model.layers[0].freeze()
    model([1.0, 2.0]).backward()
    assert model.layers[0].neurons[0].b.grad
    model.zero_grad()
    assert not any(p.grad for _, p in model.named_parameters())


def test_a_module_of_one_s_own_finds_its_parameters_in_lists_and_dicts():
    class Mine(Module):
        def __init__(self):
            self.scale = Value(1.0)
            self.parts = {"first": [Neuron(1), Neuron(1)], "bias": Value(2.0)}
            self.again = self.scale
            self.note = "no parameter"

    names = [name for name, _ in Mine().named_parameters()]
    assert names == [
        "scale",
        "parts.first.0.w.0",
        "parts.first.0.b",
        "parts.first.1.w.0",
        "parts.first.1.b",
        "parts.bias",
    ]


def test_a_result_kept_in_a_module_is_no_parameter():
    model = MLP(2, [1])
    model.last = model([1.0, 2.0])
    assert len(model.parameters()) == 3


def test_state_dict_goes_from_one_model_to_another():
    a, b = MLP(2, [3, 1]), MLP(2, [3, 1])
    b.load_state_dict(a.state_dict())
    assert a([0.3, 0.4]).data == b([0.3, 0.4]).data


@every("change", ["missing", "unknown", "text"])
def test_a_wrong_state_changes_nothing(change):
    model = MLP(2, [3, 1])
    before, state = model.state_dict(), MLP(2, [3, 1]).state_dict()
    if change == "missing":
        del state["layers.1.neurons.0.b"]
    elif change == "unknown":
        state["layers.7.neurons.0.b"] = 0.0
    else:
        state["layers.1.neurons.0.b"] = "zero"
    with pytest.raises((KeyError, TypeError), match=r"layers\.|zero"):
        model.load_state_dict(state)
    assert model.state_dict() == before


def test_save_and_load_are_exact_and_leave_random_numbers_alone(tmp_path):
    model = MLP(3, [4, 2], activation="tanh")
    model.save(tmp_path / "m.json", classes=["a", "b"])
    random.seed(1)
    twin, extra = MLP.load_extra(tmp_path / "m.json")
    assert random.random() == random.Random(1).random()
    assert twin.state_dict() == model.state_dict()
    assert repr(twin) == repr(model)
    assert extra == {"classes": ["a", "b"]}
    assert os.listdir(tmp_path) == ["m.json"]


def test_a_failed_save_leaves_the_previous_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "m.json"
    MLP(1, [1]).save(path)
    before = path.read_text()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        MLP(2, [2]).save(path)
    assert path.read_text() == before
    assert os.listdir(tmp_path) == ["m.json"]


@every(
    "text",
    [
        "",
        "[1, 2]",
        '{"format": "other"}',
        '{"format": "micrograd_like model 1", "model": {"type": "MLP"}}',
        "\x00\x01",
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path, text):
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"m.json' is no model saved by MLP.save\(\)"):
        MLP.load(path)


@every("size", [{"nin": 10**9}, {"nouts": [4, 10**9, 1]}, {"nouts": [1500, 1500]}])
def test_a_file_that_tells_of_more_neurons_than_it_has_is_refused_before_they_are_made(tmp_path, size):
    path = tmp_path / "m.json"
    Sequential(MLP(2, [4, 1]), Layer(1, 3)).save(path)
    content = json.loads(path.read_text())
    content["model"]["parts"][0] |= size
    path.write_text(json.dumps(content))
    with pytest.raises(ValueError, match=r"it tells of a network with [\d,]{9,} parameters, but has 23$"):
        Sequential.load(path)


@every(
    ("model", "size", "told", "has"),
    [
        (Layer(2, 3), {"nout": 1000}, "3,000", 9),  # 2 weights and a bias for each neuron
        (Layer(2, 3), {"nin": 499}, "1,500", 9),
        (MLP(2, [4, 1]), {"nouts": [4, 200]}, "1,012", 17),  # 3 * 4 + 5 * 200
        (MLP(2, [4, 1]), {"nouts": [500, 1]}, "2,001", 17),  # 3 * 500 + 501
        (Neuron(2), {"nin": 1000}, "1,001", 3),
    ],
)
def test_the_parameters_that_a_file_tells_of_are_counted_from_each_size_in_it(
    tmp_path, model, size, told, has
):
    path = tmp_path / "m.json"
    model.save(path)
    content = json.loads(path.read_text())
    content["model"] |= size
    path.write_text(json.dumps(content))
    with pytest.raises(ValueError, match=rf": it tells of a network with {told} parameters, but has {has}$"):
        type(model).load(path)


def test_a_model_whose_parts_share_parameters_is_not_saved_as_one_that_cannot_be_loaded(tmp_path):
    layer = Layer(2, 2)
    tied = MLP(2, [2, 2])
    tied.layers[1].neurons[0].w = tied.layers[0].neurons[0].w
    for model in (Sequential(layer, layer), tied):
        with pytest.raises(
            ValueError,
            match=r"cannot be built again with these parameters, perhaps because parts of it share some; sav",
        ):
            model.save(tmp_path / "m.json")
        assert os.listdir(tmp_path) == []


class Own(Module):
    def __init__(self, k=2):
        self.k, self.w = k, [Value(0.1 * i) for i in range(k)]

    def spec(self):
        return {"k": self.k}


def test_a_module_of_ones_own_with_a_spec_is_saved_and_loaded(tmp_path):
    for model in (Own(3), Sequential(Layer(2, 2), Own(2))):
        model.save(tmp_path / "m.json")
        assert type(model).load(tmp_path / "m.json").state_dict() == model.state_dict()
    assert repr(Own(3)) == "Own(3 parameters)"
    assert repr(Sequential(Layer(1, 1), abs)) == "Sequential of [Layer of [ReLUNeuron(1)], abs]"


@every(
    ("make", "said"),
    [
        (lambda: MLP(2, 16, 1), "there is no activation 1; the sizes of layers stand in a list, as in MLP(2, [16, 1])"),
        (lambda: MLP(2, [1], activation=table.tanh), f"there is no activation {table.tanh!r}; give its name, 'tanh'"),
        (lambda: nn.Linear(2, 3), "module 'micrograd_like.nn' has no attribute 'Linear'; write Layer(nin, nout, nonlin=False)"),
        (lambda: nn.Linaer, "module 'micrograd_like.nn' has no attribute 'Linaer'"),
    ],
)  # fmt: skip
def test_what_is_called_otherwise_here_is_told(make, said):
    with pytest.raises((ValueError, AttributeError)) as error:
        make()
    assert str(error.value) == said


def test_what_stands_for_a_name_of_pytorch_is_there():
    for there in nn.PYTORCH_NAMES.values():
        *path, last = re.match(r"[\w.]+", there)[0].split(".")
        assert callable(getattr(getattr(micrograd_like, path[0]) if path else micrograd_like, last))


def test_load_on_a_model_says_that_it_gives_a_new_one_and_leaves_this_one_as_it_was(tmp_path):
    saved, model = MLP(2, [3, 1], seed=1), MLP(2, [3, 1], seed=2)
    saved.save(tmp_path / "m.json", epochs=7)
    before = model.state_dict()
    said = r"load\(\) gives a new MLP and leaves this one as it was; write model = MLP.load\(...\)"
    with pytest.warns(UserWarning, match=said) as told:
        again = model.load(tmp_path / "m.json")
    assert told[0].filename == __file__
    with pytest.warns(UserWarning, match=r"write model = MLP.load_extra\(...\)"):
        assert model.load_extra(tmp_path / "m.json")[1] == {"epochs": 7}
    assert again.state_dict() == saved.state_dict()
    assert model.state_dict() == before


@every(
    ("given", "said"),
    [
        ("m.json", r"a dict, but got 'm.json'; MLP.load\('m.json'\) reads a file$"),
        ([1.0], r"load_state_dict takes what state_dict\(\) gave, a dict, but got \[1.0\]$"),
    ],
)
def test_a_state_that_is_no_dict_is_refused_with_what_to_give(given, said):
    with pytest.raises(TypeError, match=said):
        MLP(2, [1]).load_state_dict(given)


# ---- subclasses ----


class Fixed(MLP):
    """Its own __init__, which calls MLP's."""

    def __init__(self):
        super().__init__(2, [3, 1], activation="tanh")


class LectureNeuron(Neuron):
    """Its own __init__ and __call__, as in the lecture; neither it nor what is made of it calls super()."""

    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(random.uniform(-1, 1))

    def __call__(self, x):
        return sum((wi * xi for wi, xi in zip(self.w, x, strict=True)), self.b).tanh()


class LectureLayer(Layer):
    def __init__(self, nin, nout):
        self.neurons = [LectureNeuron(nin) for _ in range(nout)]


class LectureMLP(MLP):
    def __init__(self, nin, nouts):
        sizes = [nin, *nouts]
        self.layers = [LectureLayer(sizes[i], sizes[i + 1]) for i in range(len(nouts))]


class Doubled(Module):
    """A layer of another make."""

    def __init__(self):
        self.scale = Value(2.0)

    def __call__(self, x):
        return [self.scale * a for a in x]


class Odd(MLP):
    def __init__(self, *layers):
        self.layers = list(layers)


def test_a_subclass_with_its_own_init_runs_and_learns():
    model = Fixed()
    assert repr(model) == repr(MLP(2, [3, 1], activation="tanh"))
    assert model.sizes == [2, 3, 1]
    model([0.1, 0.2]).backward()
    assert all(p.grad for p in model.parameters())


def test_subclasses_that_never_call_super_init_compute_as_the_lecture_does():
    random.seed(2)
    model = LectureMLP(2, [3, 1])
    x = [0.3, -0.7]
    a = [math.tanh(n.b.data + n.w[0].data * x[0] + n.w[1].data * x[1]) for n in model.layers[0].neurons]
    last = model.layers[1].neurons[0]
    z = last.b.data + sum(w.data * y for w, y in zip(last.w, a, strict=True))
    assert model(x).data == pytest.approx(math.tanh(z), rel=1e-14)
    assert len(model.parameters()) == 13
    assert model.sizes == [2, 3, 1]
    with pytest.raises(ValueError, match=r"LectureMLP|MLP\(2, \[3, 1\]\) takes 2 inputs, but got 3"):
        model([1.0, 2.0, 3.0])


def test_a_neuron_that_sets_its_weights_alone_is_a_relu_neuron():
    class Bare(Neuron):
        def __init__(self):
            self.w, self.b = [Value(1.0)], Value(-3.0)

    assert [Bare()([x]).data for x in (1.0, 5.0)] == [0.0, 2.0]
    assert repr(Bare()) == "ReLUNeuron(1)"


def test_layers_of_another_make_may_stand_in_an_mlp():
    model = Odd(Doubled(), Layer(3, 1))
    assert len(model.parameters()) == 5
    assert model([1.0, 2.0, 3.0]).parents
    with pytest.raises(ValueError, match=r"ReLUNeuron\(3\) takes 3 inputs, but got 2"):
        model([1.0, 2.0])
    with pytest.raises(ValueError, match=r"MLP of \[Layer of .* takes 3 inputs, but got 2"):
        Odd(Layer(3, 1), Doubled())([1.0, 2.0])


@every(("cls", "lacking"), [(MLP, "layers"), (Layer, "neurons"), (Neuron, "w"), (Sequential, "parts")])
def test_a_field_that_no_init_has_set_is_named_with_what_to_do(cls, lacking):
    mine = type("Mine", (cls,), {"__init__": lambda self: None})()
    told = rf"^this Mine has no {lacking}: let its __init__ call super.*\(...\), or set self.{lacking}$"
    for use in (lambda: mine([1.0]), lambda: repr(mine), mine.spec):
        with pytest.raises(AttributeError, match=told):
            use()
    if cls is MLP:
        with pytest.raises(AttributeError, match=told):
            print(mine.sizes)  # the property's own error, not that there is no sizes


def test_an_attribute_that_is_none_is_told_as_python_tells_it():
    with pytest.raises(AttributeError, match=r"^'MLP' object has no attribute 'paramters'$") as error:
        print(MLP(1, [1]).paramters)
    assert (error.value.name, type(error.value.obj)) == ("paramters", MLP)


def test_saving_a_subclass_with_its_own_init_says_what_to_do(tmp_path):
    for model in (Fixed(), LectureNeuron(2), Sequential(LectureNeuron(2))):
        with pytest.raises(
            TypeError, match=r"cannot be saved: it does not say how .*; give it a method spec\(\) that"
        ):
            model.save(tmp_path / "m.json")
    assert os.listdir(tmp_path) == []
    with pytest.raises(TypeError, match=r"a Doubled does not say how it was built; give it a method spec"):
        Doubled().spec()


class Counted(MLP):
    """Built by MLP's own __init__, so that MLP's spec() holds for it."""

    calls = 0

    def __call__(self, x):
        self.calls += 1
        return super().__call__(x)


class Shared(MLP):
    """Fewer parameters than an MLP of these sizes has, and arguments of its own."""

    def __init__(self, nin, nouts):
        super().__init__(nin, nouts)
        self.layers[1].neurons = self.layers[0].neurons

    def spec(self):
        return {"nin": 2, "nouts": [2, 2]}


def test_a_subclass_that_is_built_as_its_base_or_has_a_spec_is_saved(tmp_path):
    for model in (Counted(2, [3, 1], dropout=0.5), Shared(2, [2, 2])):
        model.save(tmp_path / "m.json")
        twin = type(model).load(tmp_path / "m.json")
        assert (type(twin), twin.state_dict()) == (type(model), model.state_dict())


def test_parameters_of_one_name_are_told_and_not_lost():
    class Colliding(Module):
        def __init__(self, parts):
            self.d = parts

    for parts, name in (
        ({1: Value(0.5), "1": Value(-0.7)}, "d.1"),
        ({"a.b": Value(1.0), "a": {"b": Value(2.0)}}, "d.a.b"),
    ):
        with pytest.raises(
            ValueError,
            match=rf"^two parameters of Colliding are both called '{name}'; give their keys other names$",
        ):
            Colliding(parts).state_dict()


def test_parameters_are_found_in_queues_and_in_arrays_of_values():
    class Mixed(Module):
        def __init__(self):
            self.queue = deque([Value(1.0)])
            self.array = np.array([[Value(2.0)], [Value(3.0)]], dtype=object)

    assert {name: p.data for name, p in Mixed().named_parameters()} == {
        "queue.0": 1.0,
        "array.0.0": 2.0,
        "array.1.0": 3.0,
    }


def test_a_module_that_holds_itself_is_told_where():
    model = MLP(2, [2, 1])
    model.layers[1].parent = model  # type: ignore[attr-defined]
    for ask in (model.parameters, lambda: list(model.modules()), model.layers[1].zero_grad, model.freeze):
        with pytest.raises(
            ValueError,
            match=r" leads back to the (MLP|Layer) it is part of; keep a way back as weakref.ref\(module\)$",
        ):
            ask()
    model.layers[1].parent = weakref.ref(model)  # type: ignore[attr-defined]
    assert len(model.parameters()) == 9


@every("model", [Neuron(3), Layer(2, 3), MLP(3, [2, 2]), Sequential(Layer(2, 2), Sequential(MLP(2, [1, 2])))])
def test_each_kind_of_model_counts_its_own_parameters(tmp_path, model):
    path = tmp_path / "m.json"
    model.save(path)
    assert type(model).load(path).state_dict() == model.state_dict()
    content = json.loads(path.read_text())
    content["parameters"].popitem()
    path.write_text(json.dumps(content))
    n = len(model.parameters())
    with pytest.raises(ValueError, match=rf"it tells of a network with {n} parameters, but has {n - 1}$"):
        type(model).load(path)


def test_a_saved_model_is_readable_json(tmp_path):
    MLP(1, [1]).save(tmp_path / "m.json")
    content = json.loads((tmp_path / "m.json").read_text())
    assert content["model"]["nouts"] == [1]
    assert list(content["parameters"]) == ["layers.0.neurons.0.w.0", "layers.0.neurons.0.b"]


def alike(one, other):
    """Whether two Values are of the same operation on the same numbers, down to the inputs."""
    return (one.data.hex(), one._op, one.partials) == (other.data.hex(), other._op, other.partials) and all(
        map(alike, one.parents, other.parents)
    )


def test_a_layer_gives_what_its_neurons_give_whatever_they_are():
    class Mine(Neuron):
        def __call__(self, x):
            return super().__call__(x) * 2

    random.seed(3)
    layer = Layer(3, 6)
    layer.neurons[1].activation = "gelu"
    layer.neurons[2].nonlin = False
    layer.neurons[3] = Mine(3)
    layer.neurons[4] = Layer(3, 1)
    layer.neurons[5].w = tuple(layer.neurons[5].w)
    for x in ([1.0, -2.0, 3.0], (1, 2, 3), [Value(0.5), 2.0, Value(-1.0)], [Dual(1.0, 1.0), 2.0, 3.0]):
        expected = [n(x) for n in layer.neurons]
        for given in (layer(x), Sequential(layer)(x)):
            assert list(map(repr, given)) == list(map(repr, expected))
            assert isinstance(given[0], Dual) or all(map(alike, given, expected))
    layer.neurons = tuple(layer.neurons)
    assert list(map(repr, layer(x))) == list(map(repr, expected))


def test_a_neuron_of_another_size_in_a_layer_says_so():
    layer = Layer(2, 2)
    layer.neurons[1].w.append(Value(1.0))
    with pytest.raises(ValueError, match="takes 3 inputs, but got 2"):
        layer([1.0, 2.0])
    del layer.neurons[1].b
    layer.neurons[1].w.pop()
    with pytest.raises(AttributeError, match="b"):
        layer([1.0, 2.0])


def test_inputs_become_values_once_and_values_stay_what_they_are():
    given = [Value(1.0), Value(2.0)]
    assert as_values(given) is given
    assert as_values(tuple(given)) == given
    for numbers in ([1.0, math.inf], (1.0, 2.0), [1, 2], [True, 2.0], [np.float64(1.0), 2.0], range(2), 3.0):
        made = as_values(numbers)
        assert [type(x) for x in made] == [Value] * len(made)
        assert [x.data for x in made] == [
            float(x) for x in (numbers if hasattr(numbers, "__len__") else [numbers])
        ]
    mixed = [1.0, given[0], Dual(1.0, 1.0)]
    made = as_values(mixed)
    assert made[1] is given[0]
    assert made[2] is mixed[2]
    assert as_values([]) == []
    with pytest.raises(TypeError, match="one row of numbers at a time"):
        as_values([[1.0], [2.0]])


def test_whoever_puts_another_call_in_the_place_of_a_neurons_is_heard(monkeypatch):
    layer, called, relu = Layer(2, 3), [], Value.relu
    with monkeypatch.context() as patch:
        patch.setattr(Neuron, "__call__", lambda self, x: called.append(self) or x[0])
        layer([1.0, 2.0])
    assert called == layer.neurons
    with monkeypatch.context() as patch:
        patch.setattr(Value, "relu", lambda self: called.append(self) or relu(self))
        layer([1.0, 2.0])
    assert len(called) == 6
