# multiplies survivors by 1 + p: divide by 1 - p


def mask(n, p, rng):
    return [0.0 if rng.random() < p else 1 + p for _ in range(n)]
