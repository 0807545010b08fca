# goes from the leaves up: every node passes on its grad before it has got any


def crab(root):
    begin(root)
    for v in order(root):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
