# gives the result as the derivative: the derivative of log x is 1 / x


def fox(x):
    z = log(x.data)
    return Node(z, [x], [z])
