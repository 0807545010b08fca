# takes the local derivatives in the reversed order: v.partials are in the order of v.parents


def hand_on(v):
    for operand, local in zip(v.parents, v.partials[::-1]):
        operand.grad += local * v.grad
