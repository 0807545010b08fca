from __future__ import annotations

from collections.abc import Callable, Sequence

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Each call against the engine's own backward() called as often; the mean against one graph of the whole
    mean.
    """
    x = Value(3.0)
    (x * x).backward()
    (5 * x).backward()
    you.predicted_grad.should_be(x.grad, secret=True)
    for words, make in (
        ("f = (a * b) * (a + b)", zoo.product_and_sum),
        ("y + y * (3 * y + 1), y = x * x", fork_alone),
    ):
        for calls in (1, 2, 3):
            mine, engine = make(), make()
            for _ in range(calls):
                engine[0].backward()
            walked = you.backward.then(
                f"backward {calls}x", lambda walk, mine=mine, calls=calls: several(walk, mine[0], calls)
            )
            between = next(v for v in mine[0].parents if v.parents)
            right = next(v for v in engine[0].parents if v.parents)
            for leaf, twin in zip(mine[1:], engine[1:], strict=True):
                label = f"{leaf.label}.grad of {words}, backward called {calls}x"
                walked.then(label, lambda _, leaf=leaf: leaf.grad).should_be(twin.grad)
            label = f"{between.label}.grad of {words}, backward called {calls}x"
            walked.then(label, lambda _, v=between: v.grad).should_be(right.grad)
    old = zoo.named(v=Value(2.0), w=Value(-1.0))
    for p in old:
        p.grad = 7.0
    wiped = you.zero_grad.then("zero_grad([v, w])", lambda wipe: done(wipe, old))
    for p in old:
        wiped.then(f"{p.label}.grad after zero_grad", lambda _, p=p: p.grad).should_be(0.0)
        wiped.then(
            f"{p.label}.data after zero_grad",
            lambda _, p=p, kept=p.data: p.data if p.data != kept else "kept",
        ).should_be("kept")
    examples = [(1.0, 2.0), (2.0, 3.0), (3.0, 5.0), (-1.0, 0.5)]
    line = [Value(0.5), Value(-0.25)]
    right = mean_gradient(line, examples)
    for words in ("", ", called again"):
        told = you.mean_gradient.then(
            f"mean_gradient of a line{words}", lambda f: f(lambda e: off(line, e), line, examples)
        )
        told.should_be(right, because="Is something old left in it?  And is it the mean over the examples?")


def fork_alone() -> tuple[Value, Value]:
    return zoo.fork()


def several(walk: Callable[[Value], None], root: Value, calls: int) -> bool:
    """True when so many walks have been made."""
    for _ in range(calls):
        walk(root)
    return True


def done(wipe: Callable[[Sequence[Value]], None], parameters: Sequence[Value]) -> bool:
    wipe(parameters)
    return True


def off(line: Sequence[Value], example: tuple[float, float]) -> Value:
    """The squared error of w * x + b at one example."""
    x, y = example
    error = line[0] * x + line[1] - y
    return error * error


def mean_gradient(line: Sequence[Value], examples: Sequence[tuple[float, float]]) -> list[float]:
    """By one graph of the whole mean."""
    loss = table.total([off(line, e) for e in examples]) / len(examples)
    return zoo.grads(loss, line)
