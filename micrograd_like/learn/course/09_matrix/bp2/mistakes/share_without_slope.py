# leaves σ'(z_k) out of the share: the path begins at z_k, and its first step is through σ


def share(delta_j, w_jk, z_k):
    return delta_j * w_jk
