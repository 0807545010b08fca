# answers with the index: next to w_jk stands the output a_k of the neuron it comes from


def dz_dw(a_in, k):
    return k
