from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

from micrograd_like import Value, grad
from micrograd_like.learn.keeping import kept
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

LASTS = (0.012, 0.004, 0.040, 0.008)  # seconds: how long each measurement takes, all but a little


def check(you: You) -> None:
    """Gradients against grad() of the package, on two engines; times by leaves that count
    and sleep.
    """
    for words, make in (("my engine", kept("my_engine", "<check>").Value), ("micrograd_like", Value)):
        for name, f, xs in (
            ("product", product, [2.0, -3.0, 0.5]),
            ("(a * b).tanh() + a", lambda v: (v[0] * v[1]).tanh() + v[0], [0.5, -1.0]),
        ):
            mine = you.gradient.then(
                f"gradient of {name} on {words}", lambda found, make=make, f=f, xs=xs: found(make, f, xs)
            )
            mine.then("{}, the number", lambda pair: pair[0]).made_of("numbers").should_be(
                f([Value(x) for x in xs]).data
            )
            mine.then("{}, the gradient", lambda pair: list(pair[1])).should_be(grad(f)(xs))
    for first, second in (
        ([1.0, 2.0], [1.0, 2.0]),
        ([1.0, -4.0], [1.0, -5.0]),
        ([0.0, 2.0], [0.0, 1.0]),
        ([3.0, 0.5], [2.0, 0.5]),
        ([1.0, 2.0], [2.0, 2.0]),
        ([1.0, 2.0, -3.0], [2.0, 5.0, 4.0]),
    ):
        gaps = [
            0.0 if a == b else table.div(abs(a - b), max(abs(a), abs(b)))
            for a, b in zip(first, second, strict=True)
        ]
        you.largest_difference(first, second).should_be(max(gaps))
    spies: list[Leaves] = []
    took = you.seconds.then(
        "seconds of 4 measurements, of 12, 4, 40 and 8 ms", lambda seconds: undisturbed(seconds, spies)
    )
    took.should_be("about 0.004", because="Which of the four counts, and in which unit?")
    took.then("measurements of 4", lambda _: spies[-1].made // 2).should_be(4)


def product(v: list) -> Any:
    out = v[0]
    for x in v[1:]:
        out = out * x
    return out


def undisturbed(seconds: Any, spies: list[Leaves]) -> Any:
    """What seconds() finds, rounded to what it may have found; anew while other programs disturb the clock."""
    found = None
    for _ in range(20):
        spies.append(Leaves())
        found = seconds(spies[-1], product, [2.0, 3.0], len(LASTS))
        if not spies[-1].disturbed():
            break
    return about(found) if isinstance(found, float) else found


def about(found: float) -> str:
    """One of the measurements, their sum or their mean, if it is that within an eighth; else the number."""
    for number in (*LASTS, sum(LASTS), sum(LASTS) / len(LASTS)):
        if number <= found < 1.125 * number + 0.0005:
            return f"about {number:.3f}"
    return f"{found:.3g}"


class Leaves:
    """Makes leaves, two for each measurement; the first of each takes its time, and says when it was made."""

    def __init__(self) -> None:
        self.made = 0
        self.begun: list[float] = []

    def __call__(self, number: float) -> Any:
        if self.made % 2 == 0:
            self.begun.append(time.perf_counter())
            time.sleep(LASTS[self.made // 2 % len(LASTS)])
        self.made += 1
        return Value(number)

    def disturbed(self) -> bool:
        """Whether a measurement took longer than it should."""
        took = (end - start for start, end in pairwise(self.begun))
        return any(seconds > 1.1 * planned + 0.0005 for seconds, planned in zip(took, LASTS, strict=False))
