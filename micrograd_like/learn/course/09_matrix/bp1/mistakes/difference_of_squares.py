# subtracts the square twice or computes 1 - σ(z) squared: σ' = σ (1 - σ)


def da_dz(z_j):
    s = sigmoid(z_j)
    return (1 - s) ** 2
