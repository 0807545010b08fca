"""Optimizers: three steps by hand each, edges, state, clipping, schedules; torch is in compare_optim.py."""

import inspect
import json
import math

import pytest
from cases import every

from micrograd_like import Value, gradcheck, nn
from micrograd_like.training import optim, schedules

GRADIENTS = (4.0, -2.0, 1.0)


def three_steps(make):
    w = Value(1.0)
    optimizer = make([w])
    seen = []
    for g in GRADIENTS:
        w.grad = g
        optimizer.step()
        seen.append(w.data)
    return seen


# Each list is worked out by hand from the paper's recurrence, with gradients 4, -2, 1 and w = 1 at first.
BY_HAND = {
    "SGD": (lambda ps: optim.SGD(ps, lr=0.1), [1 - 0.4, 0.6 + 0.2, 0.8 - 0.1]),
    "SGD with weight decay": (lambda ps: optim.SGD(ps, lr=0.1, weight_decay=0.5),
        [1 - 0.1 * 4.5, 0.55 - 0.1 * (-2 + 0.275), 0.7225 - 0.1 * (1 + 0.36125)]),
    "momentum": (lambda ps: optim.SGD(ps, lr=0.1, momentum=0.5),  # velocities 4, 0, 1
        [0.6, 0.6, 0.5]),
    "Nesterov": (lambda ps: optim.SGD(ps, lr=0.1, momentum=0.5, nesterov=True),  # g + velocity/2: 6, -2, 1.5
        [0.4, 0.6, 0.45]),
    "Adagrad": (lambda ps: optim.Adagrad(ps, lr=0.1),  # roots of 16, 20, 21
        [1 - 0.1, 0.9 + 0.2 / math.sqrt(20), 0.9 + 0.2 / math.sqrt(20) - 0.1 / math.sqrt(21)]),
    # roots of 25, 29, 30
    "Adagrad, decaying": (lambda ps: optim.Adagrad(ps, lr=0.1, lr_decay=1.0, initial_accumulator_value=9.0),
        [1 - 0.08, 0.92 + 0.1 / math.sqrt(29), 0.92 + 0.1 / math.sqrt(29) - 0.1 / 3 / math.sqrt(30)]),
    "RMSprop": (lambda ps: optim.RMSprop(ps, lr=0.1, alpha=0.75),  # mean squares 4, 4, 3.25
        [1 - 0.2, 0.8 + 0.1, 0.9 - 0.1 / math.sqrt(3.25)]),
    # velocities 2, 0, 1/sqrt(3.25)
    "RMSprop with momentum": (lambda ps: optim.RMSprop(ps, lr=0.1, alpha=0.75, momentum=0.5),
        [0.8, 0.8, 0.8 - 0.1 / math.sqrt(3.25)]),
    # means 1, 0.25, 0.4375
    "RMSprop, centered": (lambda ps: optim.RMSprop(ps, lr=0.1, alpha=0.75, centered=True),
        [1 - 0.4 / math.sqrt(3), 1 - 0.4 / math.sqrt(3) + 0.2 / math.sqrt(4 - 0.0625),
         1 - 0.4 / math.sqrt(3) + 0.2 / math.sqrt(4 - 0.0625) - 0.1 / math.sqrt(3.25 - 0.4375**2)]),
    "Adagrad with weight decay": (lambda ps: optim.Adagrad(ps, lr=0.5, weight_decay=4.0),  # gradients 8, 0, 3
        [0.5, 0.5, 0.5 - 0.5 * 3 / math.sqrt(64 + 9)]),
    # gradients 6.5, 0, 3
    "RMSprop with weight decay": (lambda ps: optim.RMSprop(ps, lr=0.1, alpha=0.75, weight_decay=2.5),
        [0.8, 0.8, 0.8 - 0.1 * 3 / math.sqrt(0.75**2 * 0.25 * 6.5**2 + 0.25 * 9)]),
    # gradients 8, 0, 3
    "Adam with weight decay": (lambda ps: optim.Adam(ps, lr=0.5, betas=(0.0, 0.75), weight_decay=4.0),
        [0.5, 0.5, 0.5 - 0.5 * 3 / math.sqrt((0.75**2 * 0.25 * 64 + 0.25 * 9) / 0.578125)]),
    "Adam": (lambda ps: optim.Adam(ps, lr=0.1, betas=(0.5, 0.75)),  # m: 2, 0, 0.5; v: 4, 4, 3.25
        [1 - 0.1 * (2 / 0.5) / math.sqrt(4 / 0.25), 0.9,
         0.9 - 0.1 * (0.5 / 0.875) / math.sqrt(3.25 / 0.578125)]),
    # w shrinks by 0.95 before each step
    "AdamW": (lambda ps: optim.AdamW(ps, lr=0.1, betas=(0.5, 0.75), weight_decay=0.5),
        [0.85, 0.8075, 0.767125 - 0.1 * (0.5 / 0.875) / math.sqrt(3.25 / 0.578125)]),
}  # fmt: skip


