# lets a sum share its force out: nothing is divided, each operand alone moves the sum one for one

through_add = 1, 1


def add_gate(x, y, force):
    return force / 2, force / 2
