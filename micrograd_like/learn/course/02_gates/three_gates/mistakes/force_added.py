# adds the force to the other operand: the force is multiplied by the sensitivity, which is the other
# operand


def mul_gate(x, y, force):
    return y + force, x + force
