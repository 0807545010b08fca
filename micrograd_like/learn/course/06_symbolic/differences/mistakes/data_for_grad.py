# collects .data of the leaves: the derivatives are in .grad

from micrograd_like import Value


def by_sweeping(f, xs):
    leaves = [Value(x) for x in xs]
    f(*leaves).backward()
    return [leaf.data for leaf in leaves]
