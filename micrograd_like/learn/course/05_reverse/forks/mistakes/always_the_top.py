# sets v.grad to 1 before it sends: only the output moves at rate 1 with itself


def hand_on(v):
    v.grad = 1.0
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad
