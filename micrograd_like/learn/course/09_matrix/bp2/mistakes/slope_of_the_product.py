# takes σ' of the product w · z: the path goes from z_k through σ, and then through the weight


def share(delta_j, w_jk, z_k):
    return delta_j * sigma_prime(w_jk * z_k)
