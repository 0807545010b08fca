# forgets the transpose: the errors run forward through the weights; on the way back neuron k needs
# column k, not row k


def bp2(w_next, delta_next, z):
    return hadamard(times(w_next, delta_next), [sigma_prime(z_k) for z_k in z])
