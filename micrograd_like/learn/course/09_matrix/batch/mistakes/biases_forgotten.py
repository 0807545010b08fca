# changes only the weights: the biases are parameters too


def by_nudging(sizes):
    forward, _ = multiplications(sizes)
    parameters = forward
    return (parameters + 1) * forward
