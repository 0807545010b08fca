# adds the bias behind the sigmoid


def tower(x, weights, biases):
    bs, a = [Value(b) for b in biases], Value(x)
    for w, b in zip(weights, bs):
        a = (w * a).sigmoid() + b
    a.backward()
    return [b.grad for b in bs]
