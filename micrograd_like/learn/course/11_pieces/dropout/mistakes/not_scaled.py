# leaves the survivors as they are: in training the sums would be smaller than when the network is used


def mask(n, p, rng):
    return [0.0 if rng.random() < p else 1.0 for _ in range(n)]
