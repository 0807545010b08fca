# sets v.grad to 0 when it has sent: the grad of v is a result too


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad
    v.grad = 0.0
