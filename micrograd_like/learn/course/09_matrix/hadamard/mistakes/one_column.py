# gives a matrix with one column: it must be square


def diagonal(s):
    return [[s_j] for s_j in s]
