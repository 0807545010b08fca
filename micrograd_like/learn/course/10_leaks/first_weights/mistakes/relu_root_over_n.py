# has n outside the root: the size is the root of 2 / n


def good_size_for_relu(n):
    return sqrt(2) / n
