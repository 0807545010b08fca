# uses one and the same Value as the bias of every layer: `[thing] * n` repeats the thing, and all their
# shares end in one grad

from micrograd_like import Value


def tower(x, weights, biases):
    bs = [Value(biases[0])] * len(biases)
    a = Value(x)
    for w, b in zip(weights, bs):
        a = (w * a + b).sigmoid()
    a.backward()
    return [b.grad for b in bs]
