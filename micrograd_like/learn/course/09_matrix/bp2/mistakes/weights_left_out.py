# adds up the errors of the next layer without the weights: each of them comes through its weight


def bp2(w_next, delta_next, z):
    return [sum(delta_next) * sigma_prime(z_k) for z_k in z]
