# takes σ' at a, not at z: a has been through σ already, and σ'(a) would send it through once more


def bp1(a, y, z):
    return [dC_da(a_j, y_j) * da_dz(a_j) for a_j, y_j, z_j in zip(a, y, z)]
