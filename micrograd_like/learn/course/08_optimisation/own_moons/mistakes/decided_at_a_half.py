# decides at a score of 0.5: the sign changes at 0


def accuracy(network, X, y):
    return sum((network(x).data > 0.5) == (label > 0) for x, label in zip(X, y)) / len(y)
