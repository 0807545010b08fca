# compares the score with the label: compare the class, +1 or -1


def accuracy(model, X, y):
    return sum(model(x).data == label for x, label in zip(X, y)) / len(y)
