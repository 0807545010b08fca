# gives the first derivative for every bias


def tower(x, weights, biases):
    bs, a = [Value(b) for b in biases], Value(x)
    for w, b in zip(weights, bs):
        a = (w * a + b).sigmoid()
    a.backward()
    return [bs[0].grad for _ in bs]
