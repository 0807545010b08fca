from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Signs from the engine's gradients; push against its definition, and by the property that the result
    grows.
    """
    x, y, z, u, v = map(Value, (-2.0, 5.0, -4.0, 4.0, 7.0))
    ((x + y) * z).backward()
    table.max(u, v).backward()
    for name, value in (("x_in_f", x), ("y_in_f", y), ("z_in_f", z), ("u_in_g", u), ("v_in_g", v)):
        getattr(you, name).should_be(sign(value.grad), secret=True)
    start, forces = [x.data, y.data, z.data], [x.grad, y.grad, z.grad]
    before = product_of_sum(start)
    moved = you.push(start, forces, 0.01)
    moved.should_be([table.add(x, table.mul(0.01, g)) for x, g in zip(start, forces, strict=True)])
    grown = moved.then("(x + y) * z after {}", product_of_sum)
    grown.should(f"be more than {before:g}", lambda after: after > before)
    for inputs, gradient, step in (([1.5, -3.0, 0.25], [2.0, -0.5, 0.0], 0.1), ([4.0], [-1.0], 2.0)):
        right = [table.add(x, table.mul(step, g)) for x, g in zip(inputs, gradient, strict=True)]
        you.push(inputs, gradient, step).should_be(right)


def product_of_sum(inputs):
    x, y, z = inputs
    return (x + y) * z


def sign(g):
    return (g > 0) - (g < 0)
