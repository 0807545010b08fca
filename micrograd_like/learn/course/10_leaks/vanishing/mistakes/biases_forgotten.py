# leaves the biases out of the sums


def tower(x, weights, biases):
    bs, a = [Value(0.0) for b in biases], Value(x)
    for w, b in zip(weights, bs):
        a = (w * a + b).sigmoid()
    a.backward()
    return [b.grad for b in bs]
