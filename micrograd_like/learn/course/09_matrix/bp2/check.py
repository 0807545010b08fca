from __future__ import annotations

from micrograd_like import Value, count_paths, matrix
from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import half_squares, network


def check(you: You) -> None:
    """Against the engine: a layer on a layer, the errors read off as z.grad, square and not square; paths
    counted in that graph.
    """
    for sizes in ([2, 2], [3, 4], [3, 1]):
        w, b, numbers, y = network(sizes)
        z = [Value(x) for x in numbers]
        z_next = [
            table.affine(row, [table.sigmoid(z_k) for z_k in z], bias)
            for row, bias in zip(w[1], b[1], strict=True)
        ]
        half_squares([table.sigmoid(z_j) for z_j in z_next], y).backward()
        delta_next = [z_j.grad for z_j in z_next]
        if sizes == [3, 4]:
            right = sum(count_paths(z_j, z[0]) for z_j in z_next)
            you.paths.should_be(right, secret=True, because="Count the arrows that leave a_k.")
            you.transpose(w[1]).should_be(matrix.transpose(w[1]))
            z_next[1].backward()
        alone = Value(numbers[0])
        table.total([w[1][0][0] * table.sigmoid(alone)]).backward()
        you.share(delta_next[0], w[1][0][0], numbers[0]).should_be(delta_next[0] * alone.grad)
        z = [Value(x) for x in numbers]
        a = [table.sigmoid(z_k) for z_k in z]
        half_squares(
            [table.sigmoid(table.affine(row, a, bias)) for row, bias in zip(w[1], b[1], strict=True)], y
        ).backward()
        mine = you.bp2.then(
            f"bp2 from {sizes[1]} neurons to {sizes[0]}, z = {numbers}",
            lambda f, w=w[1], d=delta_next, z=numbers: f(w, d, z),
        )
        mine.should_be([z_k.grad for z_k in z])
