# gives a quarter: that is the largest slope, at z = 0


def da_dz(z_j):
    return 0.25
