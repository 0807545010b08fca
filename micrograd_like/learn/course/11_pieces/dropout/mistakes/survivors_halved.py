# doubles the survivors, whatever p is


def mask(n, p, rng):
    return [0.0 if rng.random() < p else 2.0 for _ in range(n)]
