# adds sizes: random signs cancel in part, so the squares of the sizes are added


def size_of_sum(n, weight_size):
    return n * weight_size
