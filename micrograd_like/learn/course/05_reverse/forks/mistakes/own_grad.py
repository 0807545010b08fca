# multiplies by the grad of the operand, which is still being collected: it is the grad of v that is sent


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * operand.grad
