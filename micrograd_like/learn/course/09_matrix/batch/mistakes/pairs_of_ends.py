# multiplies inputs and outputs: count the weights of every layer


def multiplications(sizes):
    forward = sizes[0] * sizes[-1]
    return forward, 2 * forward - sizes[0] * sizes[1]
