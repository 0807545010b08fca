# exchanges p and 1 - p everywhere: with probability p a factor is 0, and the others are 1 / (1 - p)


def mask(n, p, rng):
    return [1 / p if rng.random() < p else 0.0 for _ in range(n)]
