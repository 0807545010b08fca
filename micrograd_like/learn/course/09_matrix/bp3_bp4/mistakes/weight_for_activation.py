# gives the index k: next to w_jk stands the output a_k


def dz_dw(a_in, k):
    return k
