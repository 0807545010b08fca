# gives the largest number itself back to its place: its upstream gradient goes there


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        largest = max(xs[i] for i in places)
        winners = [i for i in places if xs[i] == largest]
        for i in winners:
            slopes[i] = xs[i] / len(winners)
    return slopes
