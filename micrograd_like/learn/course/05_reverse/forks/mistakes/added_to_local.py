# adds the two: along an edge they multiply, and only the edges that meet are added


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local + v.grad
