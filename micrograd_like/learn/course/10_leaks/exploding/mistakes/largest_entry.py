# takes the largest entry of the matrix


def growth(W, steps=60):
    return max(abs(x) for row in W for x in row)
