# lets max hand its force to both: the smaller operand can move a little and nobody notices

through_max = 2, 2


def max_gate(x, y, force):
    return force, force
