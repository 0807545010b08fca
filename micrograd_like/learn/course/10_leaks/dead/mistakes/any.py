# counts neurons that are off for some example: a dead one is off for all of them


def dead(neurons, X):
    return sum(any(weighted_sum(w, b, x) <= 0 for x in X) for w, b in neurons)
