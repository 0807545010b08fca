# calls itself for every operand: each of them gets a turn of its own later, and then hands on a second
# time what it had handed on


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad
        hand_on(operand)
