# counts the right answers; a share is that divided by how many there are


def accuracy(model, X, y):
    return sum(classify(model, x) == label for x, label in zip(X, y))
