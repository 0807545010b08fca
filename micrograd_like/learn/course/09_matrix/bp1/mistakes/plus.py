# adds the two factors: ⊙ multiplies them, neuron by neuron, as the chain rule does along a path


def bp1(a, y, z):
    return [dC_da(a_j, y_j) + da_dz(z_j) for a_j, y_j, z_j in zip(a, y, z)]
