# gives numbers of one size with signs by chance: draw their size, too


def draw(n, rng):
    return [rng.choice((-1, 1)) * good_size(n) for _ in range(n)]
