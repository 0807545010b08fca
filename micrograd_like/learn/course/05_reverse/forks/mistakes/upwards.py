# sends from the operand up to v: rates travel up, but here grads travel down


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        v.grad += local * operand.grad
