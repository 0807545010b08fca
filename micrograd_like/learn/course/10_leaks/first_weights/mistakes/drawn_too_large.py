# draws weights of size 1


def draw(n, rng):
    return [rng.gauss(0.0, 1.0) for _ in range(n)]
