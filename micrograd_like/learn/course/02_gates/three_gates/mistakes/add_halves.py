# divides the upstream gradient between the operands of a sum: nothing is divided, each operand alone moves
# the sum one for one

through_add = 1, 1


def add_gate(x, y, upstream):
    return upstream / 2, upstream / 2
