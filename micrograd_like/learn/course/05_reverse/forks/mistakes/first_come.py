# listens to the first use only: what comes later must be added


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad = operand.grad or local * v.grad
