from __future__ import annotations

from micrograd_like import jacrev
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Columns and rows against reverse mode, which finds the same table row by row."""
    for inputs, outputs, mine in ((3, 1000, you.sweeps_for_3_inputs), (1000, 3, you.sweeps_for_1000_inputs)):
        mine.should_be(
            inputs,
            secret=True,
            because=f"{inputs} inputs and {outputs} outputs: what is it that a sweep sets in motion?",
        )
    for f, xs in ((corners, [3.0, 2.0]), (curve, [0.5]), (around, [2.0, 0.75, -1.0])):
        rows, n, counted = jacrev(lambda v, f=f: f(*v))(xs), len(xs), zoo.Counted(f)
        for k in range(n):
            you.column(f, xs, k).should_be([row[k] for row in rows])
        single = you.column(counted, xs, 0)
        single.then("runs of f in {}", lambda _, counted=counted: counted.calls).should_be(
            1, because="One sweep brings the rates of all outputs."
        )
        you.jacobian(f, xs).should_be(rows)
        counted = zoo.Counted(f)
        whole = you.jacobian(counted, xs).then("runs of f in {}", lambda _, counted=counted: counted.calls)
        whole.should(
            f"be {n}, or one more",
            lambda runs, n=n: runs <= n + 1,
            because="A sweep brings a whole column: keep it, and take its entries one after the other.",
        )


def corners(x, y):
    return [x * y, x + y, x * x]


def curve(t):
    return [t, t * t, table.tanh(t), table.sin(t)]


def around(r, t, h):
    return [r * table.cos(t), r * table.sin(t) + h]
