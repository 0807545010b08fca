# takes σ' at a^l = σ(z^l) instead of at z^l

from math import exp


def bp2(w_next, delta_next, z):
    return hadamard(times(transpose(w_next), delta_next), [sigma_prime(1 / (1 + exp(-z_k))) for z_k in z])
