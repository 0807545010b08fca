# throws the dice once for all of them: every number has its own luck


def mask(n, p, rng):
    return [0.0 if rng.random() < p else 1 / (1 - p)] * n
