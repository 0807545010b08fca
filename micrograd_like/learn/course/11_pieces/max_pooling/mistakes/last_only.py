# gives all to the last of the largest; here they share


def route(xs, size, upstream):
    slopes = [0.0] * len(xs)
    for k, g in enumerate(upstream):
        places = range(k * size, (k + 1) * size)
        slopes[max(places, key=lambda i: (xs[i], i))] = g
    return slopes
