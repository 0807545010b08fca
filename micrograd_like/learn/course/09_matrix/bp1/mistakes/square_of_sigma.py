# squares σ: σ' = σ (1 - σ)


def da_dz(z_j):
    return sigmoid(z_j) ** 2
