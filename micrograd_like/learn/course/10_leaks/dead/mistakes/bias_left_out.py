# leaves the bias out of the weighted sum


def dead(neurons, X):
    return sum(all(weighted_sum(w, 0.0, x) <= 0 for x in X) for w, b in neurons)
