# takes σ itself for its derivative: σ' = σ(1 - σ)


def da_dz(z_j):
    s = sigmoid(z_j)
    return s
