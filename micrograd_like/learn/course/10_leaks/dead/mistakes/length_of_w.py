# takes the length of w: each input may be r or -r on its own, so the sizes of the weights are added


def killing_bias(w, r):
    return -r * sum(w_i * w_i for w_i in w) ** 0.5
