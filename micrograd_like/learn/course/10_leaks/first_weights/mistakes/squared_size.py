# hands rng.gauss the mean square 1/n; it wants the size, the root of that


def draw(n, rng):
    return [rng.gauss(0.0, good_size(n) ** 2) for _ in range(n)]
