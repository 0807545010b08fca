# reverses each row: the transpose makes a row of each column


def transpose(w):
    return [list(reversed(row)) for row in w]
