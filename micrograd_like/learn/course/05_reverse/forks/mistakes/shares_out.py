# divides by the number of operands: every operand gets the whole grad, times its local derivative


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad / len(v.parents)
