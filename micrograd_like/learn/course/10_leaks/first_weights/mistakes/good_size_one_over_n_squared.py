# gives 1 / n², one over the square of n: it is one over its root


def good_size(n):
    return 1 / n**2
