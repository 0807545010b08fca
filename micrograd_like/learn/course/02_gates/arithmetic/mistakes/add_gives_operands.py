# gives the operands of the sum back: a sum changes one for one with each of them, whatever they are


def d_add(x, y):
    return x, y
