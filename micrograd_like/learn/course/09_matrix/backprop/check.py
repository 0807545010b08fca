from __future__ import annotations

from collections.abc import Sequence

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import half_squares, network


def check(you: You) -> None:
    """Against the scalar engine, weight by weight, to 12 digits: shallow and deep, square and not."""
    for sizes in ([2, 3, 1], [2, 2, 2, 2], [3, 4, 3, 2], [2, 1]):
        w, b, x, y = network(sizes)
        dw, db = by_engine(w, b, x, y)
        mine = you.backprop.then(f"network {sizes}", lambda f, w=w, b=b, x=x, y=y: f(w, b, x, y))
        all_dw, all_db = mine.then("dw", lambda pair: pair[0]), mine.then("db", lambda pair: pair[1])
        for l in range(1, len(sizes)):
            all_dw.then(f"dw[{l}], network {sizes}", lambda its, l=l: its[l]).should_be(dw[l], within=1e-12)
            all_db.then(f"db[{l}], network {sizes}", lambda its, l=l: its[l]).should_be(db[l], within=1e-12)


def by_engine(w: list, b: list, x: Sequence[float], y: Sequence[float]) -> tuple[list, list]:
    """The gradient of the quadratic cost in all weights and biases, by backward() on single Values."""
    weights = [[[Value(w_jk) for w_jk in row] for row in layer] for layer in w[1:]]
    biases = [[Value(b_j) for b_j in layer] for layer in b[1:]]
    a: list = list(x)
    for rows, bs in zip(weights, biases, strict=True):
        a = [table.sigmoid(table.affine(row, a, bias)) for row, bias in zip(rows, bs, strict=True)]
    half_squares(a, y).backward()
    return (
        [None, *([[p.grad for p in row] for row in layer] for layer in weights)],
        [None, *([p.grad for p in layer] for layer in biases)],
    )
