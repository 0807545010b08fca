# looks at the bias alone: with a negative bias the weighted sum can be positive


def dead(neurons, X):
    return sum(b <= 0 for w, b in neurons)
