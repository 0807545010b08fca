# gives all weights one number: neurons that begin alike get the same gradient and stay alike for ever


def draw(n, rng):
    return [good_size(n)] * n
