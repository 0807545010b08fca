# computes with the size of x and forgets its sign: the sigmoid of -x is 1 minus the sigmoid of x


def sigmoid(x):
    return 1 / (1 + exp(-abs(x)))
