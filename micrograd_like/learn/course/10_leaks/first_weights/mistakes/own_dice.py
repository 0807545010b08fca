# draws from the module random: draw from rng, so that the same seed gives the same weights

import random


def draw(n, rng):
    return [random.gauss(0.0, good_size(n)) for _ in range(n)]
