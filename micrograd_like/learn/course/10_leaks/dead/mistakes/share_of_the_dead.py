# gives a share: their number is asked for


def dead(neurons, X):
    return sum(all(weighted_sum(w, b, x) <= 0 for x in X) for w, b in neurons) / len(neurons)
