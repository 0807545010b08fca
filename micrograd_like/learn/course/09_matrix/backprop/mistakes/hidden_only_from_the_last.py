# hands the error of layer l + 1 on without adding it up over its neurons


def bp2(w_next, delta_next, z):
    return [w_next[0][k] * delta_next[0] * sigma_prime(z_k) for k, z_k in enumerate(z)]
