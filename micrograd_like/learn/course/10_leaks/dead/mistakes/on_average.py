# looks at the mean over the examples: a dead neuron has a weighted sum of 0 or less for each of them


def dead(neurons, X):
    return sum(sum(weighted_sum(w, b, x) for x in X) <= 0 for w, b in neurons)
