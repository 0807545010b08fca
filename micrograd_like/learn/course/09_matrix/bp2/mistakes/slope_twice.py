# multiplies by σ'(z) twice


def bp2(w_next, delta_next, z):
    return [e * sigma_prime(z_k) ** 2 for e, z_k in zip(times(transpose(w_next), delta_next), z)]
