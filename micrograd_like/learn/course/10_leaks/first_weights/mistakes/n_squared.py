# multiplies by n²


def size_of_sum(n, weight_size):
    return n * n * weight_size
