"""Where parameters are found, in layers as newcomers write them, and what is said where none are."""

import copy
import random
import warnings
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from cases import every

from micrograd_like import Value, grad, optim
from micrograd_like.nn import MLP, Dropout, Module, Neuron, Sequential, finding
from micrograd_like.nn.quick_look import QuickLook

# ---- the cast: three parameters 1, 2 and 3, kept in different places ----


def three():
    return [Value(1.0), Value(2.0), Value(3.0)]


class Holder:
    """An object with nothing that a walk could go by."""

    def __init__(self):
        self.w = three()


class Lister(Holder):
    """The lecture's way: a plain class with parameters()."""

    def parameters(self):
        return self.w


class Slots:
    __slots__ = ("w",)

    def __init__(self):
        self.w = three()

    def parameters(self):
        return self.w


@dataclass
class Fields:
    w: list[Value] = field(default_factory=three)
    name: str = "layer"


class Own(Module):
    """A module whose values() are what it computes with."""

    def __init__(self, kept, values):
        self.kept, self.values = kept, values

    def __call__(self, x):
        return sum((w * x for w in self.values(self.kept)), Value(0.0))


class Overriding(Own):
    """The same with a parameters() of its own, as micrograd's modules have."""

    def parameters(self):
        return list(self.values(self.kept))


def closure():
    w = three()

    def f():
        return w

    return f


FOUND = {
    "list": (three(), list, ["kept.0", "kept.1", "kept.2"]),
    "list of tuples": ([tuple(three())], lambda k: k[0], ["kept.0.0", "kept.0.1", "kept.0.2"]),
    "dict": (dict(zip("abc", three(), strict=True)), dict.values, ["kept.a", "kept.b", "kept.c"]),
    "deque": (deque(three()), list, ["kept.0", "kept.1", "kept.2"]),
    "array": (np.array(three(), dtype=object), list, ["kept.0", "kept.1", "kept.2"]),
    "dataclass": (Fields(), lambda k: k.w, ["kept.w.0", "kept.w.1", "kept.w.2"]),
    "plain class": (Lister(), lambda k: k.w, ["kept.w.0", "kept.w.1", "kept.w.2"]),
    "slots": (Slots(), lambda k: k.w, ["kept.parameters.0", "kept.parameters.1", "kept.parameters.2"]),
    "plain in a list": ([Lister()], lambda k: k[0].w, ["kept.0.w.0", "kept.0.w.1", "kept.0.w.2"]),
}  # fmt: skip
KEPT = three()
HIDDEN = {
    "helper object": (Holder(), lambda k: k.w, "kept (Holder)"),
    "namespace": (SimpleNamespace(w=three()), lambda k: k.w, "kept (SimpleNamespace)"),
    "nested function": (closure(), lambda k: k(), "kept (function)"),
    "partial": (partial(list, three()), lambda k: k(), "kept (partial)"),
    "method": (Holder().w.copy, lambda k: k(), None),  # of a list: not even that is seen
    "method of an object": (Lister().parameters, lambda k: k(), "kept (method)"),
    "default": (lambda w=KEPT: w, lambda k: k(), "kept (function)"),
    "list of helpers": ([Holder()], lambda k: k[0].w, "kept (list)"),
}


def grads_of_three_steps(model):
    """The grads of what the model computes with, after each of three steps of a loop with zero_grad()."""
    seen = []
    for _ in range(3):
        model.zero_grad()
        model(2.0).backward()
        seen.append([w.grad for w in model.values(model.kept)])
    return seen


# ---- what is found ----


@every("where", FOUND)
def test_a_parameter_is_found_named_and_cleared_wherever_it_is_kept(where):
    kept, values, names = FOUND[where]
    model = Own(kept, values)
    assert [p.data for p in model.parameters()] == [1.0, 2.0, 3.0]
    assert [name for name, _ in model.named_parameters()] == names
    assert grads_of_three_steps(model) == [[2.0, 2.0, 2.0]] * 3


