# counts an example as right where the score is near the label: only the signs must agree, and a score of
# 3 is right for the label 1


def accuracy(network, X, y):
    return sum(abs(network(x).data - label) < 0.5 for x, label in zip(X, y)) / len(y)
