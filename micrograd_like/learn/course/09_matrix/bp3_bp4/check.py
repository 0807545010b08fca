from __future__ import annotations

from typing import Any

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import half_squares, network


def check(you: You) -> None:
    """Against the engine: one layer with weights and biases as leaves, errors read off z, slopes off the
    leaves.
    """
    for sizes in ([2, 3], [2, 2], [3, 1]):
        w, b, a_in, y = network(sizes, seed=1)
        weights, biases = [[Value(x) for x in row] for row in w[1]], [Value(x) for x in b[1]]
        z = [table.affine(row, a_in, bias) for row, bias in zip(weights, biases, strict=True)]
        half_squares([table.sigmoid(z_j) for z_j in z], y).backward()
        delta = [z_j.grad for z_j in z]
        if sizes == [2, 3]:
            you.dz_db.should_be(
                z[0].partials[-1],
                secret=True,
                because="If b_j grows by a little, by how much does z_j = Σ_k w_jk a_k + b_j grow?",
            )
            for k in (1, 0):
                you.dz_dw(a_in, k).should_be(z[0].partials[k])
        you.bp3(delta).should_be([bias.grad for bias in biases])
        you.bp4(a_in, delta).should_be([[w_jk.grad for w_jk in row] for row in weights])
    you.mended.should_be(
        layer_that_fits(),
        secret=True,
        because="Multiply out: what stands below the first fraction must stand on top of the second.",
    )


def layer_that_fits() -> str:
    """Which ∂z/∂θ^l times ∂ℒ/∂z^l gives ∂ℒ/∂θ^l, found by numbers: tanh(tanh(θ x) v), θ in layer l, v behind
    it.
    """
    x, theta, v = 0.5, Value(0.7), 1.5
    before, own = x, table.tanh(theta * x)
    last = table.tanh(own * v)
    last.backward()
    right, to_own = theta.grad, own.grad

    def slope(z: Any) -> float:
        theta.grad = 0.0
        if isinstance(z, Value):
            z.backward()
        return theta.grad

    candidates = {"l-1": before, "l": own, "L": last}
    return next(name for name, z in candidates.items() if abs(to_own * slope(z) - right) < 1e-12)
