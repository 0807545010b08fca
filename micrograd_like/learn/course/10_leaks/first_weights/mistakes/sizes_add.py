# adds sizes as if all products pulled the same way: random signs cancel, and only the squares add up


def size_of_sum(n, weight_size):
    return n * weight_size
