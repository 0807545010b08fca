# gives 1 / (2 n)


def good_size(n):
    return 1 / (2 * n)
