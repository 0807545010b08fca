# uses the largest weight only: all inputs can have their worst values at the same time


def killing_bias(w, r):
    return -r * max(abs(w_i) for w_i in w)
