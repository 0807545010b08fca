# puts the parents into a dict: in x * x both are the same key, and one of the two edges is lost


def mole(root):
    begin(root)
    for v in reversed(order(root)):
        slopes = dict(zip(v.parents, v.local))
        for p, d in slopes.items():
            p.grad += d * v.grad
