# sets nothing to 0: what the nodes in between kept from the last pass is sent down again with the new one,
# and a second call adds too much

from micrograd_like import topological_order


def backward(root):
    order = topological_order(root)
    for v in order:
        pass
    root.grad += 1.0
    for v in reversed(order):
        for operand, local in zip(v.parents, v.partials):
            operand.grad += local * v.grad
