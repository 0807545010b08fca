"""What a function is called in a checkpoint: every number in it that can be seen."""

from functools import partial

import numpy as np
import pytest

from micrograd_like import Value, losses, schedules
from micrograd_like.nn import MLP
from micrograd_like.training.described import described


def steady(lr):
    return lambda k: lr


def weighed(outputs, targets, *, by=0.25):
    return by


def after_ten(first=0.5):
    return lambda k, then=0.125: first if k else then


def outer(k):
    def inner(j):
        return max(j, key=lambda i: 0.25)

    return inner(k)


class Slowing:
    def __init__(self, lr, then):
        self.lr, self.then = lr, then

    def __call__(self, k):
        return self.lr


def counting_down(rate):
    def again(k):
        return rate if again(k) else None

    return again


def halves():
    def one(k):
        return other(k)

    def other(k):
        return one(k)

    return one


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (None, None),
        (losses.hinge, "hinge"),
        (partial(schedules.linear, 1.0, 0.5), "linear(1.0, 0.5)"),
        (partial(losses.huber, delta=2.0), "huber(delta=2.0)"),
        (partial(schedules.linear, 1.0, end=0.5), "linear(1.0, end=0.5)"),
        (partial(steady, schedules.constant(0.5)), "steady(constant(lr=0.5))"),
        (steady(0.5), "steady.<locals>.<lambda>(lr=0.5)"),
        (steady([0.5, 0.25]), "steady.<locals>.<lambda>(lr=[0.5, 0.25])"),
        (steady(steady(0.5)), "steady.<locals>.<lambda>(lr=steady.<locals>.<lambda>(lr=0.5))"),
        (weighed, "weighed(by=0.25)"),
        (after_ten(), "after_ten.<locals>.<lambda>(first=0.5, 0.125)"),
        (outer, "outer(0.25)"),
        (Slowing(0.5, schedules.constant(0.25)), "Slowing(lr=0.5, then=constant(lr=0.25))"),
        (Slowing(0.5, None), "Slowing(lr=0.5)"),
        (counting_down(0.5), "counting_down.<locals>.again(again=..., rate=0.5)"),
        (halves(), "halves.<locals>.one(other=halves.<locals>.other(one=...))"),
    ],
)
def test_every_number_that_can_be_seen_is_told(function, text):
    assert described(function) == text


def test_a_variable_around_a_function_that_is_not_bound_yet_is_left_out():
    def schedule(k):
        return 0.25 * later

    assert described(schedule).endswith(".schedule(0.25)")
    later = 0.5
    assert described(schedule).endswith(".schedule(later=0.5, 0.25)")


def test_values_arrays_and_collections_around_a_function_are_told_long_ones_by_a_fingerprint():
    def made(**options):
        a, b, c, d = ({"k": 1.5, 2: 3}, np.array([1.0, 2.0]), Value(3.0), list(range(300)))
        a, b, c, d = (options.get(name, x) for name, x in zip("abcd", (a, b, c, d), strict=True))
        return lambda x: (a, b, c, d)

    told = described(made())
    assert "a=['k': 1.5, 2: 3], b=[1.0, 2.0], d=[300 numbers, " in told
    assert told == described(made())
    others = [{"a": {"k": 1.5, 2: 4}}, {"b": np.array([1.0, 2.5])}, {"d": [*range(299), 0]}, {"a": object()}]
    assert len({told, *(described(made(**other)) for other in others)}) == 5


def test_what_may_be_trained_is_not_told():
    model, scale = MLP(1, [1]), Value(1.0)
    model.w = scale
    before = described(lambda a, y: losses.huber(a, y) * scale + model.w * 0.5)
    scale.data = 2.0
    assert described(lambda a, y: losses.huber(a, y) * scale + model.w * 0.5) == before
    assert "0.5" in before
