# scales so that the sum of each mask is exactly n: the mean over many masks is 1, and a single one may
# differ


def mask(n, p, rng):
    kept = [rng.random() >= p for _ in range(n)]
    return [n / max(1, sum(kept)) * keep for keep in kept]
