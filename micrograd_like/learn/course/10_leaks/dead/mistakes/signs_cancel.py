# adds the weights with their signs: an input may be negative where the weight is, and then their
# product is positive


def killing_bias(w, r):
    return -r * sum(w)
