# judges by the last example alone


def dead(neurons, X):
    return sum(weighted_sum(w, b, X[-1]) <= 0 for w, b in neurons)
