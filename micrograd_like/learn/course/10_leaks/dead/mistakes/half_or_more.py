# calls a neuron dead if it is off for more than half of the examples


def dead(neurons, X):
    return sum(sum(weighted_sum(w, b, x) <= 0 for x in X) > len(X) / 2 for w, b in neurons)
