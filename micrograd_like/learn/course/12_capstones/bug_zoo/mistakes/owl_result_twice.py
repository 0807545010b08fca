# takes exp of the result: the derivative of exp is its result


def owl(x):
    return Node(exp(x.data), [x], [exp(exp(x.data))])
