# keeps the larger of what is there and what comes: it is added


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad = max(operand.grad, local * v.grad)
