# divides by n: then the signal fades by the root of n at every layer


def good_size(n):
    return 1 / n
