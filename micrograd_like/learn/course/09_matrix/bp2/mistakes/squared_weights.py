# squares the weights: each path has its weight once


def bp2(w_next, delta_next, z):
    return [
        sum(d * w * w for d, w in zip(delta_next, column)) * sigma_prime(z_k)
        for column, z_k in zip(transpose(w_next), z)
    ]