@every("where", [*FOUND, *HIDDEN])
def test_parameters_of_ones_own_are_trained_named_and_cleared(where):
    kept, values, _ = (FOUND | HIDDEN)[where]
    model = Overriding(kept, values)
    assert [p.data for p in model.parameters()] == [1.0, 2.0, 3.0]
    assert sorted(p.data for _, p in model.named_parameters()) == [1.0, 2.0, 3.0]
    assert grads_of_three_steps(model) == [[2.0, 2.0, 2.0]] * 3
    whole = Sequential(model)
    assert whole.parameters() == [p for _, p in model.named_parameters()]
    assert len(whole.state_dict()) == 3


def test_values_in_a_set_are_cleared():
    model = Overriding(set(three()), list)
    assert grads_of_three_steps(model) == [[2.0, 2.0, 2.0]] * 3
    assert grads_of_three_steps(Own(set(three()), list)) == [[2.0, 2.0, 2.0]] * 3


@every("ask", [Module.parameters, Module.named_parameters, Module.state_dict, optim.SGD])
def test_parameters_in_a_set_are_refused_where_order_or_names_matter(ask):
    told = (
        r"^kept.deep of Own is a set, which has no order, so the parameters in it have no names that last; "
    )
    with pytest.raises(TypeError, match=told):
        ask(Own({"deep": set(three())}, None))


def test_parameters_of_ones_own_give_what_is_in_a_set_no_name_that_lasts():
    model = Overriding(set(three()), list)
    assert len(model.parameters()) == 3
    with pytest.raises(TypeError, match=r"^kept of Overriding is a set, which has no order"):
        model.state_dict()


def test_a_set_of_what_is_kept_elsewhere_too_is_no_matter():
    model = Own(three(), list)
    model.some = set(model.kept[:2])
    assert model.parameters() == model.kept
    assert list(model.state_dict()) == ["kept.0", "kept.1", "kept.2"]


def test_a_network_of_the_lectures_classes_has_the_names_of_ours():
    class Plain:
        """The lecture's Neuron, Layer and MLP: no Module anywhere."""

        def __init__(self, **parts):
            vars(self).update(parts)

        def parameters(self):
            parts = [*self.w, self.b] if hasattr(self, "w") else next(iter(vars(self).values()))
            return [p for part in parts for p in (part.parameters() if isinstance(part, Plain) else [part])]

    def layer(nin, nout):
        return Plain(neurons=[Plain(w=[Value(0.0) for _ in range(nin)], b=Value(0.0)) for _ in range(nout)])

    class Whole(Module):
        def __init__(self):
            self.net = Plain(layers=[layer(2, 3), layer(3, 1)])

    ours = MLP(2, [3, 1])
    theirs = Whole()
    assert [name for name, _ in theirs.named_parameters()] == [f"net.{name}" for name in ours.state_dict()]
    theirs.load_state_dict({f"net.{name}": x for name, x in ours.state_dict().items()})
    assert [p.data for p in theirs.net.parameters()] == [p.data for p in ours.parameters()]


def test_what_a_plain_object_does_not_list_is_its_own_business():
    part = Lister()
    part.last_input = Value(7.0)
    assert [name for name, _ in Own(part, None).named_parameters()] == ["kept.w.0", "kept.w.1", "kept.w.2"]


def test_what_is_no_value_in_a_strangers_parameters_is_passed_over():
    class Stranger:  # as a module of another library
        def parameters(self):
            return iter([np.zeros(3), 5])

    class Property:  # and this is no method
        parameters = property(lambda self: 1 / 0)

    assert Own([Stranger(), Property(), Stranger, 3], None).parameters() == []


# ---- a parameters() of one's own ----


class Without(Module):
    """Keeps a constant that it does not list."""

    def __init__(self):
        self.w, self.constant = Value(1.0), Value(5.0)

    def parameters(self):
        return [self.w]


