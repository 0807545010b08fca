# draws weights of the size for relu


def draw(n, rng):
    return [rng.gauss(0.0, good_size_for_relu(n)) for _ in range(n)]
