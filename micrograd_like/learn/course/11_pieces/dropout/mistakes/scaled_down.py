# multiplies the survivors by 1 - p: they have to grow to make up for the others


def mask(n, p, rng):
    return [0.0 if rng.random() < p else 1 - p for _ in range(n)]
