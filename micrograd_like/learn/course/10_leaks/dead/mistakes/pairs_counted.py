# counts pairs of a neuron and an example: a neuron is counted once, if it is off for all examples


def dead(neurons, X):
    return sum(weighted_sum(w, b, x) <= 0 for x in X for w, b in neurons)
