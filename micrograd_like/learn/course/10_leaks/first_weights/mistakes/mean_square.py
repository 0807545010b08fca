# gives the mean square, n * s²: the size is its root


def size_of_sum(n, weight_size):
    return n * weight_size**2
