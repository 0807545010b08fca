# leaves the biases out of the penalty: here it is taken of all parameters


def loss(model, X, y):
    hinges = [(1 - label * model(x)).relu() for x, label in zip(X, y)]
    error = sum(hinges) * (1.0 / len(hinges))
    weights = [w for layer in model.layers for neuron in layer.neurons for w in neuron.w]
    return error + 0.0001 * sum(w * w for w in weights)
