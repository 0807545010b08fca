# puts 1/2 in front of the penalty: it is 0.0001 times the sum of the squares


def loss(model, X, y):
    hinges = [(1 - label * model(x)).relu() for x, label in zip(X, y)]
    error = sum(hinges) * (1.0 / len(hinges))
    return error + 0.5 * 0.0001 * sum(p * p for p in model.parameters())
