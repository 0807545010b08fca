# does not set the grad of the leaf to 0 first: leaves accumulate, so the first derivative is still in the second


def derivative(output, leaf):
    output.backward()
    return lift(leaf.grad)
