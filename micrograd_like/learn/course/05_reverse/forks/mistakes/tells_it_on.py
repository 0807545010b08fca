# calls itself for every operand: each of them sends later as well, and so sends the same a second time


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad
        hand_on(operand)
