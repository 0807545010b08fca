# takes the mean of the sizes: the products are added up


def killing_bias(w, r):
    return -r * sum(abs(w_i) for w_i in w) / len(w)
