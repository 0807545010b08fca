# adds σ' where ⊙ multiplies: σ' is a factor of every path


def bp2(w_next, delta_next, z):
    return [p + sigma_prime(z_k) for p, z_k in zip(times(transpose(w_next), delta_next), z)]
