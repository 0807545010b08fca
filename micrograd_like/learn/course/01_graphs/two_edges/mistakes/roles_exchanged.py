# looks for v among the operands of x: v is made of x, so x stands in v.parents


def times_used(v, x):
    return sum(parent is v for parent in x.parents)
