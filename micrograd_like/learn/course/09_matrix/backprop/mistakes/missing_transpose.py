# multiplies by w[l + 1] without the transpose in BP2


def bp2(w_next, delta_next, z):
    arrived = [sum(w_jk * delta_j for w_jk, delta_j in zip(row, delta_next)) for row in w_next]
    return [e_k * sigma_prime(z_k) for e_k, z_k in zip(arrived, z)]
