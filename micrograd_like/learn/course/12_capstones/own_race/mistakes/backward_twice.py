# calls backward() twice: leaves add up, so the gradients are twice as large


def gradient(make, f, numbers):
    leaves = [make(number) for number in numbers]
    out = f(leaves)
    out.backward()
    f(leaves).backward()
    return out.data, [leaf.grad for leaf in leaves]
