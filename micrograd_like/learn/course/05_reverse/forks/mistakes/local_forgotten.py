# sends the grad on as it is: each edge multiplies it by its local derivative


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += v.grad
