from __future__ import annotations

from collections.abc import Callable
from typing import Any

from micrograd_like import jacfwd, jacrev
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Tables by the mode that the learner did not take; which one was taken shows in the numbers that reached
    f.
    """
    for mine, inputs, outputs in (
        (you.loss_of_337_weights, 337, 1),
        (you.place_of_a_ball_after_t_seconds, 1, 3),
        (you.camera_with_6_settings_to_1000_points_of_the_picture, 6, 1000),
        (you.picture_of_784_points_to_scores_of_10_digits, 784, 10),
    ):
        mine.should_be(
            fewer(inputs, outputs),
            secret=True,
            because=f"{inputs} in, {outputs} out: forward mode makes a sweep for each input, reverse mode a pass for each output.",
        )
    for inputs, outputs in ((1, 100), (100, 1), (3, 7), (7, 3), (4, 4), (4, 2), (6, 9)):
        you.better(inputs, outputs).should_be(fewer(inputs, outputs))
    for f, xs in (
        (spread, [0.5]),
        (squeeze, [1.0, -2.0, 0.5]),
        (wheel, [2.0, 0.75, -1.0]),
        (swap, [3.0, -2.0]),
    ):
        spy = Spy(f)
        mine = you.jacobian(spy, xs)
        mine.should_be((jacfwd if fewer(len(xs), len(f(xs))) == "jacrev" else jacrev)(f)(xs))
        mine.then(
            f"mode used for {f.__name__}, {len(xs)} in and {len(f(xs))} out", lambda _, spy=spy: spy.mode
        ).should_be(fewer(len(xs), len(f(xs))), because="Take the one that needs fewer sweeps.")


def fewer(inputs: int, outputs: int) -> str:
    """Whose sweeps are fewer: a column for each input, or a row for each output."""
    return "jacrev" if outputs < inputs else "jacfwd"


class Spy:
    """A function that remembers with what kind of numbers it was called."""

    def __init__(self, f: Callable[[Any], Any]):
        self.f, self.kinds, self.__name__ = f, set(), f.__name__

    def __call__(self, xs: Any) -> Any:
        self.kinds |= {type(x).__name__ for x in xs}
        return self.f(xs)

    @property
    def mode(self) -> str:
        return "jacfwd" if "Dual" in self.kinds else "jacrev" if "Value" in self.kinds else "neither"


def spread(v: Any) -> list:
    return [v[0], v[0] * v[0], table.tanh(v[0]), table.sin(v[0])]


def squeeze(v: Any) -> list:
    return [v[0] * v[1] + table.tanh(v[2])]


def wheel(v: Any) -> list:
    return [v[0] * table.cos(v[1]), v[0] * table.sin(v[1]) + v[2]]


def swap(v: Any) -> list:
    return [v[1] * 2.0, v[0] * v[1]]
