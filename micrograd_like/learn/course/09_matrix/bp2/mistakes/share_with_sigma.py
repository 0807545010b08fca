# has σ(z) in the share: the first step of the path has the local derivative σ'(z)


def share(delta_j, w_jk, z_k):
    return delta_j * w_jk / (1 + exp(-z_k))