@every("name", BY_HAND)
def test_three_steps_are_those_worked_out_by_hand(name):
    make, expected = BY_HAND[name]
    assert three_steps(make) == pytest.approx(
        expected, rel=2e-8
    )  # eps in the denominators is left out by hand


@every(
    ("kind", "in_order", "defaults"),
    [
        (optim.SGD, 2, {"lr": 1e-3, "momentum": 0, "weight_decay": 0, "nesterov": False}),
        (
            optim.Adagrad,
            2,
            {"lr": 1e-2, "lr_decay": 0, "weight_decay": 0, "initial_accumulator_value": 0, "eps": 1e-10},
        ),
        (
            optim.RMSprop,
            2,
            {"lr": 1e-2, "alpha": 0.99, "eps": 1e-8, "weight_decay": 0, "momentum": 0, "centered": False},
        ),
        (optim.Adam, 4, {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0}),
        (optim.AdamW, 4, {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 1e-2}),
    ],
)
def test_names_order_and_defaults_are_those_of_pytorch_2(kind, in_order, defaults):
    """in_order: how many may be given without a name; PyTorch's SGD has dampening as its third."""
    signature = list(inspect.signature(kind).parameters.values())[1:]
    assert [(p.name, p.default) for p in signature] == list(defaults.items())
    chosen = kind([Value(1.0)])
    assert {name: getattr(chosen, name) for name in defaults} == defaults
    assert [p.kind is p.POSITIONAL_OR_KEYWORD for p in signature] == [
        k < in_order for k in range(len(signature))
    ]


ALL = [make for make, _ in BY_HAND.values()]


@every("make", ALL, ids=list(BY_HAND))
def test_a_resumed_optimizer_goes_on_bit_for_bit(make):
    w = Value(1.0)
    first = make([w])
    for g in GRADIENTS:
        w.grad = g
        first.step()
    v = Value(w.data)
    second = make([v])
    second.load_state_dict(json.loads(json.dumps(first.state_dict())))
    for g in GRADIENTS:
        w.grad = v.grad = g
        first.step()
        second.step()
    assert w.data == v.data != 1.0
    assert second.state_dict() == first.state_dict()


def test_a_state_of_whole_numbers_becomes_floats_and_one_with_text_changes_nothing():
    adam = optim.Adam([Value(1.0)], lr=0.1)
    whole = {**adam.state_dict(), "lr": 0.2, "steps": 3, "state": [[1, 4]]}
    with pytest.raises(ValueError, match=r"could not convert string to float: 'one'"):
        adam.load_state_dict({**whole, "state": [["one", 4]]})
    assert (adam.lr, adam.steps, adam.state) == (0.1, 0, [(0.0, 0.0)])
    adam.load_state_dict(whole)
    assert (adam.lr, adam.steps, adam.state) == (0.2, 3, [(1.0, 4.0)])
    assert [type(x) for x in adam.state[0]] == [float, float]


@every("make", [optim.SGD, optim.Adagrad, optim.RMSprop, optim.Adam, optim.AdamW])
def test_every_optimizer_finds_the_bottom_of_a_bowl(make):
    x, y = Value(3.0), Value(-2.0)
    optimizer = make([x, y], lr=0.1)
    for k in range(600):
        optimizer.zero_grad()
        ((x - 1) ** 2 + 2 * (y - 0.5) ** 2).backward()
        optimizer.lr = schedules.cosine(0.2, steps=600)(k)
        optimizer.step()
    assert (x.data, y.data) == pytest.approx((1.0, 0.5), abs=0.02)  # weight decay of AdamW pulls a little


