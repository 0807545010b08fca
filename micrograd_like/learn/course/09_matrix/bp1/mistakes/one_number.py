# adds the errors up to one number: every output neuron has an error of its own


def bp1(a, y, z):
    return sum(dC_da(a_j, y_j) * da_dz(z_j) for a_j, y_j, z_j in zip(a, y, z))
