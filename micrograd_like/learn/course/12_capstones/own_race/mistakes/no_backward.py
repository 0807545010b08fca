# gives grads that are still 0: is backward() called, and are these the leaves that f was given?


def gradient(make, f, numbers):
    leaves = [make(number) for number in numbers]
    out = f(leaves)
    return out.data, [leaf.grad for leaf in leaves]