def test_the_update_runs_on_graphs_too_so_that_it_can_be_compiled():
    adam = optim.Adam([Value(1.0)], lr=0.1)
    p, state = adam.update(Value(1.0), Value(4.0), (Value(0.0), Value(0.0)), Value(0.1), 1)
    assert p.data == pytest.approx(0.9, rel=1e-8)
    assert all(isinstance(s, Value) for s in state)


@every("make", ALL, ids=list(BY_HAND))
def test_the_update_can_be_differentiated_in_all_that_goes_into_it(make):
    optimizer = make([Value(1.0)])
    state = [0.3 + k / 4 for k in range(len(optimizer.remembers))][
        ::-1
    ]  # RMSprop's mean square is above its squared mean

    def third_step(p, g, lr, *state):
        new, remembered = optimizer.update(p, g, state, lr, 3)
        return [new, *remembered]

    found = gradcheck(third_step, (1.3, -0.7, 0.1, *state))
    assert found, str(found)
    assert not found.kinks


@every(
    ("make", "g", "step"),
    [
        (lambda ps: optim.Adam(ps, lr=0.1, eps=3.0), 1.0, 0.1 * 1 / (1 + 3)),
        (lambda ps: optim.AdamW(ps, lr=0.1, eps=3.0, weight_decay=0), 1.0, 0.1 * 1 / (1 + 3)),
        (lambda ps: optim.Adagrad(ps, lr=0.1, eps=3.0), 2.0, 0.1 * 2 / (2 + 3)),
        (lambda ps: optim.RMSprop(ps, lr=0.1, alpha=0.75, eps=3.0), 2.0, 0.1 * 2 / (1 + 3)),
    ],
)
def test_eps_is_added_to_the_root_and_not_under_it(make, g, step):
    w = Value(0.0)
    w.grad = g
    make([w]).step()
    assert w.data == pytest.approx(-step, rel=1e-14)


@every(("g", "alpha"), [(0.7, 0.5), (3.3, 0.9), (0.1, 0.99)])
def test_a_variance_that_rounding_made_negative_gives_no_nan(g, alpha):
    """Mean square minus squared mean is below 0 after 54, 327 and 3227 steps, by rounding alone."""
    w = Value(0.0)
    optimizer = optim.RMSprop([w], alpha=alpha, centered=True)
    for _ in range(3300):
        w.grad = g
        optimizer.step()
    assert math.isfinite(w.data)


def test_the_first_step_of_adam_has_size_lr_whatever_the_gradient():
    for g in (1e-3, 1.0, 1e6, -1e12):
        w = Value(0.0)
        w.grad = g
        optim.Adam([w], lr=0.1).step()
        assert w.data == pytest.approx(-math.copysign(0.1, g), rel=2e-5)


def test_gradients_clipped_by_norm_keep_their_direction():
    ws = [Value(0.0), Value(0.0), Value(0.0)]
    for w, g in zip(ws, (3.0, -4.0, 12.0), strict=True):
        w.grad = g
    assert optim.clip_grad_norm(ws, 26.0) == 13.0
    assert [w.grad for w in ws] == [3.0, -4.0, 12.0]
    assert optim.clip_grad_norm(ws, 6.5) == 13.0
    assert [w.grad for w in ws] == pytest.approx([1.5, -2.0, 6.0], rel=1e-7)


def test_clipping_by_norm_divides_by_the_length_and_a_millionth_as_in_pytorch():
    w = Value(0.0)
    w.grad = 3e-6
    optim.clip_grad_norm([w], 1e-6)
    assert w.grad == pytest.approx(0.75e-6, rel=1e-14)


def test_a_huge_gradient_is_clipped_without_overflow():
    ws = [Value(0.0), Value(0.0)]
    ws[0].grad, ws[1].grad = 3e200, 4e200
    assert optim.clip_grad_norm(ws, 1.0) == pytest.approx(5e200)
    assert [w.grad for w in ws] == pytest.approx([0.6, 0.8])


def test_a_broken_gradient_is_no_direction():
    ws = [Value(0.0), Value(0.0)]
    ws[1].grad = math.nan
    with pytest.raises(
        FloatingPointError,
        match=r"^1 of 2 gradients are nan or infinite; find the first one with detect_anomaly",
    ):
        optim.clip_grad_norm(ws, 1.0)


