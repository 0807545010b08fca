from __future__ import annotations

from micrograd_like import matrix, nn
from micrograd_like.learn.probes import You

from ..common import network, undrawn


def check(you: You) -> None:
    """Against matrix.feedforward, and the indices against an MLP taken apart by matrix.parameters_of."""
    model = undrawn(lambda: nn.MLP(3, [4, 2]))
    w, _, _ = matrix.parameters_of(model)
    wanted = model.layers[1].neurons[0].w[2].data
    place = next(
        (l, j, k)
        for l in (1, 2)
        for j, row in enumerate(w[l])
        for k, w_jk in enumerate(row)
        if w_jk == wanted
    )
    you.place.should_be(
        place,
        secret=True,
        because="Three numbers: the layer it enters, the neuron it enters, the neuron it leaves.",
    )
    you.shape.should_be(
        (len(w[1]), len(w[1][0])), secret=True, because="A row for each receiver, a column for each sender."
    )
    for sizes in ([2, 2, 1], [3, 4, 2], [2, 2, 2, 2]):
        w, b, x, _ = network(sizes)
        z, a = matrix.feedforward(w, b, x)
        mine = you.feedforward.then(f"network {sizes}", lambda f, w=w, b=b, x=x: f(w, b, x))
        for l in range(1, len(sizes)):
            mine.then(f"z[{l}], {{}}", lambda pair, l=l: pair[0][l]).should_be(z[l])
            mine.then(f"a[{l}], {{}}", lambda pair, l=l: pair[1][l]).should_be(a[l])
        mine.then("a[0], {}", lambda pair: pair[1][0]).should_be(x)
