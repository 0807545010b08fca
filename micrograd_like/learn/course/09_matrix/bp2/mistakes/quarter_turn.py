# turns the matrix by a quarter: the transpose keeps the first entry at its place


def transpose(w):
    return [list(column) for column in zip(*reversed(w))]
