# wipes nothing: what the nodes in between kept from the last walk goes down with the new one, and a
# second call brings more than a second share

from micrograd_like import topological_order


def backward(root):
    order = topological_order(root)
    for v in order:
        pass
    root.grad += 1.0
    for v in reversed(order):
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad
