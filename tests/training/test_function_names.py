"""What a function is called in a checkpoint: its name, its module, and the numbers seen from outside."""

import math
from functools import partial

import numpy as np
from cases import every

from micrograd_like import Value, losses, schedules
from micrograd_like.nn import MLP
from micrograd_like.training.function_names import full_name


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


class Weighed:
    def __init__(self, by):
        self.by = by

    def penalty(self, model, power=2):
        return self.by


HERE = __name__


@every(
    ("function", "text"),
    [
        (None, None),
        (losses.hinge, "hinge"),
        (partial(schedules.linear, 1.0, 0.5), "linear(1.0, 0.5)"),
        (partial(losses.huber, delta=2.0), "huber(delta=2.0)"),
        (partial(schedules.linear, 1.0, end=0.5), "linear(1.0, end=0.5)"),
        (schedules.warmup(3, schedules.constant(0.5)), "warmup(steps=3, then=constant(lr=0.5))"),
        (partial(steady, schedules.constant(0.5)), f"{HERE}.steady(constant(lr=0.5))"),
        (steady(0.5), f"{HERE}.steady.<locals>.<lambda>(lr=0.5)"),
        (steady([0.5, 0.25]), f"{HERE}.steady.<locals>.<lambda>(lr=[0.5, 0.25])"),
        (steady(max), f"{HERE}.steady.<locals>.<lambda>(lr=max)"),
        (weighed, f"{HERE}.weighed(by=0.25)"),
        (after_ten(), f"{HERE}.after_ten.<locals>.<lambda>(first=0.5, 0.125)"),
        (Slowing(0.5, schedules.constant(0.25)), f"{HERE}.Slowing(lr=0.5, then=constant(lr=0.25))"),
        (Slowing(0.5, None), f"{HERE}.Slowing(lr=0.5)"),
        (Weighed(0.5).penalty, f"{HERE}.Weighed.penalty(by=0.5, 2)"),
        (counting_down(0.5), f"{HERE}.counting_down.<locals>.again(again=..., rate=0.5)"),
        (halves(), f"{HERE}.halves.<locals>.one(other={HERE}.halves.<locals>.other(one=...))"),
        (math.sin, "math.sin"),
        (min, "min"),
    ],
)
def test_every_number_that_can_be_seen_from_outside_is_told(function, text):
    assert full_name(function) == text


def test_what_stands_inside_a_function_is_not_told():
    """Numbers in the code and names it looks up: fit's docstring says so, and name= is there."""
    assert full_name(outer) == f"{HERE}.outer"
    assert full_name(lambda m: 0.1 * max(m)) == full_name(lambda m: 0.2 * min(m))


def test_a_function_of_the_program_that_runs_has_no_module_in_its_name():
    """__main__ is another module when the same file is imported by a notebook."""

    def mine(k):
        return 0.1

    mine.__module__, mine.__qualname__ = "__main__", "mine"
    assert full_name(mine) == "mine"


def test_a_variable_around_a_function_that_is_not_bound_yet_is_left_out():
    def schedule(k):
        return 0.25 * later

    assert full_name(schedule).endswith(".schedule")
    later = 0.5
    assert full_name(schedule).endswith(".schedule(later=0.5)")


def test_collections_around_a_function_are_told_and_long_ones_by_a_fingerprint():
    def made(**options):
        a, b, c, d = ({"k": 1.5, 2: 3}, np.array([1.0, 2.0]), Value(3.0), list(range(300)))
        a, b, c, d = (options.get(name, x) for name, x in zip("abcd", (a, b, c, d), strict=True))
        return lambda x: (a, b, c, d)

    told = full_name(made())
    assert "a=['k': 1.5, 2: 3], b=[1.0, 2.0], d=[300 numbers, " in told
    assert told == full_name(made())
    others = [{"a": {"k": 1.5, 2: 4}}, {"b": np.array([1.0, 2.5])}, {"d": [*range(299), 0]}, {"a": object()}]
    assert len({told, *(full_name(made(**other)) for other in others)}) == 5


def test_what_may_be_trained_is_not_told():
    model, scale, by = MLP(1, [1]), Value(1.0), 0.5
    model.w = scale
    before = full_name(lambda a, y: losses.huber(a, y) * scale + model.w * by)
    scale.data = 2.0
    assert full_name(lambda a, y: losses.huber(a, y) * scale + model.w * by) == before
    assert "by=0.5" in before
