# gives log x times y for the exponent


def goat(x, y):
    z = x.data**y.data
    return Node(z, [x, y], [y.data * x.data ** (y.data - 1), y.data * log(x.data)])
