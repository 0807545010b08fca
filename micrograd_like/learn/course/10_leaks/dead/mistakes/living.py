# counts the neurons that are not dead


def dead(neurons, X):
    return sum(any(weighted_sum(w, b, x) > 0 for x in X) for w, b in neurons)
