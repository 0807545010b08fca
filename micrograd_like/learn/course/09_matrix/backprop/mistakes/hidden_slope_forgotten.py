# leaves out the factor σ'(z) in the hidden layers


def bp2(w_next, delta_next, z):
    arrived = [sum(w_jk * delta_j for w_jk, delta_j in zip(column, delta_next)) for column in zip(*w_next)]
    return arrived
