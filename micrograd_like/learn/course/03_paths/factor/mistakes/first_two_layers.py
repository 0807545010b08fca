# multiplies the first two layers alone: there may be more of them


def factored(layers):
    return sum(layers[0]) * sum(layers[1])
