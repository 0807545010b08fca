# lists the slopes from the last layer to the first; first to last is asked for

from micrograd_like import Value


def tower(x, weights, biases):
    bs = [Value(b) for b in biases]
    a = Value(x)
    for w, b in zip(weights, bs):
        a = (w * a + b).sigmoid()
    a.backward()
    return [b.grad for b in reversed(bs)]
