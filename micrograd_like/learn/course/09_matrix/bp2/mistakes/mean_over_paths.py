# takes the mean over the paths: the chain rule adds them up


def bp2(w_next, delta_next, z):
    return [e / len(delta_next) * sigma_prime(z_k) for e, z_k in zip(times(transpose(w_next), delta_next), z)]
