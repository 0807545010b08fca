# takes the root of the sum of all squares: this is only a bound for the factor


def growth(W, steps=60):
    return sum(x * x for row in W for x in row) ** 0.5
