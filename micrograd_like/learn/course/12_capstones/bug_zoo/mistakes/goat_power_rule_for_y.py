# uses the power rule for the exponent, too: x ** y is exp(y log x), so its derivative in y is x ** y times
# log x


def goat(x, y):
    z = x.data**y.data
    return Node(z, [x, y], [y.data * x.data ** (y.data - 1), x.data * y.data ** (x.data - 1)])
