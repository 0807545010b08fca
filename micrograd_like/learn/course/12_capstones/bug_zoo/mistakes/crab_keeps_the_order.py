# reverses nothing: the backward pass begins at the root, so it goes through reversed(order(root))


def crab(root):
    begin(root)
    for v in order(root):
        for p, d in zip(v.parents, v.local):
            p.grad = d * v.grad
