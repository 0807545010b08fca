# sends both factors the same: the derivative in x is y, and the derivative in y is x


def mul_gate(x, y, upstream):
    return y * upstream, y * upstream
