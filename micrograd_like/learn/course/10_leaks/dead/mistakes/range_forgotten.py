# leaves out how large the inputs may be


def killing_bias(w, r):
    return -sum(abs(w_i) for w_i in w)
