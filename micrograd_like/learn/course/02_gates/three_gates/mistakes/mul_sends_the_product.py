# gives both factors the whole product: the local derivative of x * y in x is y


def mul_gate(x, y, upstream):
    return x * y * upstream, x * y * upstream
