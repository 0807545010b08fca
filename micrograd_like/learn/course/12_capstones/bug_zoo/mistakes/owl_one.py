# gives 1: the derivative of exp is exp(x)


def owl(x):
    return Node(exp(x.data), [x], [1.0])
