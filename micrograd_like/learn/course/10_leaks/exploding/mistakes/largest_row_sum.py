# takes the largest sum of a row or column: this is only a bound for the factor


def growth(W, steps=60):
    return max(sum(abs(x) for x in row) for row in W)
