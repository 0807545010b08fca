# routes to the largest number of the whole list: each window has its own


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        winners = [i for i in places if xs[i] == max(xs)]
        for i in winners:
            slopes[i] = g / len(winners)
    return slopes
