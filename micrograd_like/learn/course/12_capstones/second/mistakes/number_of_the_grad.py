# makes a new Value of the number of the gradient: no graph leads from it to the leaf


def derivative(output, leaf):
    leaf.grad = 0.0
    output.backward()
    return Value(lift(leaf.grad).data)