def test_what_a_parameters_leaves_out_is_saved_and_cleared_but_not_trained():
    for model in (Without(), Sequential(Without())):
        assert [p.data for p in model.parameters()] == [1.0]
        assert list(model.state_dict().values()) == [1.0, 5.0]
        for _, p in model.named_parameters():
            p.grad = 1.0
        model.zero_grad()
        assert [p.grad for _, p in model.named_parameters()] == [0.0, 0.0]
        optimizer = optim.SGD(model, lr=1.0)
        for _, p in model.named_parameters():
            p.grad = 1.0
        optimizer.step()
        assert list(model.state_dict().values()) == [0.0, 5.0]


@every(
    "listing",
    [
        lambda self: [*super(Own, self).parameters(), *self.more.w],
        lambda self: iter([*self.values(self.kept), *self.more.w]),
        lambda self: [*self.kept, *self.more.w][: 6 * len(self.state_dict())],
    ],
)
def test_a_parameters_may_ask_the_walk_it_is_part_of(listing):
    model = type("Asking", (Own,), {"parameters": listing})(three(), list)
    model.more = Holder()
    assert [p.data for p in model.parameters()] == [1.0, 2.0, 3.0] * 2
    names = [f"kept.{i}" for i in range(3)] + [f"parameters.{i}" for i in range(3, 6)]
    assert [name for name, _ in model.named_parameters()] == names
    assert len(Sequential(model).parameters()) == 6


def test_a_function_set_on_one_module_counts_as_its_parameters():
    model = Own(Holder(), lambda k: k.w)
    model.parameters = lambda: model.kept.w
    assert len(Sequential(model).parameters()) == 3
    assert grads_of_three_steps(model) == [[2.0, 2.0, 2.0]] * 3


@every(("given", "shown"), [(lambda self: None, "None"), (lambda self: [[Value(1.0)]], r"\[Value\(data=1.0")])
def test_a_parameters_that_gives_no_values_is_told_so(given, shown):
    model = type("Mine", (Module,), {"parameters": given})()
    for ask in (model.zero_grad, model.named_parameters, lambda: Sequential(model).parameters()):
        with pytest.raises(
            TypeError, match=rf"^Mine.parameters\(\) gives {shown}.*parameters are Values; return"
        ):
            ask()


def test_a_parameters_may_choose_among_the_named_ones():
    class Choosing(Without):
        def parameters(self):
            return [p for name, p in self.named_parameters() if name == "constant"]

    class ChoosingFromAround(Without):
        def parameters(self):
            return [p for p in Sequential(self).parameters() if p is not self.w]

    for kind in (Choosing, ChoosingFromAround):
        assert [p.data for p in kind().parameters()] == [5.0]
        assert [p.data for p in Sequential(kind()).parameters()] == [5.0]


def test_a_parameters_may_add_to_none():
    """And nobody is warned of what it adds."""

    class Adding(Overriding):
        def parameters(self):
            return [*Module.parameters(self), *super().parameters()]

    model = Adding(Holder(), lambda k: k.w)
    assert len(model.parameters()) == len(Sequential(model).parameters()) == 3
    assert model.hidden_values() == []
    assert repr(model) == "Adding(3 parameters)"


# ---- a part that knows its module ----


def test_an_optimizer_of_ones_own_may_be_kept_in_the_module_it_moves():
    class Mover:
        def __init__(self, model):
            self.model = model

        def parameters(self):
            return self.model.parameters()

    model = Own(three(), list)
    model.mover = Mover(model)
    assert [name for name, _ in model.named_parameters()] == ["kept.0", "kept.1", "kept.2"]
    assert model.mover.parameters() == model.parameters() == model.kept
    assert list(model.modules()) == [model]


# ---- modules and frozen ones inside plain objects ----


def test_eval_and_freeze_reach_the_modules_inside_a_plain_object():
    part = Lister()
    part.dropout, part.inner = Dropout(0.5), Neuron(2)
    model = Own([part], None)
    assert list(model.modules()) == [model, part.dropout, part.inner]
    assert model.eval() is model
    assert not part.dropout.training
    assert part.inner.parameters() != model.freeze().parameters() == []
    assert part.inner.frozen


