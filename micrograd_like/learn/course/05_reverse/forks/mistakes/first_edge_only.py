# returns inside the loop, after the first edge: v sends along all its edges


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local * v.grad
        return
