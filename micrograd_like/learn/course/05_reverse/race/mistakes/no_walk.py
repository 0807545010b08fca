# builds the graph and does not call backward(): all grads are still 0

from micrograd_like import Value


def reverse_gradient(f, xs):
    leaves = [Value(x) for x in xs]
    f(*leaves)
    return [leaf.grad for leaf in leaves]
