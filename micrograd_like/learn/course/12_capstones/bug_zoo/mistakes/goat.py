# has no slope for the exponent: x ** y reacts to y as well, by x ** y times log x


def goat(x, y):
    z = x.data**y.data
    return Node(z, [x, y], [y.data * x.data ** (y.data - 1), 0.0])
