# goes by distance from the root: a node that is near by one way may still expect something by a longer
# one


def bee(root):
    begin(root)
    flowers = [root]
    for v in flowers:  # the list grows while she flies along it
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
            if p not in flowers:
                flowers.append(p)
