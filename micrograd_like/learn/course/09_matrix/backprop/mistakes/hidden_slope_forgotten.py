# leaves out the factor sigma'(z) in the hidden layers: what arrives through the weights must still pass
# the sigmoid of its own layer


def bp2(w_next, delta_next, z):
    arrived = [sum(w_jk * delta_j for w_jk, delta_j in zip(column, delta_next)) for column in zip(*w_next)]
    return arrived
