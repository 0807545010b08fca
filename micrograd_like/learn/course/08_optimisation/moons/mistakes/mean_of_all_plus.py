# divides by the number of parameters: the mean is over the points


def loss(model, X, y):
    hinges = [(1 - label * model(x)).relu() for x, label in zip(X, y)]
    return sum(hinges) * (1.0 / len(model.parameters())) + 0.0001 * sum(p * p for p in model.parameters())
