# shares each gradient out among the whole window: only who is largest moves the result


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        largest = max(xs[i] for i in places)
        winners = [i for i in places]
        for i in winners:
            slopes[i] = g / len(winners)
    return slopes
