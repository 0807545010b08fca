# forgets the transpose: neuron k collects along column k of w, not along row k


def bp2(w_next, delta_next, z):
    return hadamard(times(w_next, delta_next), [sigma_prime(z_k) for z_k in z])
