"""What is timed and compiled: a chain, moons, and a step of a scalar GPT, as a learner writes them.

>>> from micrograd_like import Value
>>> len(moons(10)[0]), round(chain(0.9, 1.1, -0.2, Value(0.5), n=10).data, 3)
(10, 0.167)
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence
from typing import Any

from ..rules.picking import pick

WIDTH, HEADS, BLOCK, LETTERS = 16, 4, 16, 27
SHAPES = {
    "wte": (LETTERS, WIDTH), "wpe": (BLOCK, WIDTH), "lm": (LETTERS, WIDTH), "wq": (WIDTH, WIDTH),
    "wk": (WIDTH, WIDTH), "wv": (WIDTH, WIDTH), "wo": (WIDTH, WIDTH),
    "fc1": (4 * WIDTH, WIDTH), "fc2": (WIDTH, 4 * WIDTH),
}  # fmt: skip


def chain(a: Any, b: Any, c: Any, z: Any, n: int = 10_000) -> Any:
    """n operations in a row, + - * / and relu on what came before and three leaves."""
    for _ in range(n // 10):
        z = ((z * a + b) / b - c).relu()
        z = ((z + a) * c - b) * a + z
    return z


def moons(n: int = 100, seed: int = 0) -> tuple[list[list[float]], list[float]]:
    """Points on two half circles, and their sides, -1 and 1."""
    r, half = random.Random(seed), n // 2
    angles = [math.pi * i / (half - 1) for i in range(half)]
    outer = [[math.cos(t), math.sin(t)] for t in angles]
    inner = [[1 - math.cos(t), 0.5 - math.sin(t)] for t in angles]
    points = [[a + r.gauss(0, 0.1), b + r.gauss(0, 0.1)] for a, b in outer + inner]
    return points, [-1.0] * half + [1.0] * half


def moons_loss(model: Any, points: Sequence, sides: Sequence) -> Any:
    """The margins that are missed, on average, and a penalty for large weights."""
    margins = [(1 + -y * model(x)).relu() for x, y in zip(points, sides, strict=True)]
    penalty = sum(p * p for p in model.parameters())
    return sum(margins) * (1.0 / len(margins)) + 1e-4 * penalty


def gpt_weights(seed: int = 42) -> dict[str, list[list[float]]]:
    """Matrices as lists of rows, by name."""
    r = random.Random(seed)
    return {name: [[r.gauss(0, 0.08) for _ in range(c)] for _ in range(n)] for name, (n, c) in SHAPES.items()}


def linear(rows: Sequence, x: Sequence) -> list[Any]:
    """A matrix times a vector."""
    return [sum(w * a for w, a in zip(row, x, strict=True)) for row in rows]


def softmax(logits: Sequence) -> list[Any]:
    """The textbook's, without a guard: the logits here are small."""
    exps = [x.exp() for x in logits]
    total = sum(exps)
    return [e / total for e in exps]


def normalized(x: Sequence) -> list[Any]:
    """Divided by the root of the mean square."""
    scale = (sum(a * a for a in x) / len(x) + 1e-5) ** -0.5
    return [a * scale for a in x]


def attention(weights: Mapping, x: Sequence, keys: MutableSequence, values: MutableSequence) -> list[Any]:
    """What a token takes from those before it: each head on its own slice."""
    query, size, out = linear(weights["wq"], x), WIDTH // HEADS, []
    keys.append(linear(weights["wk"], x))
    values.append(linear(weights["wv"], x))
    for start in range(0, WIDTH, size):
        s = slice(start, start + size)
        scores = [sum(a * b for a, b in zip(query[s], k[s], strict=True)) / size**0.5 for k in keys]
        shares = softmax(scores)
        out += [
            sum(a * v[j] for a, v in zip(shares, values, strict=True)) for j in range(start, start + size)
        ]
    return linear(weights["wo"], out)


def likelihoods(weights: Mapping, rows: Iterable[Sequence]) -> Iterator[list[Any]]:
    """The probabilities of the next letter after each letter read.  rows: of the embedding, one for each."""
    keys, values = [], []
    for position, token in enumerate(rows):
        x = normalized([a + b for a, b in zip(token, weights["wpe"][position], strict=True)])
        x = [a + b for a, b in zip(attention(weights, normalized(x), keys, values), x, strict=True)]
        hidden = [a.relu() for a in linear(weights["fc1"], normalized(x))]
        x = [a + b for a, b in zip(linear(weights["fc2"], hidden), x, strict=True)]
        yield softmax(linear(weights["lm"], x))


def gpt_loss(weights: Mapping, tokens: Sequence, targets: Sequence) -> Any:
    """-log of the probability of each next letter, on average.

    tokens: the rows of the embedding, one for each letter read; targets: a row of 0s and a 1 for each.
    """
    losses = []
    for likely, target in zip(likelihoods(weights, tokens), targets, strict=True):
        chosen: Any = sum(p * t for p, t in zip(likely, target, strict=True))
        losses.append(-chosen.log())
    return (1 / len(tokens)) * sum(losses)


def document_loss(weights: Mapping, letters: Sequence, following: Sequence, shares: Sequence) -> Any:
    """gpt_loss of letters by their numbers, in a form that serves documents of all lengths with one plan.

    letters, following: at each place the letter read and the next one.  shares: how much each place counts,
    1 / n in a document of n letters and 0 behind its end.
    """
    rows = [pick(weights["wte"], k) for k in letters]
    chosen = (pick(likely, k) for likely, k in zip(likelihoods(weights, rows), following, strict=True))
    return -sum(share * p.log() for share, p in zip(shares, chosen, strict=True))


def padded(document: Sequence[int], places: int = BLOCK) -> tuple[list[int], list[int], list[float]]:
    """What document_loss takes of a document, filled up to a number of places with what counts nothing.

    >>> padded([0, 5, 3, 0], 5)
    ([0, 5, 3, 0, 0], [5, 3, 0, 0, 0], [0.3333333333333333, 0.3333333333333333, 0.3333333333333333, 0.0, 0.0])
    """
    n = len(document) - 1
    rest = [0] * (places - n)
    return [*document[:-1], *rest], [*document[1:], *rest], [1 / n] * n + [0.0] * (places - n)


def gpt_example(n: int = 8, seed: int = 1) -> tuple[dict, list, list]:
    """Weights, tokens and targets of a document of n letters."""
    r, weights = random.Random(seed), gpt_weights()
    letters = [r.randrange(LETTERS) for _ in range(n + 1)]
    tokens = [list(weights["wte"][k]) for k in letters[:n]]
    return weights, tokens, [[float(j == k) for j in range(LETTERS)] for k in letters[1:]]