def test_an_infinite_gradient_is_no_direction_and_stays():
    ws = [Value(0.0), Value(0.0)]
    ws[0].grad, ws[1].grad = 3.0, -math.inf
    with pytest.raises(FloatingPointError, match=r"^1 of 2 gradients are nan or infinite; "):
        optim.clip_grad_norm(ws, 1.0)
    assert [w.grad for w in ws] == [3.0, -math.inf]


def test_finite_gradients_whose_length_overflows_are_told_from_broken_ones():
    ws = [Value(0.0), Value(0.0)]
    for w in ws:
        w.grad = 1.7e308
    with pytest.raises(
        FloatingPointError,
        match=r"^the length of 2 gradients leaves the range of doubles; divide the loss by a number$",
    ):
        optim.clip_grad_norm(ws, 1.0)
    assert [w.grad for w in ws] == [1.7e308, 1.7e308]


def test_gradients_clipped_by_value_stay_inside():
    ws = [Value(0.0), Value(0.0), Value(0.0)]
    for w, g in zip(ws, (30.0, -0.5, -7.0), strict=True):
        w.grad = g
    optim.clip_grad_value(ws, 5.0)
    assert [w.grad for w in ws] == [5.0, -0.5, -5.0]


def test_the_linear_schedule_is_micrograds():
    schedule = schedules.linear(1.0, 0.1, steps=100)
    assert all(schedule(k) == 1.0 - 0.9 * k / 100 for k in range(100))
    assert schedule(100) == schedule(1000) == 0.1


def test_schedules_begin_and_end_where_they_say():
    cosine = schedules.cosine(0.5, 0.1, steps=10)
    assert (cosine(0), cosine(5), cosine(10), cosine(99)) == pytest.approx((0.5, 0.3, 0.1, 0.1))
    assert [schedules.exponential(1.0, 0.5)(k) for k in range(3)] == [1.0, 0.5, 0.25]
    warm = schedules.warmup(4, schedules.linear(1.0, 0.0, steps=10))
    assert [warm(k) for k in range(6)] == [0.25, 0.5, 0.75, 1.0, 1.0, 0.9]


W = Value(1.0)


@every(
    ("call", "kind", "text"),
    [
        (lambda: optim.SGD([], lr=0.1), ValueError,
         "SGD got no parameters to train; give model.parameters()"),
        (lambda: optim.SGD(nn.MLP(1, [1]).parameters), TypeError,
         "SGD takes a list of Values, but got <bound method Module.parameters of MLP of [Layer of [Line...; call it: "
         "model.parameters()"),
        (lambda: optim.SGD(0.1), TypeError, "SGD takes a list of Values, but got 0.1; give model.parameters()"),
        (lambda: optim.Adam([1.0]), TypeError, "Adam takes Values, but got 1.0; give model.parameters()"),
        (lambda: optim.SGD([W, W]), ValueError, "SGD got the same parameter twice, and would move it twice a "
         "step; give each once"),
        (lambda: optim.SGD([W], lr=-1), ValueError, "SGD takes lr of 0 or more, but got -1"),
        (lambda: optim.SGD([W], lr=math.nan), ValueError, "SGD takes lr of 0 or more, but got nan"),
        (lambda: optim.Adam([W], betas=(0.9, 1.0)), ValueError,
         "Adam takes betas from 0 up to, not including, 1, but got (0.9, 1.0)"),
        (lambda: optim.Adam([W], betas=(1.0, 0.9)), ValueError,
         "Adam takes betas from 0 up to, not including, 1, but got (1.0, 0.9)"),
        (lambda: optim.RMSprop([W], alpha=1.0), ValueError,
         "RMSprop takes alpha from 0 up to, not including, 1, but got 1.0"),
        (lambda: optim.RMSprop([W], alpha=-0.1), ValueError,
         "RMSprop takes alpha from 0 up to, not including, 1, but got -0.1"),
        (lambda: optim.Adam([W], eps=0), ValueError,
         "Adam takes eps above 0, which keeps a parameter without gradient from 0/0, but got 0"),
        (lambda: optim.Adam([W], betas=0.9), ValueError,  # type: ignore[arg-type]
         "Adam takes betas as two numbers, such as (0.9, 0.999), but got 0.9"),
        (lambda: optim.SGD(W), TypeError, "SGD takes a list of Values, but got one alone: Value(data=1.0, "  # type: ignore[arg-type]
         "grad=0.0); put it in brackets"),
        (lambda: optim.SGD([W], lr="0.1"), TypeError, "SGD takes lr as a number, but got '0.1'"),  # type: ignore[arg-type]
        (lambda: optim.SGD([W], lr=len), TypeError,  # type: ignore[arg-type]
         "SGD takes lr as a number, but got <built-in function len>; "
         "set optimizer.lr before each step, or give it to fit as schedule="),
        (lambda: optim.clip_grad_norm([W], -1.0), ValueError,
         "clip_grad_norm takes a length of 0 or more, but got -1.0"),
        (lambda: optim.clip_grad_value([W], math.nan), ValueError,
         "clip_grad_value takes a value of 0 or more, but got nan"),
        (lambda: optim.SGD([W], nesterov=True), ValueError,
         "Nesterov's step looks ahead along the velocity, but momentum is 0; "
         "give momentum, such as 0.9"),
        (lambda: optim.Adam([W]).load_state_dict(optim.SGD([W]).state_dict()), ValueError,
         "this is the state of 'SGD', not of 'Adam'; build that optimizer first"),
        (lambda: optim.SGD([W]).load_state_dict(optim.SGD([W, Value(2.0)]).state_dict()), ValueError,
         "the state is about 2 parameters, but this optimizer has 1"),
        (lambda: schedules.linear(1.0, 0.1, steps=0), ValueError,
         "a schedule takes 1 step or more, but got 0"),
    ],
)  # fmt: skip
def test_errors_say_what_was_given_and_what_to_do(call, kind, text):
    with pytest.raises(kind) as error:
        call()
    assert str(error.value) == text


