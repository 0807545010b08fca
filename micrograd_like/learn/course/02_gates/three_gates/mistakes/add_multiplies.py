# multiplies the upstream gradient by the operand in a sum: a sum changes as much with a small operand as with
# a large one, its local derivatives are 1


def add_gate(x, y, upstream):
    return x * upstream, y * upstream
