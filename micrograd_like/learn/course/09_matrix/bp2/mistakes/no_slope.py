# stops at the output a^l of the layer: the error is the slope in z^l, behind one more σ'


def bp2(w_next, delta_next, z):
    return times(transpose(w_next), delta_next)
