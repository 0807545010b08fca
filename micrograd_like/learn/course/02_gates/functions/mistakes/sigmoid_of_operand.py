# puts the operand into (1 - z) z; z is the sigmoid's result, between 0 and 1


def d_sigmoid(x, z):
    return (1 - x) * x
