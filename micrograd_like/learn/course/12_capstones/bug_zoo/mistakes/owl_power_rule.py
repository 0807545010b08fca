# uses the power rule for exp: its derivative is exp(x) itself


def owl(x):
    return Node(exp(x.data), [x], [x.data * exp(x.data - 1)])
