# gives the grad of the output, which is 1: the grad of the leaf is asked for


def derivative(output, leaf):
    leaf.grad = 0.0
    output.backward()
    return lift(output.grad)
