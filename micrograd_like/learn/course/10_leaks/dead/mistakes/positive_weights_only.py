# adds up the positive weights only: a negative weight gives a positive product with a negative input


def killing_bias(w, r):
    return -r * sum(max(0.0, w_i) for w_i in w)
