# lets a neuron live whose sum is exactly 0: relu has slope 0 there too, in this engine as in most


def dead(neurons, X):
    return sum(all(weighted_sum(w, b, x) < 0 for x in X) for w, b in neurons)
