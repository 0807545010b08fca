# has the sign of the label wrong: with 1 + label * score, right answers cost most


def loss(model, X, y):
    hinges = [(1 + label * model(x)).relu() for x, label in zip(X, y)]
    error = sum(hinges) * (1.0 / len(hinges))
    return error + 0.0001 * sum(p * p for p in model.parameters())
