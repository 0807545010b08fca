# sets only the leaves back to 0: the nodes between still hold what they collected last time, and pass
# it on again


def sloth(root):
    for v in order(root):
        if not v.parents:
            v.grad = 0.0
    root.grad = 1.0
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
