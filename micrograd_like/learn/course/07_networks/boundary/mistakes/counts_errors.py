# measures how often it is wrong


def accuracy(model, X, y):
    return sum(classify(model, x) != label for x, label in zip(X, y)) / len(y)