@every("make", [optim.Adam, optim.AdamW, lambda m, lr: optim.Adagrad(m, lr, lr_decay=0.5)])
def test_a_parameter_that_was_frozen_begins_at_its_first_step(make):
    """As in PyTorch, which counts the steps of each parameter."""
    late, fresh = (nn.Neuron(1) for _ in range(2))
    optimizer, twin = make(late, lr=0.1), make(fresh, lr=0.1)
    late.freeze()
    for p in late.w:
        p.grad = 4.0
    for _ in range(300):
        optimizer.step()
    late.unfreeze()
    for p in (*late.w, *fresh.w):
        p.data, p.grad = 1.0, 4.0
    optimizer.step()
    twin.step()
    assert late.w[0].data == fresh.w[0].data == pytest.approx(0.9, abs=2e-3)
    assert (optimizer.steps, optimizer.counts, optimizer.trained) == (301, [1, 1], late.parameters())
    again = make(nn.Neuron(1), lr=0.1)
    again.load_state_dict(json.loads(json.dumps(optimizer.state_dict())))
    assert again.state_dict() == optimizer.state_dict()


@every(
    "wrong",
    [
        {"counts": [1, 2]},
        {"counts": [-1]},
        {"steps": -5},
        {"state": [[0.0]]},
        {"steps": "x"},
        {"lr": -5.0},
        {"lr": "fast"},
        {"counts": [0.5]},
        {"state": [[None, 0.0]]},
    ],
)
def test_a_state_that_makes_no_sense_changes_nothing(wrong):
    optimizer = optim.Adam([Value(1.0)], lr=0.1)
    before = optimizer.state_dict()
    with pytest.raises((TypeError, ValueError)):
        optimizer.load_state_dict({**before, "lr": 0.5, "steps": 7, **wrong})
    assert optimizer.state_dict() == before


def test_a_state_with_a_part_missing_or_too_many_is_named():
    optimizer = optim.SGD([Value(1.0)])
    state = optimizer.state_dict()
    with pytest.raises(
        ValueError, match=r"^the state has an unknown 'speed'; give what state_dict\(\) gave$"
    ):
        optimizer.load_state_dict({**state, "speed": 1.0})
    del state["counts"]
    for more in ({}, {"speed": 1.0}):
        with pytest.raises(ValueError, match=r"^the state lacks 'counts'; give what state_dict\(\) gave$"):
            optimizer.load_state_dict({**state, **more})


@every("remembered", [[[0.0]], [[0.0, 0.0, 0.0]], [[]]])
def test_a_state_that_remembers_too_much_or_too_little_is_told_what_to_remember(remembered):
    optimizer = optim.Adam([Value(1.0)])
    with pytest.raises(
        ValueError, match=r"^the state has to remember 2 numbers for each parameter: mean, mean_square$"
    ):
        optimizer.load_state_dict({**optimizer.state_dict(), "state": remembered})


