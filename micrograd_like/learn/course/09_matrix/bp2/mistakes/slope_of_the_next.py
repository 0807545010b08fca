# takes σ' of the error: it is taken at z


def bp2(w_next, delta_next, z):
    arrived = times(transpose(w_next), delta_next)
    return [e * sigma_prime(e) for e in arrived]
