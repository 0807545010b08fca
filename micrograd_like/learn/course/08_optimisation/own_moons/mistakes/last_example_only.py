# keeps only the last example: add each of them to the total


def loss(network, X, y):
    total = Value(0.0)
    for x, label in zip(X, y):
        total = (network(x) - label) ** 2
    return total * (1 / len(y))
