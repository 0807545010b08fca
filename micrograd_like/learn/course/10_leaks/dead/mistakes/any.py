# counts neurons that are off for some example: those are doing their job, relu neurons are off for
# about half


def dead(neurons, X):
    return sum(any(weighted_sum(w, b, x) <= 0 for x in X) for w, b in neurons)
