"""What a function uses from outside: seen when it changes, and told of where it is frozen."""

import functools
import random
from types import SimpleNamespace

import numpy as np
import pytest

from micrograd_like import MLP, Value, compile, nn, optim
from micrograd_like.compiler import TraceWarning
from micrograd_like.compiler.surroundings import LONG, Surroundings

scale, rows, settings = 2.0, [[1.0, 2.0], [3.0, 4.0]], SimpleNamespace(rate=0.5, name="plain")
array, table = np.ones(3), {"a": 1.0}
own = random.Random(1)


class Scaled(nn.Module):
    """A module with a number, a list and a random generator of its own."""

    offset = 1.0

    def __init__(self):
        self.w, self.rates, self.noise = Value(2.0), [0.5], random.Random(3)

    def __call__(self, x):
        return x * self.w * self.rates[0] + self.offset


def helper(x):
    return x * scale


USES = {
    "a global that a function called by it names": (helper, "scale", lambda: globals().update(scale=3.0)),
    "a global named in a function inside": (
        lambda x: sum(y * scale for y in [x]), "scale", lambda: globals().update(scale=3.0)),
    "an element of a list in a list": (lambda x: x * rows[1][0], "rows", lambda: rows[1].__setitem__(0, 7.0)),
    "an attribute of an object": (lambda x: x * settings.rate, "", lambda: setattr(settings, "rate", 0.25)),
    "an element of an array": (lambda x: x * float(array[1]), "", lambda: array.__setitem__(1, 5.0)),
    "an entry of a dict": (lambda x: x * table["a"], "", lambda: table.update(a=4.0)),
    "an argument of a partial": (functools.partial(lambda r, x: x * r[0][0], rows), "", lambda: rows.reverse()),
}  # fmt: skip


@pytest.mark.parametrize("what", USES)
def test_what_has_changed_outside_is_seen_at_the_next_call(what, monkeypatch):
    f, _, change = USES[what]
    kept = (globals()["scale"], [list(r) for r in rows], settings.rate, array.copy(), dict(table))
    program = compile(f, 1.0)
    w = Value(1.0)
    step = compile(lambda x: f(x) * w).training_step(optim.SGD([w], lr=0.0))
    try:
        assert program(2.0) == step(2.0) == f(2.0)
        change()
        assert program(2.0) == step(2.0) == f(2.0)
    finally:
        globals().update(scale=kept[0])
        rows[:], settings.rate, array[:] = kept[1], kept[2], kept[3]
        table.update(kept[4])


def test_what_is_in_a_module_is_seen_as_well_handed_over_or_not():
    module = Scaled()
    inside, outside = compile(lambda m, x: m(x)), compile(lambda x: module(x))
    for change in (
        lambda: module.rates.__setitem__(0, 3.0),
        lambda: setattr(module, "w", Value(5.0)),
        lambda: setattr(Scaled, "offset", 2.0),
        lambda: setattr(module, "offset", 3.0),
        lambda: setattr(module.w, "data", 4.0),
    ):
        assert inside(module, 2.0) == outside(2.0) == module(2.0).data
        change()
    Scaled.offset = 1.0
    assert inside(module, 2.0) == outside(2.0) == module(2.0).data


def test_what_the_function_does_not_name_is_no_reason_to_trace_anew():
    traces = []

    def f(x):
        traces.append(x)
        return x * settings.rate

    program = compile(f, 1.0)
    settings.name = "another"
    program(2.0), program(3.0)
    assert len(traces) == 1


def test_a_function_traced_again_and_again_says_so():
    counter = SimpleNamespace(count=0)
    program = compile(lambda x: x * counter.count)
    for counter.count in range(7):
        assert program(2.0) == 2.0 * counter.count
    counter.count = 7
    with pytest.warns(
        TraceWarning, match=r"was traced 8 times for arguments of one shape.*hand that ov"
    ) as told:
        assert program(2.0) == 14.0
    assert told[0].filename == __file__


def test_what_is_too_long_to_be_looked_at_is_told_in_the_notes():
    data = [1.0] * (LONG + 1)
    program = compile(lambda x: x * data[0], 1.0)
    assert "data is too long to be looked at before each call" in program.stats()["notes"][0]
    around = Surroundings(lambda x: x * data[0])
    data[0] = 2.0
    assert around.same()


def draws_in(place):
    rng = np.random.default_rng(0)
    holder, state = SimpleNamespace(rng=rng, more=[rng]), np.random.RandomState(1)
    return {
        "a variable": lambda x: x * rng.normal(),
        "an attribute": lambda x: x * holder.rng.normal(),
        "a list": lambda x: x * holder.more[0].random(),
        "a RandomState": lambda x: x * float(state.rand()),
    }[place]


@pytest.mark.parametrize("place", ["a variable", "an attribute", "a list", "a RandomState"])
def test_a_generator_of_numpys_at_hand_is_told_of_at_the_users_line(place):
    with pytest.warns(TraceWarning, match="random numbers were drawn in a way that is not recorded") as told:
        compile(draws_in(place), 1.0)
    assert told[0].filename == __file__


def test_generators_in_objects_lists_and_modules_are_drawn_from_anew():
    holder, module = SimpleNamespace(rngs=[random.Random(5)]), Scaled()
    f = lambda m, x: x * holder.rngs[0].random() + m.noise.gauss(0, 1) + own.random()  # noqa: E731
    found = []
    for g in (f, compile(f, module, 1.0)):
        for rng in (holder.rngs[0], module.noise, own):
            rng.seed(1)
        found.append([g(module, x) for x in (1.0, 2.0, 3.0)] + [module.noise.random()])
    assert found[0] == found[1]
    with pytest.warns(TraceWarning, match="drawn in a way that is not recorded"):
        compile(lambda m, x: x * m.noise.choice([1.0, 2.0]), module, 1.0)


def test_a_source_of_random_numbers_without_a_state_is_drawn_from_anew():
    system = random.SystemRandom()
    program = compile(lambda x: x * system.random(), 1.0)
    assert program(1.0) != program(1.0)


def test_a_parameter_that_is_another_Value_now_in_a_network_is_read_anew():
    net = MLP(2, [2, 1], seed=1)
    program = compile(lambda net, x: net(x), net, [1.0, 2.0])
    net.layers[0].neurons[0].w[0] = Value(9.0)
    assert program(net, [1.0, 2.0]) == pytest.approx(net([1.0, 2.0]).data, rel=1e-14)
