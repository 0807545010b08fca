# has the weight of the bias's own neuron on the path as well: the bias enters after this weight


def tower(x, weights, biases):
    bs, a = [Value(b) for b in biases], Value(x)
    for w, b in zip(weights, bs):
        a = (w * a + b).sigmoid()
    a.backward()
    return [b.grad * w for b, w in zip(bs, weights)]
