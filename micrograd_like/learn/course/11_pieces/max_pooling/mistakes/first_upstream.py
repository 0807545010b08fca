# gives every winner the first entry of the upstream gradient: window k has its own


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        largest = max(xs[i] for i in places)
        winners = [i for i in places if xs[i] == largest]
        for i in winners:
            slopes[i] = upstream[0] / len(winners)
    return slopes
