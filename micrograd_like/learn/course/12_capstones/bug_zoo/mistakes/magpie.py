# replaces what a node has collected: a node that is used several times hears from every use, and all of
# it counts


def magpie(root):
    begin(root)
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad = d * v.grad
