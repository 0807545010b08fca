# takes σ' of what arrives through the weights: it is taken at z, and multiplied with what arrives


def bp2(w_next, delta_next, z):
    return [sigma_prime(arrived) for arrived in times(transpose(w_next), delta_next)]
