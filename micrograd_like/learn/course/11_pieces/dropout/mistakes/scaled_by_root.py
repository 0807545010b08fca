# divides by the root of 1 - p


def mask(n, p, rng):
    return [0.0 if rng.random() < p else (1 - p) ** -0.5 for _ in range(n)]
