from __future__ import annotations

from micrograd_like import grad, nn, vjp
from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """Against nn.MaxPool, and its gradient by vjp."""
    for xs, size in (
        ([1.0, 5.0, 2.0, 7.0, 3.0, 0.0, -3.0, -1.0, -2.0], 3),
        ([4.0, 4.0, -1.0, -1.0, 2.0, 3.0, 9.0], 2),
        ([2.0, 2.0, 2.0, 1.0, 0.5], 4),
        ([-5.0], 1),
        ([1.0, 5.0, 0.0, 1.0], 2),
        ([3.0, 1.0, 2.0, 3.0], 2),
        ([3.0, 1.0, 5.0, 3.0], 2),  # the largest of one window stands in another one too
    ):
        pool = nn.MaxPool(size)
        outs, back = vjp(pool, xs)
        upstream = [0.5 * (-2) ** k for k in range(len(outs))]
        you.max_pool(xs, size).should_be(outs)
        you.route(xs, size, upstream).should_be(back(upstream)[0])
    numbers = [float(7 * k % 12) for k in range(12)]
    outs, back = vjp(nn.MaxPool(3), numbers)
    you.how_many_of_12.should_be(
        sum(g != 0 for g in back([1.0] * len(outs))[0]),
        secret=True,
        because="How many windows are there, and how many numbers of a window get a gradient?",
    )
    you.second_largest.should_be(
        grad(lambda xs: nn.MaxPool(3)(xs)[0])([3.0, 2.0, 1.0])[1],
        secret=True,
        because="What is the largest of 3, 2 and 1, and what is it of 3, 2.001 and 1?",
    )
