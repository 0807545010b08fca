# multiplies by a, which is σ(z): the second factor is σ'(z)


def bp1(a, y, z):
    return [dC_da(a_j, y_j) * a_j for a_j, y_j in zip(a, y)]
