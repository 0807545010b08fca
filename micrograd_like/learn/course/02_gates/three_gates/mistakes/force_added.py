# adds the upstream gradient to the other operand: it is multiplied by the local derivative, which is the
# other operand


def mul_gate(x, y, upstream):
    return y + upstream, x + upstream
