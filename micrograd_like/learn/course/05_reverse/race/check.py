from __future__ import annotations

import itertools
from typing import Any

from micrograd_like import Value, jvp
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import product


def check(you: You) -> None:
    """Gradients by reverse mode against forward mode, which counts its runs; visits against a count on
    graphs.
    """
    you.outputs_for_forward.should_be(
        next(m for m in itertools.count(1) if m > 50),
        secret=True,
        because="How many sweeps for 50 inputs, how many passes for so many outputs?",
    )
    for words, f, xs in (
        ("product", product, [2.0, 3.0, 4.0]),
        ("hill", hill, [0.5, -1.0]),
        ("product", product, [1.5, 0.5, -1.0, 2.0, 3.0]),
    ):
        n = len(xs)
        counted = zoo.Counted(f, words)
        mine = you.reverse_gradient(counted, xs)
        mine.should_be([jvp(f, xs, [float(i == k) for i in range(n)])[1] for k in range(n)])
        runs = mine.then(f"runs of {words} for {n} inputs", lambda _, counted=counted: counted.calls)
        runs.should_be(1, because="One run of f and one backward pass find all of them.")
    for inputs, outputs in ((3, 1), (1, 4), (5, 5)):
        width = sum(1 for _ in zoo.edges(product(*(Value(1.0) for _ in range(max(2, inputs))))))
        told = you.visits(inputs, outputs, width)
        for k, (mode, sweeps) in enumerate((("forward", inputs), ("reverse", outputs))):
            told.then(
                f"{mode} visits, {inputs} in and {outputs} out, {width} edges", lambda pair, k=k: pair[k]
            ).should_be(sweeps * width)


def hill(x: Any, y: Any) -> Any:
    return table.tanh(x * y + x) * y
