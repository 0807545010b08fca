# gives the numbers of the output for all leaves


def gradient(make, f, numbers):
    leaves = [make(number) for number in numbers]
    out = f(leaves)
    out.backward()
    return out.data, [out.data for leaf in leaves]
