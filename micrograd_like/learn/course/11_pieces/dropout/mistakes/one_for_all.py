# draws one random number for all: draw one for each factor


def mask(n, p, rng):
    return [0.0 if rng.random() < p else 1 / (1 - p)] * n
