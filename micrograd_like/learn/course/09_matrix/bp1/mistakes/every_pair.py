# multiplies each first factor with each second one: the error of a neuron takes both from this neuron


def bp1(a, y, z):
    return [[dC_da(a_j, y_j) * da_dz(z_k) for z_k in z] for a_j, y_j in zip(a, y)]
