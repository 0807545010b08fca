# gives a positive bias: then the weighted sum is positive for all these inputs


def killing_bias(w, r):
    return r * sum(abs(w_i) for w_i in w)
