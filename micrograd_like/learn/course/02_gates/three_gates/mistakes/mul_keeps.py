# multiplies the upstream gradient by the operand itself: the local derivative of a product is the other
# operand

through_mul = 6, -8


def mul_gate(x, y, upstream):
    return x * upstream, y * upstream
