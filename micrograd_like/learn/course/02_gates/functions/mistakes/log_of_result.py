# takes one over the result of log; it is one over the operand


def d_log(x, z):
    return 1 / z
