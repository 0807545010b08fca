# multiplies by σ(z) where σ'(z) belongs

from math import exp


def bp2(w_next, delta_next, z):
    return hadamard(times(transpose(w_next), delta_next), [1 / (1 + exp(-z_k)) for z_k in z])
