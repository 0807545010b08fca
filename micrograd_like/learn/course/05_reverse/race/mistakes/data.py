# collects the numbers of the leaves: after the walk it is their grads that tell

from micrograd_like import Value


def reverse_gradient(f, xs):
    leaves = [Value(x) for x in xs]
    f(*leaves).backward()
    return [leaf.data for leaf in leaves]
