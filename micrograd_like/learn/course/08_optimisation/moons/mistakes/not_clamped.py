# leaves out relu: points on the right side of the margin would pay for the others


def loss(model, X, y):
    hinges = [1 - label * model(x) for x, label in zip(X, y)]
    error = sum(hinges) * (1.0 / len(hinges))
    penalty = 0.0001 * sum(p * p for p in model.parameters())
    return error + penalty
