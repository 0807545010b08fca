# goes on with a.data, a bare number: no gradient finds the way down past the last layer

from micrograd_like import Value


def tower(x, weights, biases):
    bs = [Value(b) for b in biases]
    a = Value(x)
    for w, b in zip(weights, bs):
        a = (w * a.data + b).sigmoid()
    a.backward()
    return [b.grad for b in bs]
