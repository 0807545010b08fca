# multiplies what arrives: contributions are added


def magpie(root):
    begin(root)
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad = p.grad * d * v.grad if p.grad else d * v.grad
