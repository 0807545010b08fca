# gives 1: next to w_jk stands a_k, so the derivative of z_j with respect to this weight is a_k


def dz_dw(a_in, k):
    return 1.0
