# hands x to every neuron: each gets the output of the one before


def tower(x, weights, biases):
    bs = [Value(b) for b in biases]
    for w, b in zip(weights, bs):
        a = (w * Value(x) + b).sigmoid()
    a.backward()
    return [b.grad for b in bs]
