# forgets the brackets around y - x


def is_subgradient(f, x, slope, others):
    return all(f(y) >= f(x) + slope * y - x for y in others)
