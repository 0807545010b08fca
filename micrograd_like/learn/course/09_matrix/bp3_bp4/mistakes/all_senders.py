# adds up all outputs of the layer before: next to w_jk stands a_k only


def dz_dw(a_in, k):
    return sum(a_in)