@every(
    ("make", "key"),
    [
        (lambda on: optim.SGD([Value(1.0)], momentum=0.5, nesterov=on), "nesterov"),
        (lambda on: optim.RMSprop([Value(1.0)], centered=on), "centered"),
    ],
)
@every("on", [True, False])
def test_what_is_on_or_off_is_saved_as_true_or_false(make, key, on):
    state = json.loads(json.dumps(make(on).state_dict()))
    assert state[key] is on
    other = make(not on)
    other.load_state_dict(state)
    assert getattr(other, key) is other.state_dict()[key] is on


def test_a_schedule_that_grows_without_bound_is_infinite_and_no_error():
    assert schedules.exponential(1.0, 2.0)(1100) == math.inf
    assert schedules.step_decay(1.0, 2.0, every=1)(2000) == math.inf
    assert schedules.step_decay(1.0, 2.0, every=2)(2000) == 2.0**1000


def test_a_learning_rate_may_be_a_property_of_an_optimizer_of_ones_own():
    class Doubled(optim.SGD):
        @property
        def lr(self):
            return 2 * self.half

        @lr.setter
        def lr(self, value):
            self.half = value

    w = Value(1.0)
    w.grad = 1.0
    optimizer = Doubled([w], lr=0.25)
    optimizer.step()
    assert w.data == 0.5
    optimizer.set(lr=0.5)
    assert (optimizer.half, optimizer.lr) == (0.5, 1.0)


def test_a_hyperparameter_that_there_is_not_is_refused():
    with pytest.raises(
        TypeError, match=r"^SGD has no 'momentun'; it has lr, momentum, weight_decay, nesterov$"
    ):
        optim.SGD([Value(1.0)], lr=0.1).set(momentun=0.9)


def test_an_optimizer_of_ones_own_is_told_what_it_lacks():
    class Half(optim.Optimizer):
        def update(self, p, g, state, lr, t):
            return p - lr * g

    w = Value(1.0)
    w.grad = 1.0
    with pytest.raises(
        TypeError, match=r"^Half has no learning rate; let its __init__ hand lr= on to Optimizer's$"
    ):
        Half([w])
    with pytest.raises(
        TypeError, match=r"^Half.update gave 0.9; it has to give the parameter and what is remembered$"
    ):
        Half([w], lr=0.1).step()
    assert w.data == 1.0


def test_an_optimizer_that_forgets_super_is_told_so_wherever_it_is_used():
    class Forgets(optim.SGD):
        def __init__(self, parameters):
            self.mine = parameters

    for use in (lambda o: o.step(), lambda o: o.zero_grad(), repr, lambda o: o.state_dict()):
        with pytest.raises(
            AttributeError, match=r"^this Forgets has no \w+: let its __init__ call super\(\).__init__"
        ):
            use(Forgets([Value(1.0)]))


def test_an_update_of_ones_own_is_asked_also_where_the_class_derives_from_adam():
    class Half(optim.Adam):
        def update(self, p, g, state, lr, t):
            new, state = super().update(p, g, state, lr, t)
            return p + (new - p) / 2, state

    whole, half = [Value(1.0), Value(2.0)], [Value(1.0), Value(2.0)]
    for w in (*whole, *half):
        w.grad = 4.0
    optim.Adam(whole, lr=0.1).step()
    Half(half, lr=0.1).step()
    assert [w.data for w in half] == [p + (w.data - p) / 2 for p, w in zip((1.0, 2.0), whole, strict=True)]


def test_an_update_set_on_one_optimizer_is_asked():
    w = Value(1.0)
    w.grad, optimizer = 1.0, optim.SGD([w], lr=0.1)
    optimizer.update = lambda p, g, state, lr, t: (p + t, state)
    optimizer.step()
    optimizer.step()
    assert w.data == 4.0


@every("make", ALL, ids=list(BY_HAND))
def test_a_step_moves_each_parameter_as_its_update_does(make):
    ps = [Value(0.1 * k) for k in range(7)]
    optimizer = make(ps)
    expected, states = [p.data for p in ps], list(optimizer.state)
    for t in (1, 2, 3):
        for k, p in enumerate(ps):
            p.grad = math.sin(k + 10 * t)
            expected[k], states[k] = optimizer.update(expected[k], p.grad, states[k], optimizer.lr, t)
        optimizer.step()
    assert [p.data for p in ps] == expected
    assert optimizer.state == states


