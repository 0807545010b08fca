# forgets the minus of the second operand: x - y falls when y rises


def d_sub(x, y):
    return 1.0, 1.0
