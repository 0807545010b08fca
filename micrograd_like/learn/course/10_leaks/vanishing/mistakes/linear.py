# leaves the sigmoids out: then the chain is a straight line in each bias

from micrograd_like import Value


def tower(x, weights, biases):
    bs = [Value(b) for b in biases]
    a = Value(x)
    for w, b in zip(weights, bs):
        a = w * a + b
    a.backward()
    return [b.grad for b in bs]
