# gives the numbers of the leaves in place of their grads


def gradient(make, f, numbers):
    leaves = [make(number) for number in numbers]
    out = f(leaves)
    out.backward()
    return out.data, [leaf.data for leaf in leaves]
