# runs f and backward() again for each input: one backward pass gives all derivatives

from micrograd_like import Value


def by_sweeping(f, xs):
    leaves = [Value(x) for x in xs]
    gradient = []
    for k in range(len(xs)):
        leaves = [Value(x) for x in xs]
        f(*leaves).backward()
        gradient.append(leaves[k].grad)
    return gradient
