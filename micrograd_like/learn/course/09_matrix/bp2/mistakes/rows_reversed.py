# reverses the order of the rows: the transpose makes a row of each column


def transpose(w):
    return [list(row) for row in reversed(w)]
