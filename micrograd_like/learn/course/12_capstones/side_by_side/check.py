from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from micrograd_like import grad
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from . import translation


def check(you: You) -> None:
    """The loss and gradients by grad of the same network, on stand-ins made of Values, and on the real
    packages if they are loaded.
    """
    for number, size, data in (("first", (3, 2), 0.3), ("second", (2, 3), -0.7)):
        numbers = network(*size, data)
        value = network_loss(*numbers)
        right = [value, *(slope for slope in grad(network_loss, (0, 1, 2))(*numbers))]
        for name in ("torch", "jax"):
            for words, module in modules(name):
                told = getattr(you, f"in_{name}").then(
                    f"in_{name} on the {number} network{words}", lambda f, m=module, n=numbers: f(m, *n)
                )
                for k, part in enumerate(("loss", "gradient in W", "gradient in b", "gradient in v")):
                    within = 1e-4 if words and name == "jax" else 1e-12  # JAX counts with 32 bits
                    its = told.then(f"{part}, {{}}", lambda r, k=k: r[k])
                    its.made_of("numbers").should_be(right[k], within=within)
    you.factor_in_torch.should_be(
        torch_again(), secret=True, because="In PyTorch backward() adds to .grad, as it does here."
    )
    you.factor_in_jax.should_be(
        jax_again(),
        secret=True,
        because="In JAX a gradient is what a function gives back.  Is anything stored?",
    )


def modules(name: str) -> list[tuple[str, Any]]:
    """The stand-in, and the real package if somebody has imported it already."""
    real = sys.modules.get(name)
    return [("", getattr(translation, name)), *([(f" (real {name})", real)] if real else [])]


def network(rows: int, columns: int, x: float) -> tuple:
    """W, b, v, x and y of a small network, all different."""
    numbers = iter([x, -0.4, 0.9, 0.25, -1.1, 0.6, 0.15, -0.35, 0.8, 1.2, -0.55, 0.45, -0.65, 0.05])
    W = [[next(numbers) for _ in range(columns)] for _ in range(rows)]
    return (
        W,
        [next(numbers) for _ in range(rows)],
        [next(numbers) for _ in range(rows)],
        [0.8, -0.5, 0.3][:columns],
        0.5,
    )


def network_loss(W: Sequence, b: Sequence, v: Sequence, x: Sequence, y: float) -> Any:
    hidden = [table.tanh(table.affine(row, x, b_i)) for row, b_i in zip(W, b, strict=True)]
    return table.square(table.dot(v, hidden) - y)


def torch_again() -> float:
    """How much larger the grad is after a second backward()."""
    w = translation.torch.tensor([0.5, -1.0], requires_grad=True)
    grads = []
    for _ in range(2):
        (w @ w).backward()
        grads.append(w.grad.tolist()[0])
    return grads[1] / grads[0]


def jax_again() -> float:
    slope = translation.jax.grad(lambda w: w @ w)
    w = translation.jax.numpy.array([0.5, -1.0])
    return slope(w).tolist()[0] / slope(w).tolist()[0]
