# sets the leaves to 0 and keeps the rest: it is the other way round

from micrograd_like import topological_order


def backward(root):
    order = topological_order(root)
    for v in order:
        if not v.parents:
            v.grad = 0.0
    root.grad += 1.0
    for v in reversed(order):
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad
