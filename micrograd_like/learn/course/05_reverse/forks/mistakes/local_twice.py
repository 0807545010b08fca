# multiplies by the local derivative twice: once for each edge


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * local * v.grad
