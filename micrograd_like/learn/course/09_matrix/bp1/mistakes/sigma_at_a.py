# applies the sigmoid to a number that went through it already: σ' is taken at z


def da_dz(z_j):
    s = sigmoid(sigmoid(z_j))
    return s * (1 - s)
