# takes p for the probability to survive; it is the one to be dropped


def mask(n, p, rng):
    return [1 / (1 - p) if rng.random() < p else 0.0 for _ in range(n)]
