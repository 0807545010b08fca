"""The step of an optimizer in C: the same bits as parameter by parameter, and what is left to Python."""

import gc
import math
import random
import sys
from contextlib import nullcontext

import numpy as np
import pytest

import micrograd_like as ml
from micrograd_like import Value, data, fit, nn
from micrograd_like.native import core
from micrograd_like.training import optim
from micrograd_like.training.optimizer import FEW
from micrograd_like.training.recording_moves import MOST, Lines, Register

in_c = pytest.mark.skipif(not ml.accelerated, reason="the engine in C is not built, or is turned off")

EACH = {
    "SGD": [{}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True, "weight_decay": 0.1}],
    "Adagrad": [{}, {"lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.5}],
    "RMSprop": [{}, {"momentum": 0.9, "weight_decay": 0.1}, {"centered": True}],
    "Adam": [{}, {"betas": (0.5, 0.7), "eps": 1e-3, "weight_decay": 0.1}],
    "AdamW": [{}, {"weight_decay": 0.3}],
}
CASES = [(name, hyper) for name, each in EACH.items() for hyper in each]
GRADIENTS = (0.0, -0.0, 1e-300, -1e300, math.inf, math.nan, None)


def after(kind, hyper, steps=4):
    """Bits of parameters and memory after some steps with gradients of all kinds."""
    rng = random.Random(1)
    ps = [Value(rng.gauss(0, 1)) for _ in range(40)]
    optimizer = kind(ps, lr=0.1, **hyper)
    for _ in range(steps):
        for i, p in enumerate(ps):
            p.grad = GRADIENTS[i] if i < len(GRADIENTS) else rng.gauss(0, 10)
        optimizer.step()
    state = [[x.hex() for x in remembered] for remembered in optimizer.state]
    return [p.data.hex() for p in ps], state, optimizer.counts, optimizer.steps


@in_c
def test_a_step_at_once_has_the_bits_of_one_parameter_by_parameter():
    for name, hyper in CASES:
        kind = getattr(optim, name)
        one_by_one = type(name, (kind,), {})  # a class of somebody's own is never taken at once
        assert after(kind, hyper) == after(one_by_one, hyper), (name, hyper)


@in_c
def test_all_but_one_of_the_optimizers_are_taken_at_once():
    for name, hyper in CASES:
        optimizer = getattr(optim, name)([Value(1.0) for _ in range(FEW)], lr=0.1, **hyper)
        at_once = optimizer._moved_at_once(optimizer._free())
        assert at_once == (0 if hyper.get("centered") else FEW), (name, hyper)


def of_my_own(optimizer):
    """Changes to one optimizer, each of which has to be asked for each parameter."""
    move = optimizer.at(0.1, 1)
    rates = iter(range(1, 1000))
    return {
        "update": lambda p, g, state, lr, t: (p, state) if g == 0 else (p + next(rates), state),
        "at": lambda lr, t: lambda p, g, state: move(p + next(rates), g, state),
    }


def moved(n):
    """Parameters, to each of which a gradient has come."""
    ps = [Value(1.0) for _ in range(n)]
    for p in ps:
        p.grad = 1.0
    return ps


@in_c
def test_what_somebody_has_put_in_place_of_a_step_is_asked_for_each_parameter(monkeypatch):
    for name in ("update", "at"):
        optimizer = optim.SGD([Value(1.0) for _ in range(2 * FEW)], lr=0.1)
        setattr(optimizer, name, of_my_own(optimizer)[name])
        for p in optimizer.parameters[1:]:
            p.grad = 1.0
        optimizer.step()
        assert len({p.data for p in optimizer.parameters}) == 2 * FEW, name
        assert optimizer.parameters[0].data == (1.0 if name == "update" else 2.0)
    optimizer = optim.Adam(moved(2 * FEW), lr=0.1)
    monkeypatch.setattr(optim.Adam, "_adam", lambda *_: lambda p, g, state: (p + random.random(), state))
    optimizer.step()
    assert len({p.data for p in optimizer.parameters}) == 2 * FEW


@in_c
@pytest.mark.filterwarnings("ignore:.*every gradient is 0")  # then 0 / 0 is met
def test_odd_settings_are_left_to_python():
    def after_a_step(kind, **set_by_hand):
        ps = [Value(1.0) for _ in range(2 * FEW)]
        optimizer = kind(ps, lr=0.1)
        for key, x in set_by_hand.items():
            setattr(optimizer, key, x)
        optimizer.step()
        return [p.data for p in ps]

    with pytest.raises(ZeroDivisionError):
        after_a_step(optim.Adam, eps=0.0)
    with pytest.raises(ZeroDivisionError):
        after_a_step(optim.Adam, betas=(1.0, 0.999))
    for rate in (1, True, np.float64(0.1)):
        own = type("Own", (optim.Adam,), {})
        assert after_a_step(optim.Adam, lr=rate) == after_a_step(own, lr=rate)
    optimizer = optim.SGD([Value(1.0) for _ in range(2 * FEW)], lr=0.1)
    optimizer.parameters = tuple(optimizer.parameters)
    optimizer.step()
    optimizer.parameters, optimizer.counts = [], []
    optimizer.step()


def test_an_optimizer_that_draws_numbers_draws_one_for_each_parameter():
    class Noisy(optim.Adam):
        def at(self, lr, t):
            move = super().at(lr, t)
            return lambda p, g, state: move(p + random.random(), g, state)

    ps = moved(2)
    Noisy(ps).step()
    assert ps[0].data != ps[1].data


def test_only_some_parameters_move_where_others_are_frozen_or_of_another_kind():
    class Mine(Value):
        pass

    ps = [Value(1.0), Mine(1.0), Value(1.0)]
    optimizer = optim.Adam(ps, lr=0.5)
    for p in ps:
        p.grad = 3.0
    optimizer.step()
    assert [round(p.data, 6) for p in ps] == [0.5, 0.5, 0.5]
    assert optimizer.counts == [1, 1, 1]
    model = nn.MLP(1, [2, 1])
    model.layers[0].freeze()
    optimizer, before = optim.SGD(model, lr=1.0), model.state_dict()
    for _, p in model.named_parameters():
        p.grad = 1.0
    optimizer.step()
    moved = [name for name, x in model.state_dict().items() if x != before[name]]
    assert moved == ["layers.1.neurons.0.w.0", "layers.1.neurons.0.w.1", "layers.1.neurons.0.b"]


def test_a_part_frozen_in_the_middle_of_an_epoch_rests_at_once():
    model = nn.MLP(1, [2, 1])
    optimizer = optim.SGD(model, lr=1.0)
    model(1.0).backward()
    with optimizer.model_at_rest():
        optimizer.step()
        model.layers[1].freeze()
        for _, p in model.named_parameters():
            p.grad = 1.0
        before = model.layers[1].state_dict()
        optimizer.step()
        assert model.layers[1].state_dict() == before
        assert optimizer.counts == [2] * 4 + [1] * 3
    model.layers[1].unfreeze()
    optimizer.step()
    assert model.layers[1].state_dict() != before


def test_a_line_is_left_for_each_operation_and_none_for_a_branch():
    lines = Lines(lambda p, g, state: (2 - p * g / 4 + 1 / p - 3, (state[0] + 0.5,)), remembered=1)
    assert [chr(line[0]) for line in lines.lines] == ["*", "/", "-", "/", "+", "-", "+"]
    assert lines.results == [8, 9]
    for move in (lambda p, g, s: (p if g else g, s), lambda p, g, s: (p if g > 0 else g, s),
                 lambda p, g, s: (abs(p), s), lambda p, g, s: (p * Value(2.0), s), lambda p, g, s: (p ** g, s),
                 lambda p, g, s: (sum([p] * MOST), s)):  # fmt: skip
        with pytest.raises(TypeError):
            Lines(move, remembered=0)


@in_c
def test_what_is_no_step_is_refused_and_moves_nothing():
    registers, ps = (0.0,) * MOST, [Value(1.0)]
    for wrong in ((ps, [()], registers[1:], b"", b"\0"), (ps, [()], registers, b"+", b"\0"),
                  (ps, [()], registers, b"", b""), (tuple(ps), [()], registers, b"", b"\0"),
                  (ps, [()], ("one",) * MOST, b"", b"\0"), (ps, [()])):  # fmt: skip
        with pytest.raises((TypeError, ValueError)):
            core.moved(*wrong)
    assert core.moved(ps, [(1.0,)], registers, b"", b"\1") == 0  # it remembers more than the lines know
    assert core.moved(ps, [], registers, b"", b"\1") == 0
    assert ps[0].data == 1.0


def test_a_register_belongs_to_its_own_lines():
    lines = Lines(lambda p, g, state: (p, state), remembered=0)
    with pytest.raises(TypeError):
        Lines(lambda p, g, state: (p + Register(lines, 0), state), remembered=0)


@in_c
def test_states_that_become_fewer_in_the_middle_of_a_step_are_an_error():
    ps, states = [Value(1.0) for _ in range(20000)], [(0.0,)] * 20000
    before, thresholds = list(gc.callbacks), gc.get_threshold()
    gc.callbacks.append(lambda *_: ps[0].data or states.clear())
    gc.set_threshold(100, 1, 1)
    gc.enable()
    try:
        # from 3.12 on the collector waits until the call is over
        with pytest.raises(IndexError) if sys.version_info < (3, 12) else nullcontext():
            core.moved(ps, states, (0.0,) * MOST, b"", b"\xff\0")
    finally:
        gc.callbacks[:] = before
        gc.set_threshold(*thresholds)


def test_a_layer_that_a_schedule_takes_out_of_the_model_rests_at_once():
    model = nn.MLP(2, [8, 8, 1])
    taken = model.layers[1]

    def schedule(step):
        if step == 1:
            model.layers[1] = nn.Layer(8, 8)
            seen.append(taken.state_dict())
        return 0.1

    seen = []
    with pytest.warns(UserWarning, match="72 parameters of the model are not trained"):
        fit(model, data.moons(30), epochs=1, batch=10, schedule=schedule, progress=False)
    assert taken.state_dict() == seen[0]
