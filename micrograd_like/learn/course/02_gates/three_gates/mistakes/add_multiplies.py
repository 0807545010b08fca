# multiplies the force by the operand in a sum: a sum is as sensitive to a small operand as to a large
# one, its sensitivity is 1


def add_gate(x, y, force):
    return x * force, y * force
