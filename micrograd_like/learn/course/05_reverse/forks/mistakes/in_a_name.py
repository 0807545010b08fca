# adds to a name of its own, which then holds another number: nobody else sees it, for it is
# operand.grad that has to change


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        grad = operand.grad
        grad += local * v.grad
