# divides the upstream gradient by the factor: a product is undone by a division, but its derivative is
# the other factor


def mul_gate(x, y, upstream):
    return upstream / x, upstream / y
