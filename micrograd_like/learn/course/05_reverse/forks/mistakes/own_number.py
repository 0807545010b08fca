# multiplies by the operand's own number; how v reacts to it is the local derivative, which is already
# there


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += operand.data * v.grad
