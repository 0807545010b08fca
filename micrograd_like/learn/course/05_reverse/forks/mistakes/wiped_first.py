# sets the operands' grads to 0 before it adds: what other uses have sent is lost


def hand_on(v):
    for operand in v.parents:
        operand.grad = 0.0
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad
