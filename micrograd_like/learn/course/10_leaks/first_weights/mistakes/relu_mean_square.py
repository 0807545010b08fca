# gives 2 / n, the mean square: the size is its root


def good_size_for_relu(n):
    return 2 / n
