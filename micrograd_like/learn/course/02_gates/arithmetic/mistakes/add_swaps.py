# swaps the operands as in a product: in a sum each operand counts once, so both derivatives are 1


def d_add(x, y):
    return y, x