# ---- where nothing is found ----


@every("where", HIDDEN)
def test_values_where_nothing_is_looked_for_are_told_of(where):
    kept, _, told = HIDDEN[where]
    model = Own(kept, None)
    assert model.hidden_values() == ([told] if told else [])
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert model.parameters() == []
    if told:
        message = str(warned[0].message)
        start = f"Own has no parameters, but Values in {told}, where none are looked for: keep them in"
        assert message.startswith(start)
        assert warned[0].filename == __file__
        assert repr(model) == f"Own(0 parameters, but Values in {told})"
    assert len(warned) == bool(told)


def test_a_module_without_values_is_no_cause_for_a_warning():
    for model in (Dropout(0.5, seed=1), Sequential(abs, np.float64), Own(lambda: 3, Own)):
        assert model.parameters() == model.hidden_values() == []
    assert repr(Own(Holder, 3)) == "Own(0 parameters)"


def test_values_of_a_class_are_told_of():
    class Shared(Module):
        weight = Value(1.0)

    with pytest.warns(
        UserWarning, match="^Shared has no parameters, but Values in weight of the class, where none"
    ):
        assert Sequential(Shared()).hidden_values() == Shared().hidden_values() != Shared().parameters()
    assert Own(Shared, None).hidden_values() == []  # not of a class that is only kept


def test_a_function_of_parameters_hides_nothing():
    model = Own(three(), None)
    model.penalty = lambda: sum(w * w for w in model.kept)
    assert model.hidden_values() == []


def test_a_function_whose_variable_is_not_bound_yet_hides_nothing():
    def outer():
        model = Own(lambda: later, None)
        found = model.hidden_values()
        later = 3
        return found, later

    assert outer() == ([], 3)


# ---- what a loss comes from ----


def test_leaves_that_no_parameter_list_knows_are_told_and_inputs_are_not():
    weight, scale = Value(2.0), Value(3.0)
    product = weight * scale
    model = Own(three(), lambda kept: [*kept, product])
    assert set(model.unknown_leaves(model(1.0), model(1.0))) == {weight, scale}
    assert set(model.unknown_leaves([model(1.0)], ([model(2.0)],), model(1.0))) == {weight, scale}
    assert model.unknown_leaves(model(1.0), weight) == [weight]
    known = MLP(2, [4, 1], activation="tanh")
    known.layers[0].freeze()
    assert known.unknown_leaves(known([1.0, 2.0]), known([1.0, 2.0])) == []
    x = [Value(1.0), Value(2.0)]
    assert set(known.unknown_leaves(known(x), known(x))) == set(x)  # the caller's own, and so the same twice
    with pytest.raises(
        TypeError, match=r"results of two calls or more, but got 1; give model\(x\), model\(x\)"
    ):
        known.unknown_leaves(known(x))


# ---- other ways through a module ----


def test_gradients_copies_and_saving_reach_parts_of_any_class(tmp_path):
    random.seed(0)
    model = Own(Lister(), lambda k: k.w)
    assert grad(lambda m: m(2.0))(model) == {f"kept.w.{i}": 2.0 for i in range(3)}
    twin = copy.deepcopy(model)
    assert twin.state_dict() == model.state_dict()
    assert not set(twin.parameters()) & set(model.parameters())
    twin.kept.w[0].data = 9.0
    model.load_state_dict(twin.state_dict())
    assert model.kept.w[0].data == 9.0


class Saved(Module):
    def __init__(self, name="x"):
        self.name, self.part = name, Lister()

    def spec(self):
        return {"name": self.name}


def test_a_module_with_parts_of_any_class_is_saved_and_loaded(tmp_path):
    model = Saved("y")
    model.part.w[1].data = -4.0
    model.save(tmp_path / "m.json")
    state = {"part.w.0": 1.0, "part.w.1": -4.0, "part.w.2": 3.0}
    assert Saved.load(tmp_path / "m.json").state_dict() == state


