# multiplies by the weight as well


def gradient(w, x):
    z = sum(w_i * x_i for w_i, x_i in zip(w, x))
    s = 1 / (1 + exp(-z))
    return [(1 - s) * s * x_i * w_i for w_i, x_i in zip(w, x)]
