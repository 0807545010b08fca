# takes the mean factor over all steps: the first steps count, too, although the direction has not settled
# yet


def growth(W, steps=60):
    g = [1.0] * len(W)
    return (hypot(*back(W, g, steps)) / hypot(*g)) ** (1 / steps)
