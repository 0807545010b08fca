# gives the outputs of the neurons: the derivatives with respect to the biases are asked for


def tower(x, weights, biases):
    found, a = [], Value(x)
    for w, b in zip(weights, biases):
        a = (w * a + b).sigmoid()
        found.append(a.data)
    return found
