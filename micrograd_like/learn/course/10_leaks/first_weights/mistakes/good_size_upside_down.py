# gives the root of n: the size of the sum is sqrt(n) times the size of the weights, and this should be 1


def good_size(n):
    return sqrt(n)
