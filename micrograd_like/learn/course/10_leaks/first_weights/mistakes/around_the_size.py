# draws numbers around the good size: the mean is 0


def draw(n, rng):
    return [rng.gauss(good_size(n), good_size(n)) for _ in range(n)]
