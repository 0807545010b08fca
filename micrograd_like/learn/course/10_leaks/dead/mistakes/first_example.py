# judges by the first example alone: the neuron may be active for another one


def dead(neurons, X):
    return sum(all(weighted_sum(w, b, x) <= 0 for x in X[:1]) for w, b in neurons)
