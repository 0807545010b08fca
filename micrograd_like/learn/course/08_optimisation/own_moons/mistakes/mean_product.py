# takes the mean of sign times label, from -1 to 1: a wrong example counts as -1, and it should count as 0


def accuracy(network, X, y):
    return sum((1 if network(x).data > 0 else -1) * label for x, label in zip(X, y)) / len(y)
