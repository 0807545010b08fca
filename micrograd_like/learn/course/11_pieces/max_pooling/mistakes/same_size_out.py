# looks for the windows of the sliding kind: window k begins at k · size


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k, k + size)
        largest = max(xs[i] for i in places)
        winners = [i for i in places if xs[i] == largest]
        for i in winners:
            slopes[i] = g / len(winners)
    return slopes
