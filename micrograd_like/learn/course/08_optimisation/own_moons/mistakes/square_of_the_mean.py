# takes the square of the mean difference: differences of opposite sign cancel; square each of them, then take the mean


def loss(network, X, y):
    total = Value(0.0)
    for x, label in zip(X, y):
        total = total + (network(x) - label)
    return (total * (1 / len(y))) ** 2
