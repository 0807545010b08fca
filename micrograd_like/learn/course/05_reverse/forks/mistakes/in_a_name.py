# leaves operand.grad as it is: a name of its own, a result handed back or operand.data do not change it, and
# it is operand.grad that the next node reads


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        grad = operand.grad
        grad += local * v.grad
