# computes tanh as 2 sigmoid(2x) - 1: near 0 that is a difference of nearly equal numbers


def tanh(x):
    return 2 * sigmoid(2 * x) - 1
