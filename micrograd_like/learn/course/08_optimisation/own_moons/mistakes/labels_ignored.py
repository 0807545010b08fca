# leaves the labels out, or has them as factors: the difference between score and label is squared


def loss(network, X, y):
    total = Value(0.0)
    for x, label in zip(X, y):
        total = total + network(x) ** 2
    return total * (1 / len(y))
