# leaves out the margin of 1: the hinge loss is max(0, 1 - y * score)


def loss(model, X, y):
    hinges = [(-label * model(x)).relu() for x, label in zip(X, y)]
    error = sum(hinges) * (1.0 / len(hinges))
    return error + 0.0001 * sum(p * p for p in model.parameters())
