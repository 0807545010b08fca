from __future__ import annotations

from micrograd_like import Value, count_paths, matrix
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import half_squares


def check(you: You) -> None:
    """Against the engine: z as leaves, σ by the rule table, and z.grad after backward; the paths counted in
    that graph.
    """
    for numbers, y in (([0.5, -1.0, 3.0], [1.0, 0.0, 0.25]), ([-2.0, 0.0], [0.5, 1.0])):
        z = [Value(x) for x in numbers]
        a = [table.sigmoid(z_j) for z_j in z]
        cost = half_squares(a, y)
        cost.backward()
        outputs = [a_j.data for a_j in a]
        if len(z) == 3:
            you.paths.should_be(
                count_paths(cost, z[0]),
                secret=True,
                because="Follow z_j upwards: which a does it make, and how does that enter C?",
            )
        you.dC_da(outputs[0], y[0]).should_be(a[0].grad)
        you.da_dz(numbers[0]).should_be(a[0].partials[0])
        you.bp1.then(
            f"bp1 at z = {numbers}, y = {y}", lambda f, o=outputs, y=y, z=numbers: f(o, y, z)
        ).should_be([z_j.grad for z_j in z])
    told = "sigma'(z)" if matrix.bp1([1.0], [2.0]) == [table.sigmoid.linearize(2.0)[1][0]] else "sigma'(a)"
    you.second_factor.should_be(
        told, secret=True, because="The chain rule has ∂a_j/∂z_j there, and a_j = σ(z_j)."
    )
