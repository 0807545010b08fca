# sets no grads to 0: a second call adds to the first


def sloth(root):
    root.grad = 1.0
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
