# sets the leaves to 0 too: what earlier calls brought there is lost, and nothing can be collected

from micrograd_like import topological_order


def backward(root):
    order = topological_order(root)
    for v in order:
        v.grad = 0.0
    root.grad += 1.0
    for v in reversed(order):
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad
