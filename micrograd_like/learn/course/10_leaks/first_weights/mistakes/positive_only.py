# draws positive numbers only: they lie around 0


def draw(n, rng):
    return [abs(rng.gauss(0.0, good_size(n))) for _ in range(n)]