# ---- a gradient that arrives where nothing clears it ----


class Helper:
    def __init__(self):
        self.w = Value(2.0)


class Slots:
    __slots__ = ("w",)

    def __init__(self):
        self.w = Value(2.0)


def test_a_module_without_a_call_says_what_to_define():
    class Silent(Module): ...

    class Forward(Module):
        def forward(self, x):
            return x

    for model, told in (
        (Silent(), "define __call__$"),
        (Forward(), "define __call__, which is the name of forward here$"),
    ):
        with pytest.raises(
            NotImplementedError, match=f"^{type(model).__name__} does not say what it computes; {told}"
        ):
            model([1.0])


class Half(Module):
    """A module of which one part is found and another is not."""

    def __init__(self, part):
        self.known, self.part = Value(1.0), part

    def __call__(self, x):
        return self.known * x + self.part.w * x


@every("part", [Helper, Slots])
def test_zero_grad_tells_once_of_gradients_that_it_does_not_clear(part):
    model = Half(part())
    model.zero_grad()
    model(3.0).backward()
    with pytest.warns(
        UserWarning, match=r"Half.zero_grad\(\) leaves the gradients of the Values in part \("
    ) as told:
        model.zero_grad()
    assert told[0].filename == __file__
    model.zero_grad()


def test_zero_grad_says_nothing_of_values_that_no_loss_reaches():
    model = Half(Helper())
    for _ in range(4):
        (model.known * 2).backward()
        model.zero_grad()


def test_modules_inside_each_other_are_told_in_order_and_once():
    inner = Neuron(2)
    model = Sequential(MLP(2, [2, 1]), {"kept": [inner, (inner,)]}.get)
    model.parts.append(Sequential(inner.__call__, Dropout(0.5)))
    model.more = {"first": inner, "weights": three(), "again": model.parts[0]}
    kinds = [type(module).__name__ for module in model.modules()]
    assert kinds == ["Sequential", "MLP", "Layer", "Neuron", "Neuron", "Layer", "Neuron", "Sequential", "Dropout",
                     "Neuron"]  # fmt: skip


def test_a_module_that_is_a_list_has_its_elements_inside():
    class Rows(Module, list):
        pass

    rows = Rows([Value(1.0), Neuron(1)])
    rows.beside = Value(9.0)  # not looked for in a list
    assert rows.parameters() == [p for _, p in rows.named_parameters()] == [rows[0], *rows[1].parameters()]
    assert list(rows.modules()) == [rows, rows[1]]


def test_a_result_that_is_kept_in_a_network_is_no_parameter():
    model = MLP(2, [2, 1])
    model.layers[0].neurons[0].w[1] = model.layers[0].neurons[0].w[0] * 2
    model.kept = model([1.0, 2.0])
    assert len(model.parameters()) == 8
    assert model.parameters() == [p for _, p in model.named_parameters()]


def test_the_quick_look_sees_what_the_careful_walk_sees():
    shared = [Value(1.0), Value(2.0)]
    model = MLP(2, [2, 1])
    model.more = [[shared, 3.0, None], Neuron(1), shared, []]
    model.alone, model.kept = shared[1], shared[0] * 2
    look = QuickLook(model)
    assert look.as_made
    found = finding.search(model, "m")
    assert look.named("m") == ([place.name for place in found], [place.leaf for place in found])
    assert look.trained() == finding.trained(finding.search(model))
    assert list(map(id, look.modules)) == [id(model), *(id(m) for layer in model.layers for m in [layer, *layer.neurons]),
                                           id(model.more[1])]  # fmt: skip
    model.layers[0].freeze()
    assert QuickLook(model).trained() is None
    for odd in ({"a": 1}, (shared,), {shared[0]}, object()):
        model.odd = odd
        assert not QuickLook(model).usual
