# multiplies by the number of v: what v sends is its grad, and its number is in the local derivative already
# where it is needed


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.data
