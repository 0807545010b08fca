# stops at σ'(z): the first factor ∂C/∂a is missing


def bp1(a, y, z):
    return [da_dz(z_j) for z_j in z]
