# reckons with one input at its worst: all of them can be at once


def killing_bias(w, r):
    return -r * max(abs(w_i) for w_i in w)
