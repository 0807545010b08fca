# adds up scores times labels: count the points that get their label


def accuracy(model, X, y):
    return sum(model(x).data * label for x, label in zip(X, y)) / len(y)
