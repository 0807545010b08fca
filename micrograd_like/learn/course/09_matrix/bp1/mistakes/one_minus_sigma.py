# gives 1 - σ(z), which is exp(-z) / (1 + exp(-z)), the second one without its square: σ' = σ (1 - σ)


def da_dz(z_j):
    return 1 - sigmoid(z_j)
