# multiplies by the number itself: max passes it on as it is, so its slope is 1


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        largest = max(xs[i] for i in places)
        winners = [i for i in places if xs[i] == largest]
        for i in winners:
            slopes[i] = xs[i] * g / len(winners)
    return slopes
