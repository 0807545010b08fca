# subtracts what comes: grads are added; the step downhill, later, is what subtracts


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad -= local * v.grad
