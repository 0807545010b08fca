# divides error and penalty by the number of examples: only the error is a mean


def loss(model, X, y):
    hinges = [(1 - label * model(x)).relu() for x, label in zip(X, y)]
    penalty = 0.0001 * sum(p * p for p in model.parameters())
    return (sum(hinges) + penalty) * (1.0 / len(hinges))
