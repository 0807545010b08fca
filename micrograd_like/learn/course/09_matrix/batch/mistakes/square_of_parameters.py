# multiplies the parameters by themselves: a forward pass takes one product for each weight, biases take
# none


def by_nudging(sizes):
    forward, _ = multiplications(sizes)
    parameters = forward + sum(sizes[1:])
    return (parameters + 1) * parameters
