# takes the factor of the first step: the direction has not settled yet


def growth(W, steps=60):
    g = [1.0] * len(W)
    return hypot(*back(W, g, 1)) / hypot(*g)
