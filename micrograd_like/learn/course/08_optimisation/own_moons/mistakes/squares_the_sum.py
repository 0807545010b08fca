# adds up the differences first and squares the sum: differences of opposite sign cancel; square each of
# them


def loss(network, X, y):
    total = Value(0.0)
    for x, label in zip(X, y):
        total = total + (network(x) - label)
    return total**2 * (1 / len(y))
