# leaves the weight out of the share: it is the local derivative of z_j in a_k, one of the factors along
# the path


def share(delta_j, w_jk, z_k):
    return delta_j * sigma_prime(z_k)