def test_what_happens_to_a_model_between_steps_counts_in_the_next_one():
    """One neuron is frozen, one weight replaced, one taken out; the rest goes on, each with its own count."""
    model = nn.Layer(2, 4)
    optimizer = optim.Adam(model, lr=0.1)
    start = {}

    def moved():
        start.update({p: p.data for p in optimizer.parameters})
        for p in optimizer.parameters:
            p.grad = 1.0
        optimizer.step()
        return [p.data != start[p] for p in optimizer.parameters]

    assert moved() == [True] * 12
    model.neurons[0].freeze()
    replaced, model.neurons[1].w[0] = model.neurons[1].w[0], Value(9.0)
    with pytest.warns(UserWarning, match="a parameter of the model is not trained"):
        assert moved() == [False] * 3 + [False] + [True] * 8
    model.neurons[0].unfreeze()
    model.neurons[1].w[0] = replaced
    kept = replaced + 1.0  # a result is no parameter
    model.neurons[2].b, last = kept, model.neurons.pop()
    assert moved() == [True] * 8 + [False] + [False] * 3
    model.neurons.append(last)
    model.parameters = lambda: [replaced]
    assert moved() == [False] * 3 + [True] + [False] * 8
    assert optimizer.counts == [2, 2, 2, 3, 3, 3, 3, 3, 2, 2, 2, 2]


def test_a_parameter_that_was_replaced_is_not_moved_any_more():
    model = nn.Layer(2, 1)
    optimizer = optim.SGD(model, lr=1.0)
    old, model.neurons[0].w[1] = model.neurons[0].w[1], Value(0.5)
    before, old.grad, model.neurons[0].b.grad = old.data, 1.0, 1.0
    with pytest.warns(
        UserWarning, match="a parameter of the model is not trained, because SGD was made before"
    ):
        optimizer.step()
    optimizer.counts = [0, 0, 0]
    optimizer.step()  # it is told once
    model.neurons[0].w += [Value(1.0), Value(2.0)]
    with pytest.warns(UserWarning, match="2 parameters of the model are not trained"):
        assert optimizer.trained == [model.neurons[0].w[0], model.neurons[0].b]
    assert (old.data, model.neurons[0].w[1].data, optimizer.counts) == (before, 0.5, [1, 0, 1])


def test_a_first_step_without_a_gradient_is_told_at_the_users_line_and_later_ones_are_not():
    w, b = Value(1.0), Value(2.0)
    for optimizer in (optim.SGD([w, b], lr=0.1), optim.Adam([w, b]), optim.AdamW(nn.Layer(2, 1))):
        with pytest.warns(
            UserWarning, match=r"takes its first step, but every gradient is 0: call zero_grad"
        ) as told:
            optimizer.step()
        assert [warning.filename for warning in told] == [__file__]
        optimizer.step()
    (w * 3).backward()  # b has none: one is enough
    optim.SGD([w, b], lr=0.1).step()
    w.grad = math.nan
    optim.SGD([w], lr=0.1).step()
    (w * 3).backward()
    optimizer = optim.SGD([w], lr=0.1)
    optimizer.zero_grad()
    with pytest.warns(UserWarning, match="every gradient is 0"):
        optimizer.step()
    frozen = nn.Layer(2, 1).freeze()
    optim.SGD(frozen, lr=0.1).step()  # that nothing is trained is no slip of this kind


def test_a_learning_rate_by_another_name_or_as_text_is_told_where_it_is_set():
    w = Value(1.0)
    w.grad, optimizer = 1.0, optim.SGD([w], lr=0.1)
    with pytest.raises(
        AttributeError, match=r"^the learning rate of SGD is optimizer.lr; write optimizer.lr = 0.5$"
    ):
        optimizer.learning_rate = 0.5
    with pytest.raises(AttributeError, match=r"^the learning rate of SGD is optimizer.lr$"):
        _ = optimizer.learning_rate
    optimizer.lr = "0.1"
    with pytest.raises(TypeError, match=r"^SGD takes lr as a number, but got '0.1'$"):
        optimizer.step()
    assert w.data == 1.0
