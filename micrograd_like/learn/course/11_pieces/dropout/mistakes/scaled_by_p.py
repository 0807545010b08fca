# divides by p, the share that is gone; 1 - p is the share that stays


def mask(n, p, rng):
    return [0.0 if rng.random() < p else 1 / p for _ in range(n)]
