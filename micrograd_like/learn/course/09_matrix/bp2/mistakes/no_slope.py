# leaves out σ'(z): this is the derivative with respect to a^l, and δ^l is the one with respect to z^l


def bp2(w_next, delta_next, z):
    return times(transpose(w_next), delta_next)
